"""Diagnostics as text, and the table of codes."""

import re

import pytest

from newsroom.diagnostics import codes
from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.diagnostic import Diagnostic

KEY = "front-matter/unknown-key"


@pytest.mark.parametrize(
    ("diagnostic", "text"),
    [
        (Diagnostic("a.md", 3, KEY, "x", "y"), f"a.md:3: error: x; y [{KEY}]"),
        (Diagnostic("a.md", 3, KEY, "x"), f"a.md:3: error: x [{KEY}]"),
        (Diagnostic("a.md", 0, KEY, "x", severity="note"), f"a.md: note: x [{KEY}]"),
        (Diagnostic("", 0, KEY, "x"), f"error: x [{KEY}]"),
    ],
)
def test_a_diagnostic_is_one_line(diagnostic: Diagnostic, text: str) -> None:
    assert str(diagnostic) == text


def test_diagnostics_are_sorted_by_path_and_line() -> None:
    destinations = [("b", 1), ("a", 10), ("a", 9)]
    ordered = sorted(Diagnostic(path, line, KEY, "x") for path, line in destinations)
    assert [(d.path, d.line) for d in ordered] == [("a", 9), ("a", 10), ("b", 1)]


def test_a_code_that_is_not_in_the_table_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Diagnostic("a", 1, "no/such-code", "x")


def test_codes_are_written_alike() -> None:
    odd = [code for code in CODES if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", code)]
    assert odd == []
    assert [code for code, kind in CODES.items() if kind.summary[-1:] in ".;"] == []


def test_no_code_is_in_two_groups() -> None:
    groups = [group for group in vars(codes).values() if isinstance(group, dict)]
    listed = [code for group in groups if group is not CODES for code in group if "/" in code]
    assert [code for code in CODES if listed.count(code) > 1] == []
