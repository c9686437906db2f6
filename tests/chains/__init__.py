"""Chains of edits, each followed by a build that must equal a clean one byte for byte."""
