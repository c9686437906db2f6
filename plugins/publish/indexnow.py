"""Writes `/KEY.txt`, the key by which search engines check who notifies them of changes.

IndexNow (indexnow.org) reads it before it accepts a notification. Nothing is written where
`INDEXNOW["key"]` is "".
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.adapter import Generator


def key_file(key: str) -> tuple[str, str]:
    """Return the name and the text of the file; the text is the key itself."""
    return f"{key}.txt", f"{key}\n"


def write_key(generator: Generator, writer: Any) -> None:
    """Write the file at the top of the site, if there is a key."""
    if key := generator.context["SITE"].indexnow.key:
        name, text = key_file(key)
        (Path(writer.output_path) / name).write_text(text, encoding="utf-8")


def register() -> None:
    """Connect to Pelican's signal after it has written its files."""
    signals.article_writer_finalized.connect(write_key)
