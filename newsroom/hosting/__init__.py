"""Files that control a host: `_headers`, `_redirects`, and the configuration of nginx."""
