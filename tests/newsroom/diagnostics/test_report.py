"""Reports: sorted, counted, in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.diagnostics.report import (
    Finding,
    Report,
    SiteError,
    did_you_mean,
    lines,
    nearest,
    plural,
)


def test_a_finding_is_a_sentence_with_its_place() -> None:
    assert str(Finding("content/a.md", 4, "it is wrong")) == "content/a.md:4: it is wrong"


def test_findings_are_sorted_by_file_then_line_then_sentence() -> None:
    found = [
        Finding("b", 1, "x"),
        Finding("a", 10, "x"),
        Finding("a", 9, "y"),
        Finding("a", 9, "x"),
    ]
    assert lines(found) == "a:9: x\na:9: y\na:10: x\nb:1: x"


def test_nothing_found_is_nothing_to_say() -> None:
    assert lines([]) == ""


@pytest.mark.parametrize(
    ("places", "count"),
    [
        ([("a", 1)], "1 mistake in 1 file; nothing was built."),
        ([("a", 1), ("a", 2)], "2 mistakes in 1 file; nothing was built."),
        ([("a", 1), ("b", 2), ("b", 2)], "2 mistakes in 2 files; nothing was built."),
    ],
)
def test_an_error_ends_with_its_count(places: list[tuple[str, int]], count: str) -> None:
    report = Report()
    for file, line in places:
        report.refuse(file, line, "x")
    assert isinstance(report.error(), SiteError)
    assert str(report.error()).split("\n")[-1] == count


def test_warnings_are_no_mistakes() -> None:
    report = Report()
    report.warn("a", 1, "x")
    assert (report.mistakes, lines(report.warnings)) == (set(), "a:1: warning: x")


def test_each_report_is_its_own() -> None:
    Report().refuse("a", 1, "x")
    Report().hold_back("a", None)
    assert Report() == Report(set(), set(), {})


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1000, "1,000 files")]
)
def test_plural(count: int, words: str) -> None:
    assert plural(count, "file") == words


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
    assert did_you_mean(name, KNOWN) == (f'; did you mean "{near}"?' if near else "")


def test_without_known_names_nothing_is_near() -> None:
    assert nearest("a", []) is None


@given(name=st.text(max_size=6), known=st.lists(st.text(max_size=6), max_size=5))
def test_the_order_of_names_does_not_matter(name: str, known: list[str]) -> None:
    near = nearest(name, known)
    assert near == nearest(name, reversed(known))
    assert near is None or near in known


@given(known=st.lists(st.text(min_size=1), min_size=1))
def test_a_known_name_is_nearest_to_itself_but_for_case(known: list[str]) -> None:
    near = nearest(known[0], known)
    assert near is not None
    assert near.casefold() == known[0].casefold()
