"""Plugins that validate the content, and stop the build on errors."""
