"""Lists of entries, typed or refused."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter.fields import FieldError
from newsroom.content.front_matter.nested_fields import (
    Correction,
    Source,
    corrections,
    links,
    sources,
)

INDIA = ZoneInfo("Asia/Kolkata")
dated = partial(corrections, timezone=INDIA)
SHAPE = "{title, url, kind}"
KEYS = st.sampled_from(["title", "url", "kind", "date", "text"]) | st.text(max_size=3)
WRITTEN = st.recursive(
    st.text() | st.sampled_from(["2025-11-20", "https://x.example", "paper"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("read", "written", "typed"),
    [
        (sources, [], ()),
        (sources, [{"title": "T", "url": "https://x.example"}],
         (Source("T", "https://x.example"),)),
        (sources, [{"title": "T", "url": "https://x.example", "kind": "paper"}],
         (Source("T", "https://x.example", "paper"),)),
        (links, [{"title": "T", "url": "https://x.example"}],
         (Source("T", "https://x.example"),)),
        (dated, [{"date": "2025-11-20", "text": "T"}],
         (Correction(datetime(2025, 11, 20, tzinfo=INDIA), "T"),)),
    ],
)  # fmt: skip
def test_what_can_be_read_is_typed(read: Callable[[Any], Any], written: Any, typed: object) -> None:
    assert read(written) == typed


@pytest.mark.parametrize(
    ("read", "written", "sentence"),
    [
        (sources, "text", f"has to be a list of {SHAPE}"),
        (sources, ["text"], f"has to be a list of {SHAPE}"),
        (sources, {"title": "T"}, f"has to be a list of {SHAPE}"),
        (sources, [{"title": "T"}], f'has an entry without "url"; each is {SHAPE}'),
        (sources, [{"title": "", "url": "https://x.example"}],
         f'has an entry without "title"; each is {SHAPE}'),
        (sources, [{"title": "T", "url": "https://x.example", "kidn": "x"}],
         f'has an entry with the unknown key "kidn"; each is {SHAPE}'),
        (sources, [{"title": "T", "url": "https://x.example", "kind": "book"}],
         'has the kind "book"; kinds are paper, release, interview, document, report'),
        (links, [{"title": "T", "url": "mailto:a@x.example"}],
         '"mailto:a@x.example" is no address; it has to start with https://'),
        (dated, [{"text": "T"}], 'has an entry without "date"; each is {date, text}'),
        (dated, [{"date": "x", "text": "T"}], '"x" cannot be read; write it as '
         "2025-11-20 09:00 or 2025-11-20 09:00 +05:30"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_a_reason(
    read: Callable[[Any], Any], written: Any, sentence: str
) -> None:
    with pytest.raises(FieldError) as error:
        read(written)
    assert str(error.value) == sentence


@pytest.mark.parametrize("read", [sources, dated, links])
@given(written=WRITTEN)
def test_whatever_is_written_is_read_or_refused(read: Callable[[Any], Any], written: Any) -> None:
    try:
        hash(read(written))
    except FieldError as error:
        assert str(error)
