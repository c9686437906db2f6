"""What is wrong with a site, and how it is reported."""
