"""From front matter as strings to typed front matter, with a diagnostic for each error.

What is said of a key and when it is said are one subject, so that the module is longer than others.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.config.entity_kinds import KINDS
from newsroom.config.layout import Slugify
from newsroom.config.schema import Settings
from newsroom.content.file_names import FileName
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter.foreign_keys import (
    ALIASES,
    CHECKED,
    IMAGES,
    MEANINGLESS,
    translate,
)
from newsroom.content.front_matter.parser import RawFrontMatter
from newsroom.content.front_matter.schema import FrontMatter, value_parsers
from newsroom.content.front_matter.yaml_nodes import Row
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import misspelled, suggestion

# What other generators call our keys.
SYNONYMS = {
    "subtitle": "summary", "teaser": "summary", "hashtags": "tags",
    "writer": "author", "postauthors": "authors", "name": "title", "created": "date",
    "created_at": "date",
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
DRAFTS = "_drafts"  # the folder in which Jekyll has drafts
PAGE_KEYS = frozenset("title slug summary status lang date modified aliases permalink toc".split())
# What to write for a key of another generator whose value could mean two things.
ADVICE = {
    "categories": "name one in `category` (or in CATEGORIES of pelicanconf.py), others in `tags`",
    "draft": "write `draft: true` or `status: draft`",
    "published": "write `published: false`, or a date",
    "publishdate": "write it as a `date`",
    "publish_date": "write it as a `date`",
    "private": "write `status: draft`, or `status: hidden` for a page that no list names",
    "password": "remove it: everybody can read a file of the site; or write `status: draft`",
}
EXTRA_KEY = 'remove it, or add it to FRONT_MATTER["extra_keys"] in pelicanconf.py'
# Keys that may be ours in one site and mean nothing in another one.
READ_AS = 'remove it, or set FRONT_MATTER["aliases"] = {{"{}": "{}"}} in pelicanconf.py'
SIMILAR = {"keywords": "tags"} | dict.fromkeys(IMAGES, "image")
TRUTHS = ("featured", "toc")  # keys with another value are those of another generator
TYPO, TYPO_RATIO = 3, 0.75  # characters more or less in a key, and how like another it is at least
NO_SLUG = "it has no letters or digits"


def translate_front_matter(
    raw: RawFrontMatter, name: FileName, settings: Settings, *, page: bool
) -> RawFrontMatter:
    """Return front matter with the keys of this site, from itself and from the path of the file."""
    raw = translate(raw, name, known_keys(settings, page=page), settings)
    if "status" in raw.values or DRAFTS not in raw.file.split("/"):
        return raw
    return replace(raw, values={**raw.values, "status": "draft"}, lines={**raw.lines, "status": 1})


def known_keys(
    settings: Settings, *, page: bool, slugify: Slugify = str
) -> Mapping[str, values.ValueParser]:
    """Return the parser of each key that a post, or a page, may have.

    `slugify` makes the slug that an error proposes.
    """
    parsers = value_parsers(settings, slugify)
    return {key: parsers[key] for key in parsers if key in PAGE_KEYS} if page else parsers


def validate_front_matter(
    raw: RawFrontMatter, settings: Settings, *, page: bool, slugify: Slugify = str
) -> tuple[FrontMatter, list[Diagnostic]]:
    """Return the typed front matter of a file, and a diagnostic for each error in it.

    Invalid values are left out; keys that may be left out have the defaults of the settings.
    """
    parsers = dict(known_keys(settings, page=page, slugify=slugify))
    for key in TRUTHS:
        if key in parsers and values.truth(raw.values.get(key, "true")) is None:
            del parsers[key]
    extra_keys = settings.front_matter.extra_keys
    typed, diagnostics = parse_values(raw, parsers, extra_keys=extra_keys)
    if not raw.diagnostics:
        diagnostics += _missing_keys(raw, typed, settings, page=page)
    defaults = tuple(filter(None, (settings.front_matter.default_author,)))
    typed["authors"] = typed.pop("author", None) or typed.get("authors") or defaults
    category = typed.get("category") or settings.front_matter.default_category
    typed["category"] = category and _as_declared(category, settings)
    typed["lang"] = typed.get("lang") or settings.language
    valid: dict[str, Any] = {key: value for key, value in typed.items() if value is not None}
    front = FrontMatter(file=raw.file, lines=raw.lines, body_line=raw.body_line, **valid)
    diagnostics += _disallowed_values(front, settings, page=page)
    return _without_invalid_names(front), [*raw.diagnostics, *diagnostics]


def _as_declared(category: str, settings: Settings) -> str:
    """Return a category as CATEGORIES spells it, in capitals or not; another one as it is."""
    names = [known.name for known in settings.categories]
    same = (name for name in names if name.casefold() == category.casefold())
    return category if category in names else next(same, category)


def parse_values(
    raw: RawFrontMatter,
    parsers: Mapping[str, values.ValueParser],
    advice: str = "",
    *,
    extra_keys: Collection[str] = (),
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return the typed values by key, None for an invalid one, and a diagnostic for each error.

    Empty values are left out. `extra_keys` are ignored. An unknown key that is like no other is an
    error with `advice`; without that it is one of another program, and a warning.
    """
    typed: dict[str, Any] = {}
    diagnostics = []
    for key, value in raw.values.items():
        line = raw.lines[key]
        if key not in parsers:
            if key not in extra_keys:
                diagnostics.append(_unknown_key(raw, key, parsers, advice))
        elif value not in ("", [], {}):
            try:
                typed[key] = parsers[key](value)
            except values.FieldError as error:
                diagnostics += invalid_value(raw.file, line, raw.name(key), error)
                typed[key] = None  # there, but invalid: not missing as well
            if typed[key] == ():
                del typed[key]
    return typed, diagnostics


