"""Deploys to a folder of this machine, which a web server serves."""
