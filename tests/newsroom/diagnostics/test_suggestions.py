"""The known name that an unknown one probably means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.diagnostics.suggestions import nearest, suggestion

KNOWN = ["title", "tags", "LLM", "Ada Writer"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("titel", "title"), ("TITLE", "title"), ("llm", "LLM"), ("LLMs", "LLM"), ("tag", "tags"),
        ("ada writter", "Ada Writer"), ("zzz", None), ("", None),
    ],
)  # fmt: skip
def test_the_nearest_name_whatever_its_case(name: str, near: str | None) -> None:
    assert nearest(name, KNOWN) == near
    assert suggestion(name, KNOWN) == (f'did you mean "{near}"?' if near else "")


def test_without_known_names_nothing_is_near() -> None:
    assert nearest("a", []) is None


@given(name=st.text(max_size=6), candidates=st.lists(st.text(max_size=6), max_size=5))
def test_the_order_of_names_does_not_matter(name: str, candidates: list[str]) -> None:
    near = nearest(name, candidates)
    assert near == nearest(name, reversed(candidates))
    assert near is None or near in candidates


@given(candidates=st.lists(st.text(min_size=1), min_size=1))
def test_a_known_name_is_nearest_to_itself_but_for_case(candidates: list[str]) -> None:
    near = nearest(candidates[0], candidates)
    assert near is not None
    assert near.casefold() == candidates[0].casefold()
