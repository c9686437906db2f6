"""Files at the top of the site that control a host: generated lines, then those of a writer."""

from newsroom.content.front_matter.parser import decode
from newsroom.site.model import Site

HOST_FILES = frozenset(["_headers", "_redirects"])  # in content/static/ they are not copied
SPECULATION_RULES = "speculation-rules.json"


def added_lines(site: Site, name: str) -> str:
    """Return the text of a file of `HOST_FILES` in content/static/, "" without such a file."""
    for file in site.static_files:
        if file.url == name:
            return decode((site.layout.content / file.path).read_bytes())
    return ""
