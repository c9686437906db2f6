"""How words become data: one module, one effect. Their order is `PLUGINS` in pelicanconf.py."""
