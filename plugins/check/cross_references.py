"""Checks across posts: a slug used twice, tags and series spelled in two ways, missing pins."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from newsroom.content.file_names import language_tag
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Entry
from newsroom.site.model import Site
from newsroom.text.normalize import spelling

NOUNS: dict[Literal["tags", "series"], str] = {"tags": "tag", "series": "series"}


def duplicate_slugs(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Yield an error for each file whose slug and language are those of one before it."""
    by_slug: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.front_matter.file):
        # Folders that differ in case only are one folder on some systems.
        by_slug[entry.slug.casefold(), entry.lang].append(entry)
    slugs = {slug for slug, _ in by_slug}
    for (slug, _), (first, *duplicates) in by_slug.items():
        for front in (entry.front_matter for entry in duplicates):
            message = f'slug "{slug}" is already used by {first.front_matter.file}'
            advice = "give one of them another `slug`"
            folder = language_tag(posixpath.basename(posixpath.dirname(front.file)))
            if folder and folder != front.lang:
                advice = f"add a line `lang: {folder}` if it is a translation, or {advice}"
            elif front.date.year != first.front_matter.date.year:
                dated = (f"{slug}-{front.date:{form}}" for form in ("%Y", "%Y-%m", "%Y-%m-%d"))
                free = next((name for name in dated if name not in slugs), f"{slug}-2")
                slugs.add(free)
                advice = f"add a line such as `slug: {free}`"
            yield Diagnostic(front.file, front.line("slug"), "slug/duplicate", message, advice)


def rare_spellings(
    articles: Iterable[Article], key: Literal["tags", "series"]
) -> Iterator[Diagnostic]:
    """Yield a warning for each post that spells a tag or a series otherwise than most posts do.

    `LLM` and `LLMs` are one, and so are `gpt4` and `GPT-4`.
    """
    noun = NOUNS[key]
    uses: dict[str, dict[str, list[FrontMatter]]] = defaultdict(lambda: defaultdict(list))
    for front in (article.front_matter for article in articles):
        for name in front.tags if key == "tags" else filter(None, [front.series]):
            uses[spelling(name).removesuffix("s")][name].append(front)
    for spellings in uses.values():
        usual, *rare = sorted(spellings, key=lambda name: (-len(spellings[name]), name))
        for name in rare:
            message = f'{noun} "{name}" is spelled "{usual}" in other posts'
            for front in spellings[name]:
                where = (front.file, front.line(key), f"{noun}/spelling")
                yield Diagnostic(*where, message, "use one spelling")


def invalid_pins(articles: Sequence[Article]) -> Iterator[Diagnostic]:
    """Yield an error for each slug of `related` that is not that of another public post."""
    slugs = {article.slug for article in articles}
    for article in articles:
        front = article.front_matter
        where = (front.file, front.line("related"))
        for slug in front.related:
            if slug == article.slug:
                message = f'related names the post itself, "{slug}"'
                yield Diagnostic(*where, "related/not-found", message, "remove it")
            elif slug not in slugs:
                advice = suggestion(slug, slugs - {article.slug}) or "remove it"
                message = f'related post "{slug}" not found among public posts'
                yield Diagnostic(*where, "related/not-found", message, advice)


def check_references(site: Site) -> None:
    """Report all of these."""
    site.report.add(
        *duplicate_slugs(site.all_articles),
        *duplicate_slugs(site.pages),
        *rare_spellings(site.all_articles, "tags"),
        *rare_spellings(site.all_articles, "series"),
        *invalid_pins(site.all_articles),
    )


PLUGIN = Plugin(
    __name__,
    phase="check",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
    ],
    run=check_references,
    update=unaffected,
)
register = PLUGIN.register