def invalid_value(file: str, line: int, key: str, error: values.FieldError) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each problem of the value of a key, which is in `line` of a file."""
    for problem in error.problems:
        code, message = "front-matter/invalid-value", problem.of(key)
        yield Diagnostic(file, problem.line or line, code, message, problem.advice)


def date_warnings(raw: RawFrontMatter, timezone: ZoneInfo) -> Iterator[Diagnostic]:
    """Yield a warning for each date that occurs twice or never in the site's time zone."""
    rows = [(raw.lines[key], key, raw.values[key]) for key in DATES if key in raw.values]
    corrections = raw.values.get("corrections")
    for row in corrections if isinstance(corrections, list) else ():
        if isinstance(row, Row):
            rows.append((row.line, "date of a correction", row.get("date", "")))
    for line, label, value in rows:
        if problem := values.date_problem(value, timezone):
            code, message = "front-matter/ambiguous-date", problem.of(label)
            yield Diagnostic(raw.file, line, code, message, problem.advice)


def _unknown_key(
    raw: RawFrontMatter, key: str, parsers: Collection[str], advice: str
) -> Diagnostic:
    """Return the error for a key that was probably meant to be another one, else the warning."""
    where = raw.file, raw.lines[key]
    # Of posts, in a page.
    is_ours = key in {*FrontMatter.__dataclass_fields__, "author"} and key not in MEANINGLESS
    if hint := _suggest_key(key, parsers) or advice or (EXTRA_KEY if is_ours else ""):
        return Diagnostic(*where, "front-matter/unknown-key", f'unknown key "{key}"', hint)
    message, hint = f'key "{key}" has no meaning here', EXTRA_KEY
    if (target := ALIASES.get(key, "")) in raw.values and target in parsers:
        usual = raw.name(target)
        message = f'key "{key}" is not read, since the file has "{usual}" as well'
    elif (target := SIMILAR.get(key, "")) in parsers and target not in raw.values:
        hint = READ_AS.format(key, target)
    return Diagnostic(*where, "front-matter/ignored-key", message, hint)


