"""One module for each kind of error; each has a function `find`."""
