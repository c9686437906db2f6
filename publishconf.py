"""What differs in production. `SITEURL=https://example.org make publish` builds with it."""

import os

from pelicanconf import *

PRODUCTION = True
SITEURL = os.environ.get("SITEURL", "").rstrip("/")
