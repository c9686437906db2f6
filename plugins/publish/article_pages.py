"""Writes the page of each post, and the pages of content/pages/."""

from collections.abc import Iterator, Mapping
from functools import partial

from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Entry
from newsroom.site.model import Site
from newsroom.site.output_files import Kind, OutputFile

ADVICE: Mapping[Kind, str] = {
    "article": "give one of them another `slug`",
    "page": "give the page another slug",
}


def entry_file(kind: Kind, template: str, entry: Entry) -> OutputFile:
    """Return the file of a post or page, whose template gets it under the name of its kind."""
    front = entry.front_matter
    location = (front.file, front.line("slug"))
    values = partial(dict[str, object], {kind: entry})
    return OutputFile(
        entry.url, kind, front.file, location, ADVICE[kind], template, values, lang=entry.lang
    )


def entry_files(site: Site) -> Iterator[OutputFile]:
    """Yield the file of every post and page of a site; translated and hidden ones have theirs."""
    for article in site.all_articles:
        yield entry_file("article", "article", article)
    for page in site.pages:
        yield entry_file("page", page.template, page)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "page.template",
        "function.social_meta",  # templates call them
        "function.structured_data",
    ],
    files=entry_files,
    update=unaffected,
)
register = PLUGIN.register
