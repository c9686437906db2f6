"""The settings of pelicanconf.py and publishconf.py: their schema, types and validation."""
