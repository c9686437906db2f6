"""What can only be seen across posts: one slug twice, names spelt two ways, pins that do not exist.

Needs: front_matter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from pelican import signals

from newsroom.content.article import Content
from newsroom.diagnostics.report import Report
from newsroom.diagnostics.suggestions import did_you_mean
from newsroom.text.normalize import spelling
from plugins.adapter import (
    Generator,
    addresses_of_lists,
    every_article,
    every_content,
    every_page,
    report_of,
    static_files,
)


def refuse_shared_slugs(contents: Iterable[Content], report: Report) -> None:
    """Two files with one slug and language would be one page; both are named."""
    by_slug: dict[tuple[str, str], list[Content]] = defaultdict(list)
    for content in sorted(contents, key=lambda content: str(content.front_matter.file)):
        # Folders that differ in case only are one folder on some systems.
        by_slug[content.slug.casefold(), content.lang].append(content)
    for (slug, _), (first, *others) in by_slug.items():
        for other in others:
            one, two = first.front_matter, other.front_matter
            sentence = (
                f'the slug "{slug}" is that of {one.file} too; give one of them another `slug`'
            )
            report.refuse(two.file, two.line("slug"), sentence)


def refuse_taken_addresses(
    pages: Iterable[Content], taken: Mapping[str, str], report: Report
) -> None:
    """A page has to have an address of its own; `taken` maps addresses to what is there."""
    for page in pages:
        if page.url in taken:
            front = page.front_matter
            sentence = (
                f"/{page.url} is the address of {taken[page.url]}; give the page another slug"
            )
            report.refuse(front.file, front.line("slug"), sentence)


def refuse_overwriting(
    files: Mapping[str, str], addresses: Collection[str], top: str, report: Report
) -> None:
    """A file that is copied as it is must not take the place of a page, a feed or the theme."""
    for path, url in sorted(files.items()):
        page = url.removesuffix("index.html")
        if page in addresses or url.startswith(("feeds/", "sitemaps/", "theme/")):
            report.refuse(
                f"{top}/{path}", 1, f"the site has a page of its own at /{page}; rename this file"
            )


def warn_of_near_names(articles: Iterable[Content], key: str, noun: str, report: Report) -> None:
    """A warning at each post that spells a tag or a series otherwise than most posts do.

    `LLM` and `LLMs` are one, and so are `gpt4` and `GPT-4`.
    """
    uses: dict[str, dict[str, list[Content]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        names = getattr(article.front_matter, key)
        for name in (names,) if names and isinstance(names, str) else names:
            uses[spelling(name).removesuffix("s")][name].append(article)
    for spellings in uses.values():
        usual, *others = sorted(spellings, key=lambda name: (-len(spellings[name]), name))
        for name in others:
            for article in spellings[name]:
                front = article.front_matter
                sentence = f'the {noun} "{name}" is "{usual}" in other posts'
                report.warn(front.file, front.line(key), sentence)


def refuse_bad_pins(articles: list[Content], report: Report) -> None:
    """A pinned slug has to be that of another post that is public."""
    slugs = {article.slug for article in articles}
    for article in articles:
        front = article.front_matter
        for slug in front.related:
            if slug == article.slug:
                report.refuse(
                    front.file, front.line("related"), f'related names this post itself, "{slug}"'
                )
            elif slug not in slugs:
                hint = did_you_mean(slug, slugs - {article.slug}) or "; remove it"
                sentence = f'related names "{slug}", and no public post has that slug{hint}'
                report.refuse(front.file, front.line("related"), sentence)


def check_references(generators: list[Generator]) -> None:
    """All checks of this kind."""
    articles, report = every_article(generators), report_of(generators)
    refuse_shared_slugs(articles, report)
    refuse_shared_slugs(every_page(generators), report)
    pages = {content.url for content in every_content(generators)}
    lists = addresses_of_lists(generators)
    refuse_overwriting(static_files(generators), {*pages, *lists}, "content", report)
    refuse_taken_addresses(every_page(generators), lists, report)
    warn_of_near_names(articles, "tags", "tag", report)
    warn_of_near_names(articles, "series", "series", report)
    refuse_bad_pins(articles, report)


def register() -> None:
    """Once every post has been read."""
    signals.all_generators_finalized.connect(check_references)
