"""Front matter values, typed or refused."""

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
date = partial(values.date, timezone=INDIA)


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (values.text, "a", "a"),
        (values.text, " a\n  b ", "a b"),
        (values.text, "", ""),
        (values.names, "AI", ("AI",)),
        (values.names, "AI, LLM", ("AI", "LLM")),
        (values.names, "AI,LLM,", ("AI", "LLM")),
        (values.names, "AI, AI", ("AI",)),
        (values.names, "Smith, J.; Doe, A.", ("Smith, J.", "Doe, A.")),
        (values.names, "[AI, LLM]", ("AI", "LLM")),
        (values.names, ["AI", "LLM"], ("AI", "LLM")),
        (values.names, ["Smith, J."], ("Smith, J.",)),
        (values.names, ["", "AI ", "AI"], ("AI",)),
        (values.names, ",", ()),
        (values.status, "Draft", "draft"),
        (values.status, "published", "published"),
        (values.status, "hidden", "hidden"),
        (values.language, "en", "en"),
        (values.language, "pt-BR", "pt-br"),
        (values.language, "zh-Hant-TW", "zh-hant-tw"),
        (values.slug, "gpt-5_1", "gpt-5_1"),
        (values.slug, "नमस", "नमस"),
        (values.address, "https://x.example/a?b#c", "https://x.example/a?b#c"),
        (values.address, "http://x.example", "http://x.example"),
        (values.address, "HTTPS://X.example:8080/a@b", "HTTPS://X.example:8080/a@b"),
        (values.identifier, "urn:uuid:0B6C1A52-2F5E-4F55-9F0E-3D9D0C4A7B21",
         "0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21"),
        (values.text, "a \u202Eb", "a \u202Eb\u202c"),
        (values.text, "\u2066\u202aa\u2069 b\u202c", "\u2066\u202aa\u2069 b\u202c"),
        (values.text, "\u2067\u202ba", "\u2067\u202ba\u202c\u2069"),
        (values.text, "\u202ea\u202c b", "\u202ea\u202c b"),
    ],
)  # fmt: skip
def test_what_can_be_read_is_typed(read: Callable[[Any], Any], written: Any, value: object) -> None:
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written", "sentence"),
    [
        (values.text, ["a"], "has to be text; put quotes around it"),
        *((values.text, unseen, "holds no sign that can be seen; write some words")
          for unseen in ("\u200b", "\u200d \u2060", "\u00ad", "\ue000")),
        (values.text, {"a": "b"}, "has to be text; put quotes around it"),
        (values.names, {"a": "b"}, "has to be a list, such as [one, two]"),
        (values.names, [["a"]], "has to be text; put quotes around it"),
        (values.status, "ready", '"ready" is not one of published, draft, hidden'),
        (values.language, "English", '"English" is no language tag, such as en or pt-BR'),
        (values.language, "en_US", '"en_US" is no language tag, such as en or pt-BR'),
        (values.slug, "a b", '"a b" holds more than letters, digits, - and _; write "a-b"'),
        (values.slug, "../x", '"../x" holds more than letters, digits, - and _; write "x"'),
        (values.address, "x.example", '"x.example" is no address; it has to start with https://'),
        (values.address, "javascript:alert(1)",
         '"javascript:alert(1)" is no address; it has to start with https://'),
        *((values.address, wrong, f'"{wrong}" has no host that can be read; correct '
           "what follows //")
          for wrong in ("https://", "https:///x", "https://[", "https://[::1", "https://:80/x",
                        "https://x.example:99999/", "https://x.example:0/", "http://x.example:a")),
        (values.address, "https://y.example@x.example/",
         '"https://y.example@x.example/" holds a name before @, which leads to x.example; '
         "leave it out"),
        (values.address, "https://a b", '"https://a b" holds a blank; write it as %20'),
        *((values.identifier, wrong, f'"{wrong}" is no UUID; remove the line, or write one as '
           "`make new` does")
          for wrong in ("1", "00000000-0000-0000-0000-000000000000",
                        "0b6c1a52-2f5e-4f55-cf0e-3d9d0c4a7b21",
                        "{0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21}")),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_a_reason(
    read: Callable[[Any], Any], written: Any, sentence: str
) -> None:
    with pytest.raises(FieldError) as error:
        read(written)
    assert str(error.value) == sentence


@pytest.mark.parametrize("written", ["a b", "../x", "a/b", "C++", "नमस्ते दुनिया", "!!!"])
def test_the_slug_that_is_proposed_can_be_used(written: str) -> None:
    with pytest.raises(FieldError) as error:
        values.slug(written)
    for proposed in re.findall('write "(.*)"', str(error.value)):
        assert values.slug(proposed) == proposed


@pytest.mark.parametrize(
    ("written", "moment"),
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
        ("2025-12-31 23:59 -12:00", "2026-01-01T17:29:00+05:30"),
    ],
)
def test_dates_are_moments_in_the_zone_of_the_site(written: str, moment: str) -> None:
    assert date(written).isoformat() == moment


def test_the_same_time_of_day_has_the_offset_of_its_season() -> None:
    winter, summer = (values.date(f"2025-{month}-01 09:00", BERLIN) for month in ("01", "07"))
    assert (winter.isoformat()[-6:], summer.isoformat()[-6:]) == ("+01:00", "+02:00")


@pytest.mark.parametrize(
    "written",
    ["", "x", "2025", "2025-13-01", "2025-02-29", "2025-11-31", "2025/11/20", "20.11.2025",
     "20 Nov 2025", "2025-11-20 9am", "2025-11-20 09:00 IST", "2025-11-20 25:00",
     "2025-11-20 09:60", "0999-01-01", "0001-01-01", "9999-12-31", "2025-11-20 09:00 +25:00",
     "1763610000", "2025-11-20 09:00 2025", "２０２５-11-20"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(FieldError):
        date(written)


@given(moment=st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1)))
def test_a_date_comes_back_as_written(moment: datetime) -> None:
    assert date(moment.isoformat(" ")).replace(tzinfo=None) == moment


READERS = [
    values.text, values.names, date, values.status, values.language, values.slug, values.address,
]  # fmt: skip
KEYS = st.sampled_from(["title", "url", "kind", "date", "text"]) | st.text(max_size=3)
WRITTEN = st.recursive(
    st.text() | st.sampled_from(["2025-11-20", "https://x.example", "paper"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("read", READERS)
@given(written=WRITTEN)
def test_whatever_is_written_is_read_or_refused(read: Callable[[Any], Any], written: Any) -> None:
    try:
        hash(read(written))
    except FieldError as error:
        assert str(error)
