"""Front matter values, typed or invalid."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter.fields import FieldError

INDIA = ZoneInfo("Asia/Kolkata")
BERLIN = ZoneInfo("Europe/Berlin")
date = partial(values.parse_date, timezone=INDIA)


@pytest.mark.parametrize(
    ("parse", "value", "typed"),
    [
        (values.parse_text, "a", "a"),
        (values.parse_text, " a\n  b ", "a b"),
        (values.parse_text, "", ""),
        (values.parse_text, "**a**", "**a**"),
        (values.parse_plain_text, " **a**\n [b](c) ", "a b"),
        (values.parse_plain_text, "`` ` ``", "`"),
        (values.parse_plain_text, "*An* $O(n^2)$ for $5 and \\$6", "An O(n^2) for $5 and $6"),
        (values.parse_plain_text, "$\\frac{a_1}{2}$ and $\\foo$", "(a_1)/2 and \\foo"),
        (values.parse_names, "AI", ("AI",)),
        (values.parse_names, "AI, LLM", ("AI", "LLM")),
        (values.parse_names, "AI,LLM,", ("AI", "LLM")),
        (values.parse_names, "AI, AI", ("AI",)),
        (values.parse_names, "Smith, J.; Doe, A.", ("Smith, J.", "Doe, A.")),
        (values.parse_names, "[AI, LLM]", ("AI", "LLM")),
        (values.parse_names, ["AI", "LLM"], ("AI", "LLM")),
        (values.parse_names, ["Smith, J."], ("Smith, J.",)),
        (values.parse_names, ["", "AI ", "AI"], ("AI",)),
        (values.parse_names, ",", ()),
        (values.parse_status, "Draft", "draft"),
        (values.parse_status, "published", "published"),
        (values.parse_status, "hidden", "hidden"),
        (values.parse_language, "en", "en"),
        (values.parse_language, "pt-BR", "pt-br"),
        (values.parse_language, "zh-Hant-TW", "zh-hant-tw"),
        (values.parse_slug, "gpt-5_1", "gpt-5_1"),
        (values.parse_language, "en_US", "en-us"),
        (values.parse_known_language, "zh_CN", "zh-cn"),
        (values.parse_names, [{"name": "A B", "url": "x"}, "C"], ("A B", "C")),
        (values.parse_names, {"name": "A B"}, ("A B",)),
        (values.parse_tags, ["#ai", "AI", "C#", "#", "# x"], ("ai", "C#", "#", "# x")),
        (values.parse_author_names, "A B, C D, and E F", ("A B", "C D", "E F")),
        (values.parse_author_names, "A B, C & D, & E F", ("A B", "C & D", "E F")),
        (values.parse_author_names, "A and B", ("A and B",)),
        (values.parse_author_names, ["A, and B"], ("A, and B",)),
        (values.parse_author_names, "A B*, C D *\u2020, *", ("A B", "C D")),
        (values.parse_status, "publish", "published"),
        (values.parse_permalink, "/a/b.html", "/a/b.html"),
        (values.parse_permalink, "a/b/", "/a/b/"),
        (values.parse_permalink, "https://x.example/a", "https://x.example/a"),
        (values.parse_slug, "नमस", "नमस"),
        (values.parse_slug, "न" * 85, "न" * 85),
        (values.parse_url, "https://x.example/a?b#c", "https://x.example/a?b#c"),
        (values.parse_url, "http://x.example", "http://x.example"),
        (values.parse_url, "HTTPS://X.example:8080/a@b", "HTTPS://X.example:8080/a@b"),
        *((values.parse_id, id_, "0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21")
          for id_ in ("0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21",
                      "0B6C1A52-2F5E-4F55-9F0E-3D9D0C4A7B21",
                      "urn:uuid:0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21")),
        *((values.parse_id, iri, iri)
          for iri in ("tag:blogger.com,1999:blog-1.post-2", "https://old.example/?p=12",
                      "HTTP://Old.example/a/#b", "urn:isbn:1", "https://é.example/ü",
                      "urn:uuid:0B6C1A52-2F5E-4F55-9F0E-3D9D0C4A7B21",
                      "urn:uuid:00000000-0000-0000-0000-000000000000")),
        (values.parse_text, "a \u202Eb", "a \u202Eb\u202c"),
        (values.parse_text, "\u2066\u202aa\u2069 b\u202c", "\u2066\u202aa\u2069 b\u202c"),
        (values.parse_text, "\u2067\u202ba", "\u2067\u202ba\u202c\u2069"),
        (values.parse_text, "\u202ea\u202c b", "\u202ea\u202c b"),
    ],
)  # fmt: skip
def test_a_valid_value_is_typed(parse: Callable[[Any], Any], value: Any, typed: object) -> None:
    assert parse(value) == typed


@pytest.mark.parametrize(
    ("parse", "value", "message"),
    [
        (values.parse_text, ["a"], "must be text; put quotes around it"),
        *((values.parse_text, unseen, "has no visible characters; write some words")
          for unseen in ("\u200b", "\u200d \u2060", "\u00ad", "\ue000")),
        (values.parse_text, {"a": "b"}, "must be text; put quotes around it"),
        (values.parse_names, {"a": "b"}, "must be a list; write it as [one, two]"),
        (values.parse_names, [["a"]], "must be a list of names; write it as [one, two]"),
        (values.parse_author_names, [{"user": "ab"}],
         "must be a list of names; write it as [one, two]"),
        (values.parse_permalink, "/:year/:title/",
         '"/:year/:title/" is a pattern, which ARTICLE_URL in pelicanconf.py is here; '
         "remove it, or write the path of this post"),
        (values.parse_status, "ready", '"ready" must be one of published, draft, hidden'),
        (values.parse_language, "English",
         '"English" is not a valid language tag; write one such as en or pt-BR'),
        (values.parse_slug, "a b", '"a b" must contain only letters, digits, - and _'),
        (partial(values.parse_slug, slugify=lambda text: text.replace(".", "_")), "gpt-4.1",
         '"gpt-4.1" must contain only letters, digits, - and _; write "gpt-4_1"'),
        (partial(values.parse_slug, slugify=lambda _: ""), "???",
         '"???" must contain only letters, digits, - and _'),
        (values.parse_slug, "न" * 86,
         f'"{"न" * 40}…" has 258 bytes, and file names can have 255; shorten it'),
        (values.parse_url, "x.example", 'invalid URL "x.example": it must start with https://'),
        (values.parse_url, "javascript:alert(1)",
         'invalid URL "javascript:alert(1)": it must start with https://'),
        *((values.parse_url, url, f'invalid URL "{url}": the host is missing or invalid')
          for url in ("https://", "https:///x", "https://[", "https://[::1", "https://:80/x",
                        "https://x.example:99999/", "https://x.example:0/", "http://x.example:a")),
        (values.parse_url, "https://y.example@x.example/",
         'invalid URL "https://y.example@x.example/": remove the user name before @x.example'),
        (values.parse_url, "https://a b", 'invalid URL "https://a b": encode the space as %20'),
        *((values.parse_id, id_, f'"{id_}" is not a valid UUID or IRI; remove the line, or write '
           "an IRI such as https://old.example/?p=12")
          for id_ in ("1", "00000000-0000-0000-0000-000000000000",
                      "0b6c1a52-2f5e-4f55-cf0e-3d9d0c4a7b21",
                      "{0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21}",
                      "post-1", "/2025/x/", "x.example/a", "tag:", "https:", "https://", "http:///a",
                      "tag:a b", "tag:a<b>", "tag:a\u200b")),
    ],
)  # fmt: skip
def test_an_invalid_value_raises_an_error_with_its_reason(
    parse: Callable[[Any], Any], value: Any, message: str
) -> None:
    with pytest.raises(FieldError) as error:
        parse(value)
    assert str(error.value) == message


@pytest.mark.parametrize("slug", ["a b", "../x", "a/b", "C++", "नमस्ते दुनिया", "!!!"])
def test_the_proposed_slug_is_valid(slug: str) -> None:
    with pytest.raises(FieldError) as error:
        values.parse_slug(slug)
    for proposed in re.findall('write "(.*)"', str(error.value)):
        assert values.parse_slug(proposed) == proposed


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-11-20", "2025-11-20T00:00:00+05:30"),
        ("2025-11-20 09:00", "2025-11-20T09:00:00+05:30"),
        ("2025-11-20T09:00:30", "2025-11-20T09:00:30+05:30"),
        ("2025-11-20   09:00", "2025-11-20T09:00:00+05:30"),
        ("2025-11-20 09:00 +05:30", "2025-11-20T09:00:00+05:30"),
        ("2025-11-20 09:00 +0530", "2025-11-20T09:00:00+05:30"),
        ("2025-11-20 09:00 +00:00", "2025-11-20T14:30:00+05:30"),
        ("2025-11-20 09:00 -08:00", "2025-11-20T22:30:00+05:30"),
        ("2025-11-20T09:00Z", "2025-11-20T14:30:00+05:30"),
        ("2025-11-20 09:00 Z", "2025-11-20T14:30:00+05:30"),
        ("2024-02-29", "2024-02-29T00:00:00+05:30"),
        ("2014-6-1", "2014-06-01T00:00:00+05:30"),
        ("2014-06-10 8:30", "2014-06-10T08:30:00+05:30"),
        ("2014-6-1T8:30:15", "2014-06-01T08:30:15+05:30"),
        ("2014-6-1 8:30 +0000", "2014-06-01T14:00:00+05:30"),
        ("2025-12-31 23:59 -12:00", "2026-01-01T17:29:00+05:30"),
    ],
)
def test_dates_are_in_the_time_zone_of_the_site(text: str, instant: str) -> None:
    assert date(text).isoformat() == instant


def test_the_same_time_of_day_has_the_offset_of_its_season() -> None:
    winter, summer = (values.parse_date(f"2025-{month}-01 09:00", BERLIN) for month in ("01", "07"))
    assert (winter.isoformat()[-6:], summer.isoformat()[-6:]) == ("+01:00", "+02:00")


@pytest.mark.parametrize(
    "text",
    ["", "x", "2025", "2025-13-01", "2025-02-29", "2025-11-31", "2025/11-20", "20.11.2025",
     "20 Nov 25", "11/20/2025", "2025-11-20 9am", "2025-11-20 09:00 IST", "2025-11-20 25:00",
     "2025-11-20 09:60", "0999-01-01", "0001-01-01", "9999-12-31", "2025-11-20 09:00 +25:00",
     "1763610000", "2025-13-1", "2025-1", "2025-1-2-3", "2025-1-2 8", "2025-11-20 8:3",
     "2025-11-20 09:00 2025", "２０２５-11-20"],
)  # fmt: skip
def test_an_invalid_date_raises_an_error(text: str) -> None:
    with pytest.raises(FieldError):
        date(text)


@given(instant=st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1)))
def test_a_date_comes_back_as_written(instant: datetime) -> None:
    assert date(instant.isoformat(" ")).replace(tzinfo=None) == instant


PARSERS = [
    values.parse_text, values.parse_names, date, values.parse_status, values.parse_language,
    values.parse_slug, values.parse_url,
]  # fmt: skip
KEYS = st.sampled_from(["title", "url", "kind", "date", "text"]) | st.text(max_size=3)
VALUES = st.recursive(
    st.text() | st.sampled_from(["2025-11-20", "https://x.example", "paper"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("parse", PARSERS)
@given(value=VALUES)
def test_any_value_is_typed_or_raises_an_error(parse: Callable[[Any], Any], value: Any) -> None:
    try:
        hash(parse(value))
    except FieldError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("parse", "value", "message"),
    [
        (values.parse_text, [], "k must be text"),
        (values.parse_id, "1", 'k "1" is not a valid UUID or IRI'),
        (values.parse_url, "x", 'k: invalid URL "x": it must start with https://'),
    ],
)
def test_a_message_follows_its_key(parse: Callable[[Any], Any], value: Any, message: str) -> None:
    with pytest.raises(FieldError) as error:
        parse(value)
    assert [problem.of("k") for problem in error.value.problems] == [message]
