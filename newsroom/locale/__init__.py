"""Words and dates of the interface, in the language of each page."""
