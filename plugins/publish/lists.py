"""Writes the lists of posts: the front page, the archive, and those of each term and period.

Each name in DIRECT_TEMPLATES is a page with the template of that name. The lists of categories,
tags, authors, years and months have a template for each kind. Lists whose template is in
PAGINATED_TEMPLATES have further pages, `/page/2/`.
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from newsroom.config.layout import FRONT_PAGE
from newsroom.config.schema import locate_setting
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Term
from newsroom.site.changes import newest_change
from newsroom.site.list_files import list_files
from newsroom.site.lists import Month
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

KEYS = {"category": "category", "tag": "tags", "author": "authors"}  # of the front matter


def named_list(name: str, site: Site) -> OutputFile:
    """Return the file of a page that has a template of its own; sitemaps omit `404.html`.

    The front page changes with its posts, the others, which show titles, when one is added.
    """
    url, setting = site.layout.lists[name], f"{name.upper()}_URL"
    newest = site.articles[0].date if site.articles else None
    changed = newest_change(site.articles) if name == FRONT_PAGE else newest
    is_page = not url or url.endswith("/")
    return OutputFile(
        url,
        "list",
        f"“{name}”",
        locate_setting(setting),
        f"change {setting}",
        template=name,
        listed=is_page,
        changed=changed,
    )


def term_list(term: Term) -> OutputFile:
    """Return the file of the list of a category, tag or author, which gets it as its kind.

    Sitemaps omit the category that only hidden or translated posts have; authors have a profile.
    """
    front = term.articles[0].front_matter if term.articles else None
    return OutputFile(
        term.url,
        "list",
        f'the {term.kind} "{term.name}"',
        (front.file, front.line(KEYS[term.kind])) if front else ("", 0),
        "rename one of them",
        template=term.kind,
        values=partial(dict[str, object], {term.kind: term}),
        listed=bool(term.articles) or term.kind == "author",
        changed=newest_change(term.articles),
    )


def period_list(period: Month) -> OutputFile:
    """Return the file of the list of a year or month."""
    return OutputFile(
        period.url,
        "list",
        "an archive",
        template="period_archives",
        values=partial(dict, period=period),
        listed=True,
        changed=newest_change(period.articles),
    )


def all_lists(site: Site) -> Iterator[OutputFile]:
    """Yield each page of every list of posts but those of entities and editions."""
    for name in site.layout.lists:
        yield from list_files(named_list(name, site), site.articles, site.layout)
    for term in chain(site.categories, site.tags, site.authors):
        yield from list_files(term_list(term), term.articles, site.layout)
    for period in chain.from_iterable((year, *year.months) for year in site.years):
        yield from list_files(period_list(period), period.articles, site.layout)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.articles",
        "site.categories",
        "site.tags",
        "site.authors",
        "site.years",
        "function.social_meta",  # templates call them
        "function.structured_data",
    ],
    files=all_lists,
    update=unaffected,
)
register = PLUGIN.register
