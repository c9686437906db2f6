"""Diagnostics for people and for programs."""

import json

import pytest

from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.diagnostics.rendering import (
    FIRST,
    MANY,
    count,
    lenient_settings,
    plural,
    render_json,
    render_lines,
    render_report,
    without_repeated,
)

KEY = "front-matter/unknown-key"


def many(number: int, severity: Severity) -> list[Diagnostic]:
    return [Diagnostic(f"{n:05}.md", 1, KEY, f"x{n}", severity=severity) for n in range(number)]


def test_lines_are_sorted() -> None:
    assert list(render_lines(reversed(many(3, "error")))) == [
        f"{n:05}.md:1: error: x{n} [{KEY}]" for n in range(3)
    ]


def test_many_errors_that_may_be_warnings_have_the_setting() -> None:
    links = [Diagnostic(f"{n}.md", 1, "link/not-found", f"x{n}") for n in range(MANY + 1)]
    images = [Diagnostic(f"{n}.md", 1, "image/missing-alt", f"x{n}") for n in range(MANY + 2)]
    locked = [Diagnostic(f"{n}.md", 1, "slug/duplicate", f"x{n}") for n in range(MANY + 1)]
    assert lenient_settings([*links, *images, *locked]) == (
        "to publish despite image/missing-alt (12) and link/not-found (11), set DIAGNOSTICS = "
        '{"image/missing-alt": "warning", "link/not-found": "warning"} in pelicanconf.py'
    )
    assert lenient_settings([*links[1:], *locked, *many(MANY + 1, "warning")]) == ""
    assert lenient_settings(links) in render_report(links)


def test_many_warnings_of_one_code_are_abridged() -> None:
    lines = list(render_lines(many(10_000, "warning")))
    assert len(lines) == FIRST + 1
    assert lines[-1] == (
        f"  … and 9,995 more warnings [{KEY}]; `python3 blog.py check --json` lists all"
    )


@pytest.mark.parametrize(("number", "severity"), [(MANY, "warning"), (1000, "error")])
def test_some_warnings_and_all_errors_are_listed(number: int, severity: Severity) -> None:
    assert len(list(render_lines(many(number, severity)))) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "no errors"), (1, "1 error in 1 file"), (1000, "1,000 errors in 1,000 files")],
)
def test_count(number: int, text: str) -> None:
    assert count([*many(number, "error"), *many(2, "note")], "error") == text


def test_a_report_has_errors_first_and_ends_with_their_number() -> None:
    text = render_report([*many(1, "warning"), *many(1, "error"), *many(1, "note")])
    assert text == (
        f"00000.md:1: error: x0 [{KEY}]\n\n"
        f"00000.md:1: warning: x0 [{KEY}]\n\n"
        f"00000.md:1: note: x0 [{KEY}]\n\n"
        "1 error in 1 file, 1 warning in 1 file\n"
    )


def test_json_has_every_attribute() -> None:
    rows = json.loads(render_json(many(12, "warning")))
    assert len(rows) == 12
    assert rows[0] == {
        "severity": "warning", "code": KEY, "path": "00000.md", "line": 1, "message": "x0",
        "advice": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1000, "1,000 files")]
)
def test_plural(number: int, words: str) -> None:
    assert plural(number, "file") == words


@pytest.mark.parametrize(
    ("message", "severity", "is_repeated"),
    [
        ('image "x" not found', "warning", True),
        ('image "x" not found', "error", False),
        ('image "y" not found', "warning", False),
    ],
)
def test_a_page_does_not_repeat_its_source(
    message: str, severity: Severity, is_repeated: bool
) -> None:
    source = Diagnostic("a.md", 2, KEY, 'image "x" not found', severity="warning")
    built = Diagnostic("output/a", 0, KEY, message, severity=severity)
    assert without_repeated([built], [source]) == ([] if is_repeated else [built])
    assert without_repeated([built], []) == [built]
    neighbor = Diagnostic("output/a", 0, "link/external-file", source.message)
    assert without_repeated([neighbor], [source]) == [neighbor]
