"""Lists of entries, typed or invalid."""

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
    parse_corrections,
    parse_links,
    parse_sources,
)

INDIA = ZoneInfo("Asia/Kolkata")
dated = partial(parse_corrections, timezone=INDIA)
SHAPE = "{title, url, kind}"
EACH = f"write each entry as {SHAPE}"
KEYS = st.sampled_from(["title", "url", "kind", "date", "text"]) | st.text(max_size=3)
VALUES = st.recursive(
    st.text() | st.sampled_from(["2025-11-20", "https://x.example", "paper"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("parse", "value", "typed"),
    [
        (parse_sources, [], ()),
        (parse_sources, [{"title": "T", "url": "https://x.example"}],
         (Source("T", "https://x.example"),)),
        (parse_sources, [{"title": "T", "url": "https://x.example", "kind": "paper"}],
         (Source("T", "https://x.example", "paper"),)),
        (parse_links, [{"title": "T", "url": "https://x.example"}],
         (Source("T", "https://x.example"),)),
        (dated, [{"date": "2025-11-20", "text": "T"}],
         (Correction(datetime(2025, 11, 20, tzinfo=INDIA), "T"),)),
    ],
)  # fmt: skip
def test_a_valid_list_is_typed(parse: Callable[[Any], Any], value: Any, typed: object) -> None:
    assert parse(value) == typed


@pytest.mark.parametrize(
    ("parse", "value", "message"),
    [
        (parse_sources, "text", f"must be a list of {SHAPE}"),
        (parse_sources, ["text"], f"must be a list of {SHAPE}"),
        (parse_sources, {"title": "T"}, f"must be a list of {SHAPE}"),
        (parse_sources, [{"title": "T"}], f'missing required key "url"; {EACH}'),
        (parse_sources, [{"title": "", "url": "https://x.example"}],
         f'missing required key "title"; {EACH}'),
        (parse_sources, [{"title": "T", "url": "https://x.example", "kidn": "x"}],
         f'unknown key "kidn"; {EACH}'),
        (parse_sources, [{"title": "T", "url": "https://x.example", "kind": "book"}],
         'unknown kind "book"; kinds: paper, release, interview, document, report'),
        (parse_links, [{"title": "T", "url": "mailto:a@x.example"}],
         'invalid URL "mailto:a@x.example": it must start with https://'),
        (dated, [{"text": "T"}], 'missing required key "date"; write each entry as '
         "{date, text}"),
        (dated, [{"date": "x", "text": "T"}], '"x" is not a valid date; write it as '
         "2025-11-20 09:00 or 2025-11-20 09:00 +05:30"),
    ],
)  # fmt: skip
def test_an_invalid_list_raises_an_error_with_its_reason(
    parse: Callable[[Any], Any], value: Any, message: str
) -> None:
    with pytest.raises(FieldError) as error:
        parse(value)
    assert str(error.value) == message


@pytest.mark.parametrize("parse", [parse_sources, dated, parse_links])
@given(value=VALUES)
def test_any_value_is_typed_or_raises_an_error(parse: Callable[[Any], Any], value: Any) -> None:
    try:
        hash(parse(value))
    except FieldError as error:
        assert str(error)