def _suggest_key(key: str, parsers: Collection[str]) -> str:
    """Return advice with the key that was probably meant, "" if none is like it."""
    if key in MEANINGLESS or key in ALIASES or key in SIMILAR:
        return ""
    if key in ADVICE:
        return ADVICE[key]
    if (synonym := SYNONYMS.get(key) or (CHECKED[key][0] if key in CHECKED else "")) in parsers:
        return f'did you mean "{synonym}"?'
    return suggestion(key, (k for k in parsers if abs(len(k) - len(key)) <= TYPO), least=TYPO_RATIO)


def _missing_keys(
    raw: RawFrontMatter, typed: Mapping[str, object], settings: Settings, *, page: bool
) -> Iterator[Diagnostic]:
    """Yield an error for each required key that is missing or has an empty value."""
    defaults = settings.front_matter
    category = settings.categories[0].name if settings.categories else "News"
    required = {"title": 'title: "What happened"'}
    if not page:
        required["date"] = "date: 2025-11-20 09:00"
        if not defaults.default_author and "author" not in typed:
            required["authors"] = "authors: [Full Name]"
        if not defaults.default_category:
            required["category"] = f"category: {category}"
    for key, example in required.items():
        if key not in typed:
            line = raw.lines.get(key, raw.lines.get(key.rstrip("s"), 1))
            yield missing_key(raw.file, line, key, example)


def missing_key(file: str, line: int, key: str, example: str) -> Diagnostic:
    """Return the error for a required key that is missing, with a line that would do."""
    message, advice = f'missing required key "{key}"', f"add a line such as `{example}`"
    return Diagnostic(file, line, "front-matter/missing-key", message, advice)


def _disallowed_values(
    front: FrontMatter, settings: Settings, *, page: bool
) -> Iterator[Diagnostic]:
    """Yield an error for each value that is of the right type and still not allowed."""
    categories = [category.name for category in settings.categories]
    if front.category and front.category not in categories and not page:
        line, message = front.line("category"), f'unknown category "{front.category}"'
        near = misspelled(front.category, categories)
        advice = f'did you mean "{near}"?' if near else f"categories: {', '.join(categories)}"
        yield Diagnostic(front.file, line, "front-matter/unknown-category", message, advice)
    if {"author", "authors"} <= front.lines.keys():
        line, message = front.line("authors"), '"author" and "authors" are the same key'
        yield Diagnostic(
            front.file, line, "front-matter/duplicate-key", message, "keep one of them"
        )
    for name in front.authors:
        if NOT_A_PERSON.match(name):
            message = f'"{name}" cannot be an author'
            advice = "name a person, and say how AI was used in made_with"
            code = "author/not-a-person"
            yield Diagnostic(front.file, front.author_line, code, message, advice)
    for key, name in _named_pages(front):
        if not LETTER.search(name):
            message = f'cannot build a URL from "{name}": {NO_SLUG}'
            line = front.author_line if key == "authors" else front.line(key)
            yield Diagnostic(front.file, line, "front-matter/no-slug", message)
    if front.image and not front.image_alt:
        line, advice = front.line("image"), "describe in one sentence what the image shows"
        message = 'missing key "image_alt" beside "image"'
        yield Diagnostic(front.file, line, "image/missing-alt", message, advice)


def _named_pages(front: FrontMatter) -> Iterator[tuple[str, str]]:
    """Yield key and name of each tag, author and entity, whose page has a URL with the name."""
    for key in ("tags", "authors", *KINDS.values()):
        yield from ((key, name) for name in getattr(front, key))


def _without_invalid_names(front: FrontMatter) -> FrontMatter:
    """Return the same without the names that have an error, so that they cause no further one."""
    people = tuple(name for name in front.authors if not NOT_A_PERSON.match(name))
    names: dict[str, Any] = {
        key: tuple(filter(LETTER.search, getattr(front, key))) for key in ("tags", *KINDS.values())
    }
    return replace(front, authors=tuple(filter(LETTER.search, people)), **names)
