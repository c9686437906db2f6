"""Runs Pelican: a whole build, or one that stops before it writes."""
