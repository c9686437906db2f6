"""The schema: from the strings of a head to typed front matter, and what is said against it."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Category, Site
from newsroom.config.schema import FrontMatterSettings as Settings
from newsroom.content.front_matter.nested_fields import SOURCE_KINDS
from newsroom.content.front_matter.parser import Head, read_head
from newsroom.content.front_matter.schema import FrontMatter, readers
from newsroom.content.front_matter.validator import SYNONYMS, date_warnings, type_head

ZONE = ZoneInfo("Asia/Kolkata")
FILE = "content/posts/x.md"
GOOD = "title: T\ndate: 2025-11-20\nauthors: [A B]\ncategory: News\n"


def site(**settings: Any) -> Site:
    news = (Category("News"), Category("Practice"))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Site("S", "", "", "en", ZONE, now, categories=news, front_matter=Settings(**settings))


def typed(yaml: str, *, page: bool = False, **settings: Any) -> FrontMatter:
    front, wrong = type_head(read_head(f"---\n{yaml}---\n"), FILE, site(**settings), page=page)
    assert wrong == []
    return front


def wrong_in(yaml: str, *, page: bool = False, **settings: Any) -> list[tuple[int, str]]:
    head: Head = read_head(f"---\n{yaml}---\n")
    return type_head(head, FILE, site(**settings), page=page)[1]


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
    kept = [row for row in GOOD.splitlines() if not line.startswith(row.split(":")[0])]
    front = typed("\n".join([*kept, line]) + "\n")
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
    found = typed(f"{GOOD}{lines}\n").updated
    assert found == (datetime(2025, 11, updated, tzinfo=ZONE) if updated else None)


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


def test_lines_are_kept_and_a_missing_key_has_the_first() -> None:
    front = typed(GOOD)
    assert (front.line("category"), front.line("summary")) == (5, 1)


ALT = "the picture has no image_alt; say in one sentence what is to be seen in it"


@pytest.mark.parametrize(
    ("more", "line", "sentence"),
    [
        ("tgas: [a]", 6, '"tgas" is no key of the front matter; did you mean "tags"?'),
        ("zzz: a", 6, '"zzz" is no key of the front matter; remove it, or allow it in '
         'FRONT_MATTER["extra_keys"] of pelicanconf.py'),
        ("image: a.png", 6, ALT),
        ("image: a.png\nimage_alt: ''", 6, ALT),
        ("author: C D", 4, "write author or authors, not both"),
        ("slug: a b", 6, 'slug "a b" holds more than letters, digits, - and _; write "a-b"'),
        ("tags: {a: b}", 6, "tags has to be a list, such as [one, two]"),
        ("summary: [a]", 6, "summary has to be text; put quotes around it"),
        ("sources: [a]", 6, "sources has to be a list of {title, url, kind}"),
        ("made_with:\n  - a", 6, "made_with has to be text; put quotes around it"),
        ("title: U", 6, '"title" is written twice (first in line 2); keep one'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_once_and_with_its_line(more: str, line: int, sentence: str) -> None:
    assert wrong_in(f"{GOOD}{more}\n") == [(line, sentence)]


def test_each_wrong_entry_of_a_list_is_told_with_its_line() -> None:
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
    assert wrong_in(GOOD + more) == [
        (7, 'sources "x.example" is no address; it has to start with https://'),
        (10, f'sources has the kind "book"; kinds are {", ".join(SOURCE_KINDS)}'),
        (14, 'corrections "soon" cannot be read; write it as 2025-11-20 09:00 or 2025-11-20 09:00 '
         "+05:30"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["title", "date", "authors", "category"])
@pytest.mark.parametrize("written", [None, "", "''", "~"])
def test_a_required_key_is_missed_where_it_stands_or_in_line_1(
    key: str, written: str | None
) -> None:
    lines = {row.split(":")[0]: row for row in GOOD.splitlines()}
    at = list(lines).index(key) + 2 if written is not None else 1
    lines[key] = f"{key}: {written}" if written is not None else "summary: S"
    ((line, sentence),) = wrong_in("\n".join(lines.values()) + "\n")
    assert (line, sentence.split(";")[0]) == (at, f"there is no {key}")


@pytest.mark.parametrize("authors", ["authors: ','", "authors: [~]", "authors:\n  -", "author: ;"])
def test_a_list_of_nobody_is_no_author(authors: str) -> None:
    ((line, sentence),) = wrong_in(GOOD.replace("authors: [A B]", authors))
    assert (line, sentence.split(";")[0]) == (4, "there is no authors")


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
def test_a_machine_is_no_author(name: str) -> None:
    assert wrong_in(GOOD.replace("[A B]", f"[C D, {name}]")) == [
        (4, f'"{name}" cannot be an author; name a person, and say how AI was used in made_with')
    ]


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
def test_people_whose_names_look_like_it_are(name: str) -> None:
    assert typed(GOOD.replace("A B", name)).authors == (name,)


@pytest.mark.parametrize("key", ["tags", "authors", "category", "image", "related", "series"])
def test_a_page_has_no_keys_of_posts(key: str) -> None:
    assert [line for line, _ in wrong_in(f"title: T\n{key}: x\n", page=True)] == [3]


@pytest.mark.parametrize(("word", "key"), SYNONYMS.items())
def test_every_synonym_names_a_key_and_is_none(word: str, key: str) -> None:
    assert key in readers(site())
    assert word not in readers(site())


def test_each_date_that_occurs_twice_or_never_is_a_warning_with_its_line() -> None:
    head = read_head("""---
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
    found = [*date_warnings(head, ZoneInfo("Europe/London"))]
    assert [(line, sentence.split(" in ")[0]) for line, sentence in found] == [
        (2, 'date "2025-10-26 01:30" occurs twice'),
        (3, 'modified "2025-03-30 01:15" does not exist'),
        (5, 'date of a correction "2025-10-26 01:59" occurs twice'),
    ]
    assert [*date_warnings(head, ZoneInfo("UTC"))] == []


@pytest.mark.parametrize("yaml", ["", "date:\n", "date: x\n", "corrections: x\n", "date: [a]\n"])
def test_what_is_no_date_has_no_warning(yaml: str) -> None:
    assert [*date_warnings(read_head(f"---\n{yaml}---\n"), ZoneInfo("Europe/London"))] == []


def test_a_broken_head_is_not_missing_everything_as_well() -> None:
    assert len(wrong_in("title: a: b\n")) == 1


def test_every_mistake_of_a_head_is_told() -> None:
    lines = [line for line, _ in wrong_in("date: x\nauthors: [AI]\ncategory: Newz\nzzz: 1\n")]
    assert sorted(lines) == [1, 2, 3, 4, 5]
