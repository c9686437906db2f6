"""The rules of a built site, by subject: each module has a function `check`."""
