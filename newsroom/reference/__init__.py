"""The reference pages in docs/, generated from the code that they describe."""
