"""`data:` URLs (RFC 2397) that a browser can only show: bitmaps and fonts."""

import re

BITMAP = re.compile(r"data:image/(avif|bmp|gif|jpe?g|png|webp)(;[\w=.-]+)*,", re.IGNORECASE)
FONT = re.compile(
    r"data:(font/[\w.+-]+|application/(x-)?font[\w.-]*|application/octet-stream)(;[\w=.-]+)*,",
    re.IGNORECASE,
)


def is_harmless_data(url: str, *, fonts: bool = False) -> bool:
    """Whether a URL holds a bitmap, or also a font, and nothing that could be markup."""
    return bool(BITMAP.match(url) or (fonts and FONT.match(url)))
