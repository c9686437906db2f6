"""Reads the files of a built site for the rules."""
