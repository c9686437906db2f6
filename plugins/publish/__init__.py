"""Plugins that write further files: feeds, sitemaps, headers."""
