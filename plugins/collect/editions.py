"""The posts of a week on one page: `/editions/2025-w47/`, and `/editions/`, which lists them.

The command `digest` writes `content/editions/2025-W47.yaml`, the ids of the posts, so that an
edition does not change after it was sent: no post joins it later, and none is in two. Templates get
`editions`, the newest first, () where there are none.

Needs: permanent_ids, fast_lookups.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelican import signals

from newsroom.content.editions import FOLDER, Edition, read_editions
from plugins.adapter import Generator


def attach_editions(generator: Generator) -> None:
    """Attach the editions early, so that links to them can be checked."""
    raw = generator.settings
    articles = {article.permanent_id: article for article in generator.articles}
    editions = read_editions(Path(generator.path), articles, raw["SITE"], raw["REPORT"])
    generator.context["editions"] = tuple(reversed([*editions]))


def write_editions(generator: Generator, writer: Any) -> None:
    """Write the page of each edition, and the page that lists them."""
    context: dict[str, Any] = generator.context
    editions: Sequence[Edition] = context["editions"]
    page = generator.get_template("edition")
    for edition in editions:
        file = f"{edition.url}index.html"
        writer.write_file(file, page, context, edition=edition, url=edition.url)
    if editions:
        page, url = generator.get_template("editions"), f"{FOLDER}/"
        writer.write_file(f"{url}index.html", page, context, url=url)


def register() -> None:
    """Connect to signals: URLs early, files after Pelican has written its own."""
    signals.article_generator_finalized.connect(attach_editions)
    signals.article_writer_finalized.connect(write_editions)
