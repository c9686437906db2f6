"""UUIDs as text."""

import re

# Versions 1 to 8 and the variant of RFC 9562; neither nil nor max, which name nothing.
UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
