"""Front matter in TOML and JSON, as the values that YAML would have."""

import pytest

from newsroom.content.front_matter.parser import RawFrontMatter, parse_front_matter
from newsroom.content.front_matter.yaml_nodes import Row, Value


def toml(*lines: str) -> RawFrontMatter:
    return parse_front_matter("\n".join(["+++", *lines, "+++", "Text."]), "x.md")


def json(*lines: str) -> RawFrontMatter:
    return parse_front_matter("\n".join(["{", *lines, "}", "Text."]), "x.md")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('k = "text # 1"', "text # 1"),
        ("k = 'C:\\x'", "C:\\x"),
        ('k = """\na\nb"""', "a\nb"),
        ("k = 2025-11-20", "2025-11-20"),
        ("k = 2025-11-20T09:00:00+05:30", "2025-11-20T09:00:00+05:30"),
        ("k = 2025-11-20 09:00:00Z", "2025-11-20T09:00:00+00:00"),
        ("k = true", "true"),
        ("k = 1.10", "1.10"),
        ("k = 4", "4"),
        ('k = ["a", ["b"]]', ["a", ["b"]]),
        ('k = { Alt-Text = "b" }', {"alt_text": "b"}),
        ('k = "\\u0001a"', "a"),
    ],
)
def test_values_of_toml_are_those_of_yaml(line: str, value: Value) -> None:
    raw = toml(line)
    assert (raw.values, raw.diagnostics) == ({"k": value}, ())


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('"k": "\\ud83d\\ude00 a\\/b"', "😀 a/b"),
        ('\t"k": ["a", null, true, 1.10, 4]', ["a", "", "true", "1.10", "4"]),
        ('"k": {"b": "c"}', {"b": "c"}),
    ],
)
def test_values_of_json_are_those_of_yaml(line: str, value: Value) -> None:
    raw = json(line)
    assert (raw.values, raw.diagnostics) == ({"k": value}, ())


def test_keys_rows_and_the_body_have_their_lines() -> None:
    raw = toml(
        'title = "T"', "tags = [", '  "a",', "]", 'a.b = "c"', "[taxonomies]", "tags = []",
        "[[sources]]", 'title = "A"', "[[sources]]", 'title = "B"',
    )  # fmt: skip
    assert raw.lines == {"title": 2, "tags": 3, "a": 6, "taxonomies": 7, "sources": 9}
    rows = raw.values["sources"]
    assert [row.line for row in rows if isinstance(row, Row)] == [9, 11]
    assert (raw.body, raw.body_line) == ("Text.", 14)
    both = json(' "title": "T",', ' "tags": [', '  "a"', " ]")
    assert both.lines == {"title": 2, "tags": 3}
    assert (both.body, both.body_line) == ("Text.", 7)


@pytest.mark.parametrize(
    ("raw", "line", "text"),
    [
        (toml("a = 1", "b = maybe"), 3,
         'invalid TOML: invalid value; write each line as `key = "value"`'),
        (toml("a = 1", "a = 2"), 3,
         'invalid TOML: cannot overwrite a value; write each line as `key = "value"`'),
        (toml("a = [1", ""), 3, 'invalid TOML: unclosed array; write each line as `key = "value"`'),
        (toml("a = " + "[" * 100_000), 2,
         "invalid TOML: nested too deeply; write plain keys and lists"),
        (toml("a = " + "[" * 150 + "]" * 150), 2, "nested too deeply; write plain keys and lists"),
        (json('"a": 1', '"b": 2'), 3, "invalid JSON: expecting ',' delimiter; correct it"),
    ],
)  # fmt: skip
def test_an_error_has_its_line(raw: RawFrontMatter, line: int, text: str) -> None:
    assert [(d.line, d.code, d.text) for d in raw.diagnostics] == [
        (line, "front-matter/invalid", text)
    ]
    assert raw.values == {}
