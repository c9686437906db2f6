"""Settings that differ in production: `SITEURL=https://example.org python3 blog.py publish`."""

import os
import sys

sys.path.insert(0, os.path.dirname(__file__))  # where pelicanconf.py is

from pelicanconf import *

PRODUCTION = True
SITEURL = os.environ.get("SITEURL", "").rstrip("/")
