"""The posts of a week on one page: `/editions/2025-w47/`, and `/editions/`, which lists them.

The command `digest` writes `content/editions/2025-W47.yaml`, the ids of the posts, so that an
edition does not change after it was sent: no post joins it later, and none is in two. The site gets
`editions`, the newest first, () where there are none.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from newsroom.content.source_files import is_excluded
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.changes import newest_change
from newsroom.site.editions import FOLDER, edition_files, read_editions
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile


def attach_editions(site: Site) -> None:
    """Set the editions; what is wrong with their files goes into the report."""
    articles = {article.permanent_id: article for article in site.articles}
    files = [file for file in edition_files(site.layout.content) if is_usable(file, site)]
    editions = read_editions(files, articles, site.settings, site.report)
    site.editions = tuple(reversed([*editions]))
    site.editions_page = f"{FOLDER}/" if site.editions else ""


def is_usable(file: Path, site: Site) -> bool:
    """Return whether a file of `content/` can be read, as far as it has been looked at."""
    return not is_excluded(file.relative_to(site.layout.content).as_posix(), site.excluded)


def declare_files(site: Site) -> Iterator[OutputFile]:
    """Yield the page of each edition, and the page that lists them."""
    for edition in site.editions:
        yield OutputFile(
            edition.url,
            "list",
            "an edition",
            template="edition",
            values=partial(dict, edition=edition),
            listed=True,
            changed=newest_change(edition.articles),
        )
    if site.editions_page:
        yield OutputFile(
            site.editions_page,
            "list",
            "the list of editions",
            template="editions",
            listed=True,
            changed=newest_change(site.editions[0].articles),
        )


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.articles", "article.category", "article.permanent_id", "site.excluded"],
    provides=["site.editions", "site.editions_page"],
    run=attach_editions,
    files=declare_files,
    update=unaffected,
)
register = PLUGIN.register
