"""The schema of the front matter: every key there is, what may be in it, and what must be there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache, partial
from typing import Any

from plugins.support import entries, values
from plugins.support.entities import KINDS
from plugins.support.head import Head
from plugins.support.report import did_you_mean
from plugins.support.site import Site

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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


@dataclass(frozen=True)
class FrontMatter:
    """The head of one file, typed. `lines` tells where each key stands, `file` in which file."""

    file: str
    lines: Mapping[str, int] = field(default_factory=dict)
    body_line: int = 1
    title: str = ""
    date: datetime = EPOCH
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    slug: str = ""
    status: str = "published"
    lang: str = ""
    image: str = ""
    image_alt: str = ""
    image_caption: str = ""
    image_credit: str = ""
    related: tuple[str, ...] = ()
    sources: tuple[entries.Source, ...] = ()
    corrections: tuple[entries.Correction, ...] = ()
    companies: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    series: str = ""
    canonical: str = ""
    made_with: str = ""
    aliases: tuple[str, ...] = ()
    id: str = ""

    def line(self, key: str) -> int:
        """The line where `key` stands, the first of the file where it does not."""
        return self.lines.get(key, 1)

    @property
    def author_line(self) -> int:
        """The line of `authors`, or of `author`."""
        return self.lines.get("author", self.line("authors"))

    @property
    def made(self) -> tuple[datetime, ...]:
        """When each correction was made. One that names a day alone comes last of what we know.

        So it is after publication, after a `modified` of that day and after corrections above it.
        """
        moments: list[datetime] = []
        for noted in self.corrections:
            known = [self.date, *([self.modified] if self.modified else []), *moments]
            before = [moment for moment in known if moment.date() == noted.date.date()]
            if noted.date.time() == time.min and before:
                moments.append(max(noted.date, max(before) + timedelta(seconds=1)))
            else:
                moments.append(noted.date)
        return tuple(moments)

    @property
    def updated(self) -> datetime | None:
        """When the post was last changed or corrected; None where that was not after `date`."""
        latest = max([*self.made, self.modified or self.date])
        return latest if latest > self.date else None


@cache
def readers(site: Site) -> dict[str, values.Reader]:
    """How each key is read. `author` is another name of `authors`."""
    date = partial(values.date, timezone=site.timezone)
    by_type: dict[Any, values.Reader] = {str: values.text, tuple[str, ...]: values.names}
    plain = {f.name: by_type[f.type] for f in fields(FrontMatter) if f.type in by_type}
    del plain["file"]
    return plain | {
        "author": values.names,
        "canonical": values.address,
        "corrections": partial(entries.corrections, timezone=site.timezone),
        "date": date,
        "id": values.identifier,
        "lang": values.language,
        "modified": date,
        "slug": values.slug,
        "sources": entries.sources,
        "status": values.status,
    }  # fmt: skip


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
            except values.Wrong as error:
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
