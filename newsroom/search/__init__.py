"""The index of the search page: what it has of each post, and the files that Pagefind makes."""
