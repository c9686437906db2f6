"""The configuration of nginx for a site."""
