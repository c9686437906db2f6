"""The key by which search engines know who tells them of changes: writes `/KEY.txt`.

IndexNow (indexnow.org) looks for it before it believes a deployment. Nothing is
written where `INDEXNOW["key"]` is "".
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.adapter import Generator


def key_file(key: str) -> tuple[str, str]:
    """(name, text) of the file, the text being the key itself."""
    return f"{key}.txt", f"{key}\n"


def write_key(generator: Generator, writer: Any) -> None:
    """One file at the top of the site, if there is a key."""
    if key := generator.context["SITE"].indexnow.key:
        name, text = key_file(key)
        (Path(writer.output_path) / name).write_text(text, encoding="utf-8")


def register() -> None:
    """When Pelican has written the rest."""
    signals.article_writer_finalized.connect(write_key)
