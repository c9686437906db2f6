"""Settings, templates filters and source files: plugins that run while files are read."""
