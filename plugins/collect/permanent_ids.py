"""Sets `article.permanent_id`: a UUID (RFC 9562) or another IRI as text, which never changes.

It is the `id` of the front matter. Without one it is derived (version 5) from the site's id in
FEEDS and the path of the file under `content/`: it stays when slug, date, title or the domain
change, but not when the file is moved. Two posts with one id, such as a file and its copy, are an
error.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import normalize
from uuid import UUID, uuid5

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.model import Site


def permanent_id(front: FrontMatter, site_id: str) -> str:
    """Return the id of a post: that of its front matter, else one derived from its path."""
    path = front.file.split("/", 1)[1]  # without the name of the content folder
    # Some systems write é as one character, others as two.
    return front.id or str(uuid5(UUID(site_id), normalize("NFC", path)))


def duplicate_ids(posts: Iterable[tuple[str, FrontMatter]]) -> Iterator[Diagnostic]:
    """Yield an error for each post, given as (id, front matter), that has the id of another."""
    by_id: dict[str, list[FrontMatter]] = defaultdict(list)
    for id_, front in sorted(posts, key=lambda post: (not post[1].id, post[1].file)):
        by_id[id_].append(front)
    for id_, (first, *duplicates) in by_id.items():
        for front in duplicates:
            message = f"id is already used by {first.file}"
            advice = "remove the line from the copy"
            if not front.id:
                message = f"id derived from this path is already used by {first.file}"
                advice = f"add a line `id: {uuid5(UUID(id_), front.file)}`"
            yield Diagnostic(front.file, front.line("id"), "id/duplicate", message, advice)


def attach_permanent_ids(site: Site) -> None:
    """Give every article its id, and report ids that several articles have."""
    for article in site.all_articles:
        article.permanent_id = permanent_id(article.front_matter, site.settings.feeds.id)
    posts = [(article.permanent_id, article.front_matter) for article in site.all_articles]
    site.report.add(*duplicate_ids(posts))


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.articles", "site.translations", "site.hidden_articles"],
    provides=["article.permanent_id"],
    run=attach_permanent_ids,
    update=unaffected,
)
register = PLUGIN.register
