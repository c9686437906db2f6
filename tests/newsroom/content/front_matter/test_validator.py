"""From the strings of front matter to typed values, and a diagnostic for each error."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Category, FrontMatterSettings, Settings
from newsroom.content.file_names import FileName
from newsroom.content.front_matter.nested_fields import SOURCE_KINDS
from newsroom.content.front_matter.parser import parse_front_matter
from newsroom.content.front_matter.schema import FrontMatter, value_parsers
from newsroom.content.front_matter.validator import (
    SYNONYMS,
    date_warnings,
    translate_front_matter,
    validate_front_matter,
)
from newsroom.diagnostics.diagnostic import Diagnostic

ZONE = ZoneInfo("Asia/Kolkata")
FILE = "content/posts/x.md"
GOOD = "title: T\ndate: 2025-11-20\nauthors: [A B]\ncategory: News\n"


def make_settings(**values: Any) -> Settings:
    news = (Category("News"), Category("Practice"))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Settings(
        "S", "", "", "en", ZONE, now, categories=news, front_matter=FrontMatterSettings(**values)
    )


def validate(
    yaml: str, *, page: bool = False, **settings: Any
) -> tuple[FrontMatter, list[Diagnostic]]:
    raw = parse_front_matter(f"---\n{yaml}---\n", FILE)
    return validate_front_matter(raw, make_settings(**settings), page=page)


def typed(yaml: str, *, page: bool = False, **settings: Any) -> FrontMatter:
    front, diagnostics = validate(yaml, page=page, **settings)
    assert diagnostics == []
    return front


def errors_in(yaml: str, *, page: bool = False) -> list[tuple[int, str, str]]:
    """Line, code and text of each diagnostic."""
    diagnostics = validate(yaml, page=page)[1]
    assert {d.path for d in diagnostics} <= {FILE}
    return [(d.line, d.code.removeprefix("front-matter/"), d.text) for d in diagnostics]


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("title: 2001", "title", "2001"),
        ("date: 2025-11-20 09:00", "date", datetime(2025, 11, 20, 9, tzinfo=ZONE)),
        ("authors: A B, C D", "authors", ("A B", "C D")),
        ("tags: [NO, 4]", "tags", ("NO", "4")),
        ("tags:", "tags", ()),
        ("tags: []", "tags", ()),
        ("summary: ~", "summary", ""),
        ("modified: 2025-11-21", "modified", datetime(2025, 11, 21, tzinfo=ZONE)),
        ("modified:", "modified", None),
        ("status: Draft", "status", "draft"),
        ("lang: pt-BR", "lang", "pt-br"),
        ("related: [a, b]", "related", ("a", "b")),
        ("series: S", "series", "S"),
        ("canonical: https://x.example/", "canonical", "https://x.example/"),
        ("id: 0B6C1A52-2f5e-4f55-9f0e-3d9d0c4a7b21", "id", "0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21"),
        ("people: Ada, Ben", "people", ("Ada", "Ben")),
        ("", "lang", "en"),
        ("", "status", "published"),
        ("", "file", FILE),
    ],
)
def test_values_are_typed(line: str, key: str, value: object) -> None:
    others = [row for row in GOOD.splitlines() if not line.startswith(row.split(":")[0])]
    front = typed("\n".join([*others, line]) + "\n")
    assert getattr(front, key) == value


@pytest.mark.parametrize(
    ("lines", "updated"),
    [
        ("", None),
        ("modified: 2025-11-20", None),
        ("modified: 2025-11-21", 21),
        ("corrections: [{date: 2025-11-22, text: T}]", 22),
        ("modified: 2025-11-23\ncorrections: [{date: 2025-11-22, text: T}]", 23),
    ],
)
def test_a_change_or_a_correction_updates_a_post(lines: str, updated: int | None) -> None:
    result = typed(f"{GOOD}{lines}\n").updated
    assert result == (datetime(2025, 11, updated, tzinfo=ZONE) if updated else None)


def test_author_is_another_name_of_authors() -> None:
    assert typed(GOOD.replace("authors: [A B]", "author: A B")).authors == ("A B",)


def test_settings_fill_what_a_post_leaves_out() -> None:
    front = typed("title: T\ndate: 2025-11-20\n", default_author="C D", default_category="News")
    assert (front.authors, front.category) == (("C D",), "News")


def test_a_post_goes_before_the_settings() -> None:
    front = typed(GOOD, default_author="C D", default_category="Practice")
    assert (front.authors, front.category) == (("A B",), "News")


def test_extra_keys_are_let_through_and_left_alone() -> None:
    assert typed(f"{GOOD}weight: 3\n", extra_keys=("weight",)).title == "T"


def test_a_page_needs_a_title_only() -> None:
    assert typed("title: T\n", page=True).title == "T"


def test_each_key_has_its_line_and_a_missing_one_the_first() -> None:
    front = typed(GOOD)
    assert (front.line("category"), front.line("summary")) == (5, 1)


ALT = (
    "image/missing-alt",
    'missing key "image_alt" beside "image"; describe in one sentence what the image shows',
)
INVALID = "invalid-value"


@pytest.mark.parametrize(
    ("more", "line", "code", "message"),
    [
        ("tgas: [a]", 6, "unknown-key", 'unknown key "tgas"; did you mean "tags"?'),
        ("keywords: a", 6, "ignored-key", 'key "keywords" has no meaning here; remove it, '
         'or set FRONT_MATTER["aliases"] = {"keywords": "tags"} in pelicanconf.py'),
        ("lastmod: a\nmodified: 2025-11-21", 6, "ignored-key",
         'key "lastmod" is not read, since the file has "modified" as well; remove it, or add it '
         'to FRONT_MATTER["extra_keys"] in pelicanconf.py'),
        ("titel: a", 6, "unknown-key", 'unknown key "titel"; did you mean "title"?'),
        ("data_file: a", 6, "ignored-key", 'key "data_file" has no meaning here; remove it, or '
         'add it to FRONT_MATTER["extra_keys"] in pelicanconf.py'),
        ("language: Python", 6, "unknown-key", 'unknown key "language"; did you mean "lang"?'),
        *((f"{key}: a", 6, "ignored-key", f'key "{key}" has no meaning here; remove it, or add it '
           'to FRONT_MATTER["extra_keys"] in pelicanconf.py')
          for key in ("zzz", "layout", "comments", "toc", "featured", "weight", "math", "katex")),
        ("categories: [News, AI]", 6, "unknown-key",
         'unknown key "categories"; name one in `category` (or in CATEGORIES of pelicanconf.py), '
         "others in `tags`"),
        ("draft: maybe", 6, "unknown-key",
         'unknown key "draft"; write `draft: true` or `status: draft`'),
        ("image: a.png", 6, *ALT),
        ("image: a.png\nimage_alt: ''", 6, *ALT),
        ("author: C D", 4, "duplicate-key",
         '"author" and "authors" are the same key; keep one of them'),
        ("slug: a b", 6, INVALID,
         'slug "a b" must contain only letters, digits, - and _'),
        ("tags: {a: b}", 6, INVALID, "tags must be a list; write it as [one, two]"),
        ("summary: [a]", 6, INVALID, "summary must be text; put quotes around it"),
        ("sources: [a]", 6, INVALID, "sources must be a list of {title, url, kind}"),
        ("made_with:\n  - a", 6, INVALID, "made_with must be text; put quotes around it"),
        ("title: U", 6, "duplicate-key",
         'key "title" is already used in line 2; keep one of them'),
        ("tags: ['!!!']", 6, "no-slug",
         'cannot build a URL from "!!!": it has no letters or digits'),
        ("models: ['!!!']", 6, "no-slug",
         'cannot build a URL from "!!!": it has no letters or digits'),
        ("canonical: https://x y", 6, INVALID,
         'canonical: invalid URL "https://x y": encode the space as %20'),
    ],
)  # fmt: skip
def test_an_error_has_a_code_and_its_line(more: str, line: int, code: str, message: str) -> None:
    assert errors_in(f"{GOOD}{more}\n") == [(line, code, message)]


@pytest.mark.parametrize(
    ("category", "advice"),
    [("Newz", 'did you mean "News"?'), ("Sports", "categories: News, Practice")],
)
def test_an_unknown_category_is_an_error(category: str, advice: str) -> None:
    message = f'unknown category "{category}"; {advice}'
    errors = errors_in(GOOD.replace("News", category))
    assert errors == [(5, "unknown-category", message)]


def test_each_invalid_entry_of_a_list_has_its_line() -> None:
    more = """sources:
  - {title: T, url: x.example}
  - title: U
    url: https://x.example
  - kind: book
    title: V
    url: https://x.example
