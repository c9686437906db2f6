"""Deploys to a folder that rsync reaches."""
