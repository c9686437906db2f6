"""Files published beside the pages: which types are allowed, and what could run in them."""