corrections:
  - {date: soon, text: T}
"""
    assert errors_in(GOOD + more) == [
        (7, INVALID, 'sources: invalid URL "x.example": it must start with https://'),
        (10, INVALID, f'sources: unknown kind "book"; kinds: {", ".join(SOURCE_KINDS)}'),
        (14, INVALID, 'corrections "soon" is not a valid date; write it as 2025-11-20 09:00 or '
         "2025-11-20 09:00 +05:30"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["title", "date", "authors", "category"])
@pytest.mark.parametrize("value", [None, "", "''", "~"])
def test_a_missing_key_is_reported_in_its_line_or_in_line_1(key: str, value: str | None) -> None:
    lines = {row.split(":")[0]: row for row in GOOD.splitlines()}
    number = list(lines).index(key) + 2 if value is not None else 1
    lines[key] = f"{key}: {value}" if value is not None else "summary: S"
    ((line, code, message),) = errors_in("\n".join(lines.values()) + "\n")
    assert (line, code) == (number, "missing-key")
    assert message.split(";")[0] == f'missing required key "{key}"'


@pytest.mark.parametrize("authors", ["authors: ','", "authors: [~]", "authors:\n  -", "author: ;"])
def test_an_empty_list_of_authors_is_missing(authors: str) -> None:
    ((line, _, message),) = errors_in(GOOD.replace("authors: [A B]", authors))
    example = "add a line such as `authors: [Full Name]`"
    assert (line, message) == (4, f'missing required key "authors"; {example}')


@pytest.mark.parametrize(
    "name",
    [
        "AI",
        "ai",
        "A.I.",
        "Ai Staff",
        "AI Writer",
        "an AI",
        "Artificial Intelligence",
        "ChatGPT",
        "chatgpt 5",
        "GPT-4o",
        "GPT4",
        "Claude",
        "Claude Opus 4.1",
        "Gemini 2.5 Pro",
        "Google Gemini",
        "GitHub Copilot",
        "Grok",
        "Perplexity AI",
    ],
)
def test_a_program_cannot_be_an_author(name: str) -> None:
    advice = "name a person, and say how AI was used in made_with"
    message = f'"{name}" cannot be an author; {advice}'
    errors = errors_in(GOOD.replace("[A B]", f"[C D, {name}]"))
    assert errors == [(4, "author/not-a-person", message)]


@pytest.mark.parametrize(
    "name",
    [
        "Ai Weiwei",
        "Aisha",
        "A. I. Petrov",
        "Ada",
        "Claude Monet",
        "Claude Proust",
        "Mistral Dubois",
        "Gemini Rao",
    ],
)
def test_people_with_names_of_programs_can_be_authors(name: str) -> None:
    assert typed(GOOD.replace("A B", name)).authors == (name,)


def test_a_file_in_the_folder_of_drafts_is_one() -> None:
    settings = make_settings()
    for yaml, status in (("", "draft"), ("status: hidden\n", "hidden")):
        raw = parse_front_matter(f"---\n{GOOD}{yaml}---\n", "content/posts/_drafts/x.md")
        raw = translate_front_matter(raw, FileName("x"), settings, page=False)
        assert validate_front_matter(raw, settings, page=False)[0].status == status


def test_a_category_is_spelled_as_in_the_settings() -> None:
    assert typed(GOOD.replace("News", "news")).category == "News"
    assert typed(GOOD, default_category="practice").category == "News"


@pytest.mark.parametrize("key", ["tags", "authors", "category", "image", "related", "series"])
def test_keys_of_posts_are_unknown_in_pages(key: str) -> None:
    errors = errors_in(f"title: T\n{key}: x\n", page=True)
    assert [error[:2] for error in errors] == [(3, "unknown-key")]


@pytest.mark.parametrize(("word", "key"), SYNONYMS.items())
def test_every_synonym_is_of_a_key_and_not_a_key(word: str, key: str) -> None:
    assert key in value_parsers(make_settings())
    assert word not in value_parsers(make_settings())


def test_each_date_that_occurs_twice_or_never_is_a_warning_with_its_line() -> None:
    raw = parse_front_matter("""---
