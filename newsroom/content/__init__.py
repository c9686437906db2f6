"""Source files under content/: posts, pages, author profiles, editions."""
