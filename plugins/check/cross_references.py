"""Checks across posts: a slug used twice, tags spelled two ways, related posts that do not exist.

Needs: front_matter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from pelican import signals

from newsroom.content.article import Content
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion
from newsroom.text.normalize import spelling
from plugins.adapter import (
    Generator,
    all_articles,
    all_contents,
    all_pages,
    get_report,
    list_urls,
    static_urls,
)

BUILT_FOLDERS = ("feeds/", "sitemaps/", "theme/")


def duplicate_slugs(contents: Iterable[Content]) -> Iterator[Diagnostic]:
    """Yield an error for each file whose slug and language are those of one before it."""
    by_slug: dict[tuple[str, str], list[Content]] = defaultdict(list)
    for content in sorted(contents, key=lambda content: str(content.front_matter.file)):
        # Folders that differ in case only are one folder on some systems.
        by_slug[content.slug.casefold(), content.lang].append(content)
    for (slug, _), (first, *duplicates) in by_slug.items():
        for front in (content.front_matter for content in duplicates):
            message = f'slug "{slug}" is already used by {first.front_matter.file}'
            advice = "give one of them another `slug`"
            yield Diagnostic(front.file, front.line("slug"), "slug/duplicate", message, advice)


def page_conflicts(pages: Iterable[Content], used: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield an error for each page whose URL is used; `used` maps URLs to what is there."""
    for page in pages:
        if page.url in used:
            front = page.front_matter
            message = f"URL /{page.url} is already used by {used[page.url]}"
            advice = "give the page another slug"
            yield Diagnostic(front.file, front.line("slug"), "url/conflict", message, advice)


def file_conflicts(
    files: Mapping[str, str], urls: Collection[str], top: str
) -> Iterator[Diagnostic]:
    """Yield an error for each copied file that would overwrite a page, a feed or the theme.

    `files` maps paths below the folder `top` to URLs; `urls` are those of all pages.
    """
    for path, url in sorted(files.items()):
        page = url.removesuffix("index.html")
        if page in urls or url.startswith(BUILT_FOLDERS):
            message = f"URL /{page} is already used by the site"
            yield Diagnostic(f"{top}/{path}", 0, "url/conflict", message, "rename this file")


def rare_spellings(articles: Iterable[Content], key: str, noun: str) -> Iterator[Diagnostic]:
    """Yield a warning for each post that spells a tag or a series otherwise than most posts do.

    `LLM` and `LLMs` are one, and so are `gpt4` and `GPT-4`.
    """
    uses: dict[str, dict[str, list[Content]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        names = getattr(article.front_matter, key)
        for name in (names,) if names and isinstance(names, str) else names:
            uses[spelling(name).removesuffix("s")][name].append(article)
    for spellings in uses.values():
        usual, *rare = sorted(spellings, key=lambda name: (-len(spellings[name]), name))
        for name in rare:
            for front in (article.front_matter for article in spellings[name]):
                message = f'{noun} "{name}" is spelled "{usual}" in other posts'
                yield Diagnostic(
                    front.file, front.line(key), f"{noun}/spelling", message, "use one spelling"
                )


def invalid_pins(articles: list[Content]) -> Iterator[Diagnostic]:
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


def check_references(generators: list[Generator]) -> None:
    """Report all of these."""
    articles, pages = all_articles(generators), all_pages(generators)
    urls = {content.url for content in all_contents(generators)}
    lists = list_urls(generators)
    get_report(generators).add(
        *duplicate_slugs(articles),
        *duplicate_slugs(pages),
        *file_conflicts(static_urls(generators), {*urls, *lists}, "content"),
        *page_conflicts(pages, lists),
        *rare_spellings(articles, "tags", "tag"),
        *rare_spellings(articles, "series", "series"),
        *invalid_pins(articles),
    )


def register() -> None:
    """Run once every post has been read."""
    signals.all_generators_finalized.connect(check_references)
