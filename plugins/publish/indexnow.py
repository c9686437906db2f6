"""Writes `/KEY.txt`, the key by which search engines check who notifies them of changes.

IndexNow (indexnow.org) reads it before it accepts a notification. Nothing is written where
`INDEXNOW["key"]` is "".
"""

from collections.abc import Iterator

from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile


def declare_key(site: Site) -> Iterator[OutputFile]:
    """Yield the file, if there is a key; its text is the key itself."""
    if key := site.settings.indexnow.key:
        label = "the key of IndexNow"
        yield OutputFile(f"{key}.txt", "file", label, data=f"{key}\n".encode)


PLUGIN = Plugin(__name__, phase="publish", files=declare_key, update=unaffected)
register = PLUGIN.register
