"""Plugins that write the files of the site: pages, lists, feeds, sitemaps, headers."""
