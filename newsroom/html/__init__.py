"""HTML trees: parsing, elements, links, active content, and what a page may load."""
