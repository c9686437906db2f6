"""Plugins that give each article what its page shows."""
