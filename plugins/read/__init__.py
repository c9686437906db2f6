"""Filters of templates, theme files and source files: plugins that run while files are read."""
