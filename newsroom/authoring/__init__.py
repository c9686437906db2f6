"""New posts and profiles, and the existing content that they must not clash with."""
