"""The words of a source compared with those of its page."""