date: 2025-10-26 01:30
modified: 2025-03-30 01:15
corrections:
  - {date: 2025-10-26 01:59, text: T}
  - {date: 2025-10-26 01:59 +01:00, text: T}
  - {date: 2025-10-26, text: T}
  - {date: [x], text: T}
  - text
---
""")
    warnings = [*date_warnings(raw, ZoneInfo("Europe/London"))]
    assert {(d.severity, d.code) for d in warnings} == {("warning", "front-matter/ambiguous-date")}
    assert [(d.line, d.message.split(" in ")[0]) for d in warnings] == [
        (2, 'date "2025-10-26 01:30" occurs twice'),
        (3, 'modified "2025-03-30 01:15" does not exist'),
        (5, 'date of a correction "2025-10-26 01:59" occurs twice'),
    ]
    assert [*date_warnings(raw, ZoneInfo("UTC"))] == []


@pytest.mark.parametrize("yaml", ["", "date:\n", "date: x\n", "corrections: x\n", "date: [a]\n"])
def test_an_invalid_date_has_no_warning(yaml: str) -> None:
    raw = parse_front_matter(f"---\n{yaml}---\n")
    assert [*date_warnings(raw, ZoneInfo("Europe/London"))] == []


def test_keys_are_not_missing_from_invalid_yaml_as_well() -> None:
    assert [code for _, code, _ in errors_in("title: a: b\n")] == ["invalid"]


def test_all_errors_of_front_matter_are_reported() -> None:
    errors = errors_in("date: x\nauthors: [AI]\ncategory: Newz\nzzz: 1\n")
    assert sorted(line for line, *_ in errors) == [1, 2, 3, 4, 5]
