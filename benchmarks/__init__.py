"""How fast the site is built, beside plain Pelican and beside its own targets."""
