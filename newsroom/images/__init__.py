"""Image files: what they are, and the smaller files that pages offer of them."""
