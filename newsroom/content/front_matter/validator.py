"""From the head of a file to typed front matter, and a sentence for all that is wrong in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.config.entity_kinds import KINDS
from newsroom.config.schema import Site
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter.parser import Head, Row
from newsroom.content.front_matter.schema import FrontMatter, readers
from newsroom.diagnostics.suggestions import did_you_mean

# What other generators call our keys.
SYNONYMS = {
    "description": "summary", "excerpt": "summary", "subtitle": "summary", "updated": "modified",
    "lastmod": "modified", "keywords": "tags", "categories": "category", "draft": "status",
    "permalink": "slug", "url": "slug", "cover": "image", "thumbnail": "image",
    "language": "lang", "writer": "author", "name": "title",
    "guid": "id", "uuid": "id",
}  # fmt: skip
# Products that are taken for authors, alone or with a version: `GPT-4o`, `Claude Opus 4`.
PRODUCTS = "chatgpt claude copilot deepseek gemini gpt grok llama mistral perplexity qwen".split()
NOT_A_PERSON = re.compile(
    r"^(an? )?(a\.?i\.?|artificial intelligence)( (staff|writer|bot|assistant))?$"
    rf"|^((openai|google|github|microsoft|anthropic|meta)[ -])?({'|'.join(PRODUCTS)})"
    r"([ -]?v?\d.*|[ -](ai|flash|haiku|large|mini|opus|plus|pro|sonnet|turbo|ultra)\b.*)?$",
    re.IGNORECASE,
)

LETTER = re.compile(r"[^\W_]")
DATES = ("date", "modified")
PAGE_KEYS = frozenset("title slug summary status lang date modified aliases".split())


def type_head(
    head: Head, file: str, site: Site, *, page: bool
) -> tuple[FrontMatter, list[tuple[int, str]]]:
    """The typed front matter of a file and (line, sentence) for each mistake in it."""
    wrong = list(head.mistakes)
    known = readers(site)
    if page:
        known = {key: reader for key, reader in known.items() if key in PAGE_KEYS}
    typed: dict[str, Any] = {}
    for key, value in head.values.items():
        if key not in known:
            if key not in site.front_matter.extra_keys:
                wrong.append((head.lines[key], _unknown(key, known)))
        elif value not in ("", [], {}):
            try:
                typed[key] = known[key](value)
            except values.FieldError as error:
                wrong += [(at or head.lines[key], f"{key} {said}") for at, said in error.mistakes]
                typed[key] = None  # there, but unusable: not "missing" as well
            if typed[key] == ():
                del typed[key]
    if not head.mistakes:
        wrong += _missing(head, typed, site, page=page)
    typed["authors"] = (
        typed.pop("author", None) or typed.get("authors") or _one(site.front_matter.default_author)
    )
    typed["category"] = typed.get("category") or site.front_matter.default_category
    typed["lang"] = typed.get("lang") or site.language
    usable: dict[str, Any] = {key: value for key, value in typed.items() if value is not None}
    front = FrontMatter(file=file, lines=head.lines, body_line=head.body_line, **usable)
    wrong += _disallowed(front, site, page=page)
    # Names that were refused are left out, for there is no more to say about them.
    people = tuple(name for name in front.authors if not NOT_A_PERSON.match(name))
    tags = tuple(tag for tag in front.tags if LETTER.search(tag))
    usable = {key: tuple(filter(LETTER.search, getattr(front, key))) for key in KINDS.values()}
    return replace(front, authors=tuple(filter(LETTER.search, people)), tags=tags, **usable), wrong


def date_warnings(head: Head, timezone: ZoneInfo) -> Iterator[tuple[int, str]]:
    """Yield line and sentence for each date that occurs twice or never in the site's time zone."""
    rows = [(head.lines[key], key, head.values[key]) for key in DATES if key in head.values]
    corrections = head.values.get("corrections")
    for row in corrections if isinstance(corrections, list) else ():
        if isinstance(row, Row):
            rows.append((row.line, "date of a correction", row.get("date", "")))
    for line, label, value in rows:
        if warning := values.date_warning(value, timezone):
            yield line, f"{label} {warning}"


def _one(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _unknown(key: str, known: Mapping[str, Any]) -> str:
    hint = f'; did you mean "{SYNONYMS[key]}"?' if SYNONYMS.get(key) in known else ""
    hint = hint or did_you_mean(key, known)
    return f'"{key}" is no key of the front matter' + (
        hint or '; remove it, or allow it in FRONT_MATTER["extra_keys"] of pelicanconf.py'
    )


def _missing(
    head: Head, typed: Mapping[str, Any], site: Site, *, page: bool
) -> list[tuple[int, str]]:
    """A sentence for each key that has to be there and is not, or is empty."""
    settings = site.front_matter
    required = {
        "title": ('title: "What happened"', True),
        "date": ("date: 2025-11-20 09:00", not page),
        "authors": ("authors: [Full Name]", not page and not settings.default_author),
        "category": (f"category: {site.categories[0].name if site.categories else 'News'}",
                     not page and not settings.default_category),
    }  # fmt: skip
    return [
        (
            head.lines.get(key, head.lines.get(key.rstrip("s"), 1)),
            f"there is no {key}; add a line such as `{example}`",
        )
        for key, (example, needed) in required.items()
        if needed and key not in typed and not (key == "authors" and "author" in typed)
    ]


def _disallowed(front: FrontMatter, site: Site, *, page: bool) -> list[tuple[int, str]]:
    """Sentences for values that can be read and must not be."""
    wrong = []
    categories = [category.name for category in site.categories]
    if front.category and front.category not in categories and not page:
        hint = did_you_mean(front.category, categories) or f"; categories: {', '.join(categories)}"
        wrong.append(
            (front.line("category"), f'the category "{front.category}" is not declared{hint}')
        )
    if {"author", "authors"} <= front.lines.keys():
        wrong.append((front.line("authors"), "write author or authors, not both"))
    advice = "cannot be an author; name a person, and say how AI was used in made_with"
    wrong += [
        (front.author_line, f'"{name}" {advice}')
        for name in front.authors
        if NOT_A_PERSON.match(name)
    ]
    named = [(front.line("tags"), tag) for tag in front.tags]
    named += [(front.author_line, name) for name in front.authors]
    named += [(front.line(key), name) for key in KINDS.values() for name in getattr(front, key)]
    wrong += [
        (line, f'"{name}" has no letters or digits for an address')
        for line, name in named
        if not LETTER.search(name)
    ]
    if front.image and not front.image_alt:
        sentence = "the picture has no image_alt; say in one sentence what is to be seen in it"
        wrong.append((front.line("image"), sentence))
    return wrong
