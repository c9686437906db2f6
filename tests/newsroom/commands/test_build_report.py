"""What a build says that it did, why, and without what it must do all."""

from pathlib import Path
from typing import Any

import pytest

from newsroom.build.site_build import BuildResult
from newsroom.commands.build import explained, render_result
from tests.conftest import MakeSite, run_here


def make_result(**values: Any) -> BuildResult:
    defaults = {"total": 10_412, "changed": [], "removed": [], "reasons": {}, "parsed": []}
    return BuildResult(**{**defaults, **values})


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "0 of 10,412 files written to output/ in 0.6 s"),
        ({"total": 1, "changed": ["a"]}, "1 of 1 file written to output/ in 0.6 s"),
        (
            {"changed": ["a", "b"], "parsed": ["a.md"]},
            "2 of 10,412 files written to output/ in 0.6 s (1 source changed)",
        ),
        (
            {"changed": ["a"] * 1200, "removed": ["b"] * 1100, "parsed": ["c"] * 1000},
            "1,200 of 10,412 files written to output/, 1,100 removed in 0.6 s "
            "(1,000 sources changed)",
        ),
        ({"removed": ["b"]}, "0 of 10,412 files written to output/, 1 removed in 0.6 s"),
    ],
)
def test_a_result_has_the_numbers_of_files(values: dict[str, Any], text: str) -> None:
    assert render_result(make_result(**values), Path("output"), 0.6123) == text


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({}, []),
        ({"reasons": {"a": "new"}, "changed": ["a"]}, ["a: new\n"]),
        ({"reasons": {"a": "new"}}, ["a: new (same bytes)\n"]),
        ({"removed": ["b", "a"]}, ["a: removed\n", "b: removed\n"]),
        (
            {"reasons": {"b": "new", "a": "url of x"}, "changed": ["b"], "removed": ["aa"]},
            ["a: url of x (same bytes)\n", "b: new\n", "aa: removed\n"],
        ),
    ],
)
def test_each_rendered_and_each_removed_file_is_explained(
    values: dict[str, Any], lines: list[str]
) -> None:
    assert explained(make_result(**values)) == lines


def test_an_unchanged_site_is_not_written_and_a_clean_build_writes_it(make_site: MakeSite) -> None:
    site = make_site()
    first = run_here("build")
    files = [path for path in (site / "output").rglob("*") if path.is_file()]
    assert f"{len(files)} of {len(files)} files written to output/" in first.stdout
    before = {path: path.read_bytes() for path in files}
    again = run_here("build", "--explain")
    assert f"0 of {len(files)} files written to output/" in again.stdout
    assert again.stderr == first.stderr
    files[0].write_bytes(b"tampered with")
    clean = run_here("build", "--clean", "--explain")
    assert clean.stdout.count(": new\n") == len(files)
    assert f"{len(files)} of {len(files)} files written to output/" in clean.stdout
    assert {path: path.read_bytes() for path in files} == before
