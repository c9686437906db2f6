"""The posts of a week on one page: `/editions/2025-w47/`, and `/editions/`, which lists them.

`make digest` writes `content/editions/2025-W47.yaml`, the ids of the posts, so that an edition that
was sent stays as it was: no post joins it later, and none stands in two. Templates get `editions`,
the newest first, () where there is none.

Needs: permanent_ids, quick_lists.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelican import signals

from newsroom.content.editions import FOLDER, Edition, read_editions
from plugins.adapter import Generator


def attach_editions(generator: Generator) -> None:
    """Early, so that links to them hold."""
    settings = generator.settings
    articles = {article.permanent_id: article for article in generator.articles}
    found = read_editions(Path(generator.path), articles, settings["SITE"], settings["REPORT"])
    generator.context["editions"] = tuple(reversed([*found]))


def write_editions(generator: Generator, writer: Any) -> None:
    """The pages, and their list."""
    context: dict[str, Any] = generator.context
    found: Sequence[Edition] = context["editions"]
    page = generator.get_template("edition")
    for each in found:
        writer.write_file(f"{each.url}index.html", page, context, edition=each, url=each.url)
    if found:
        page, url = generator.get_template("editions"), f"{FOLDER}/"
        writer.write_file(f"{url}index.html", page, context, url=url)


def register() -> None:
    """Addresses early, files when Pelican has written the rest."""
    signals.article_generator_finalized.connect(attach_editions)
    signals.article_writer_finalized.connect(write_editions)
