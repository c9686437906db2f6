"""Files of data for plugins: typed entries with their lines, and every error with its line."""

from pathlib import Path

import pytest

from newsroom.content.data_file import read_data_file
from newsroom.content.front_matter.fields import parse_slug, parse_text
from newsroom.diagnostics.report import Report

KEYS = {"name": parse_text, "slug": parse_slug}


def read(folder: Path, data: bytes) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """Line and values of each entry of a file with these bytes, and its diagnostics."""
    report = Report()
    (folder / "data.yaml").write_bytes(data)
    entries = read_data_file(folder, "data.yaml", KEYS, report)
    texts = [f"{d.line}: {d.text} [{d.code}]" for d in sorted(report.diagnostics)]
    return [(entry.line, dict(entry)) for entry in entries], texts


def test_entries_are_typed(tmp_path: Path) -> None:
    data = b"# Words\n- name: A   B\n  slug: a-b\n- {name: C, slug: c}\n"
    entries = [(2, {"name": "A B", "slug": "a-b"}), (4, {"name": "C", "slug": "c"})]
    assert read(tmp_path, data) == (entries, [])
    assert read(tmp_path, b"# Nothing yet\n") == ([], [])


def test_a_missing_file_has_no_entries(tmp_path: Path) -> None:
    report = Report()
    assert read_data_file(tmp_path, "data.yaml", KEYS, report) == []
    assert report.diagnostics == set()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("- name: A\n  slug: 'a b'\n", ['2: slug "a b" ']),
        ("- name: A\n", ['1: missing key "slug"; add `slug: …`']),
        ("- name: A\n  slug:\n", ['1: missing key "slug"; add `slug: …`']),
        ("- nam: A\n  name: B\n  slug: b\n", ['1: unknown key "nam"; did you mean "name"?']),
        ("- name: A\n  name: B\n  slug: b\n", ['2: duplicate key "name"; keep one']),
        ("- A\n", ['1: missing key "name"', '1: missing key "slug"']),
        ("name: A\n", ["1: the file must be a list; start each entry with a dash"]),
        ("- name: [A\n", ["2: invalid YAML: "]),
        ("- name: [A]\n  slug: a\n", ["1: name must be text"]),
    ],
)
def test_errors_have_their_lines(tmp_path: Path, data: str, expected: list[str]) -> None:
    entries, texts = read(tmp_path, data.encode())
    assert entries == []
    assert [text[: len(start)] for text, start in zip(texts, expected, strict=True)] == expected
    assert all(text.endswith(" [data/invalid-file]") for text in texts)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    message = "2: the file is not UTF-8; save it in that encoding [file/not-utf-8]"
    assert read(tmp_path, b"- name: A\n  slug: \xff\n") == ([], [message])
