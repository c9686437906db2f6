"""Deploys to a branch that GitHub Pages serves."""
