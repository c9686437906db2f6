"""A name that holds for good: gives every article `permanent_id`, a UUID (RFC 9562) as text.

It is the `id` of the front matter. Without one it is derived (version 5) from the site's id in
FEEDS and the path of the file under `content/`: it stays when slug, date, title or the domain
change, and not when the file is moved. Two posts with one id are refused, as a copied file has
that of its original.

Needs: front_matter, translations.
"""

from collections import defaultdict
from collections.abc import Iterable
from unicodedata import normalize
from uuid import UUID, uuid5

from pelican import signals

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.report import Report
from plugins.adapter import Generator, every_article


def permanent_id(front: FrontMatter, site_id: str) -> str:
    """The id of a post: its own, else the one that its path gives."""
    path = front.file.split("/", 1)[1]  # without the name of the content folder
    # Some systems write é as one character, others as two.
    return front.id or str(uuid5(UUID(site_id), normalize("NFC", path)))


def refuse_shared_ids(posts: Iterable[tuple[str, FrontMatter]], report: Report) -> None:
    """A sentence for each post, of (id, front matter), that has the id of another."""
    by_id: dict[str, list[FrontMatter]] = defaultdict(list)
    for found, front in sorted(posts, key=lambda post: (not post[1].id, post[1].file)):
        by_id[found].append(front)
    for found, (first, *others) in by_id.items():
        for front in others:
            sentence = (
                f"the id is that of {first.file} too; remove the line from the one that is the copy"
            )
            if not front.id:
                own = uuid5(UUID(found), front.file)
                sentence = (
                    f"the id that this path gives is that of {first.file}; add a line `id: {own}`"
                )
            report.refuse(front.file, front.line("id"), sentence)


def attach_permanent_ids(generator: Generator) -> None:
    """Early: corrections and feeds derive their ids from it."""
    articles, settings = every_article([generator]), generator.settings
    for article in articles:
        article.permanent_id = permanent_id(article.front_matter, settings["SITE"].feeds.id)
    posts = [(article.permanent_id, article.front_matter) for article in articles]
    refuse_shared_ids(posts, settings["REPORT"])


def register() -> None:
    """Once every post has been read."""
    signals.article_generator_finalized.connect(attach_permanent_ids)
