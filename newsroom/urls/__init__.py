"""URLs: hosts, paths, credentials."""
