"""The lines of source files at which bodies have texts and links."""

from pathlib import Path

from newsroom.content.front_matter.parser import decode
from newsroom.content.source_positions import find_line
from newsroom.site.articles import Content


def find_source_line(content: Content, folder: Path, text: str) -> int:
    """Return the line of the source file where a body has `text`, else the body's first.

    `folder` is the folder with all content; the file is read again, as few texts are looked for.
    """
    source = decode((folder / content.path).read_bytes())
    return find_line(text, source, content.front_matter.body_line)
