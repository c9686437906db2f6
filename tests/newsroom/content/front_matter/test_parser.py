"""Front matter in its two styles, as strings with their lines."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter.parser import decode, parse_front_matter

MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\nb\n", "a\nb\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\r\r\nb", "a\n\nb"),
        (MARK + b"a", "a"),
        ("It\x92s \x7f\x81here\x85".encode(), "It’s here…"),
        (MARK + b"a\r\nb", "a\nb"),
        (b"a" + MARK, "a\ufeff"),
        ("é “&” नमस्ते 🙂".encode(), "é “&” नमस्ते 🙂"),
    ],
)
def test_bytes_become_text_with_line_feeds(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize("data", [b"\xff", b"caf\xe9\n", "é".encode("utf-16"), b"a\xed\xa0\x80"])
def test_other_encodings_are_not_guessed(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(data)


PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(text=PLAIN_TEXT, ending=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.booleans())
def test_neither_mark_nor_line_ends_change_a_text(text: str, ending: str, mark: bool) -> None:
    text = f"x\n{text}\ny".replace("\uffff", "").replace("\ufffe", "")
    assert decode(MARK * mark + text.replace("\n", ending).encode()) == text


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("k: text", "text"),
        ("k: 'text'", "text"),
        ('k: "te\\"xt"', 'te"xt'),
        ("k: NO", "NO"),
        ("k: 1.10", "1.10"),
        ("k: 2025-11-20 09:00", "2025-11-20 09:00"),
        ("k: 2025-11-20T09:00:00+05:30", "2025-11-20T09:00:00+05:30"),
        ("k:", ""),
        ("k: ~", ""),
        ("k: null", ""),
        ('k: "null"', "null"),
        ("k: [AI, LLM]", ["AI", "LLM"]),
        ("k:\n  - AI\n  - NO", ["AI", "NO"]),
        ("k:\n- AI", ["AI"]),
        ("k: [a, ~]", ["a", ""]),
        ("k: {a: 1, B-c: [x]}", {"a": "1", "b_c": ["x"]}),
        ("k: >\n  one\n  two", "one two"),
        ("k: |\n  one\n  two", "one\ntwo"),
        ("k: one\n  two", "one two"),
        ("k: a # comment", "a"),
        ("k: C#", "C#"),
        ("k: नमस्ते 🙂", "नमस्ते 🙂"),
        ("k: 'a: b'", "a: b"),
        ("K: x", "x"),
    ],
)
def test_yaml_values_stay_strings(yaml: str, value: Any) -> None:
    raw = parse_front_matter(f"---\n{yaml}\n---\nBody\n")
    assert (raw.values, raw.lines, raw.diagnostics) == ({"k": value}, {"k": 2}, ())


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
@pytest.mark.parametrize("mark", ["", "'", '"'])
def test_only_what_editors_take_for_a_line_counts_as_one(character: str, mark: str) -> None:
    raw = parse_front_matter(
        decode(f"---\na: {mark}x{character}y{mark}\nb: z\n---\nBody\n".encode())
    )
    assert (raw.lines, raw.diagnostics) == ({"a": 2, "b": 3}, ())


@pytest.mark.parametrize("key", ["image_alt", "image-alt", "Image Alt", "IMAGE_ALT"])
@pytest.mark.parametrize("head", ["---\n{}: x\n---\n", "{}: x\n"])
def test_keys_have_one_spelling(key: str, head: str) -> None:
    assert parse_front_matter(head.format(key)).values == {"image_alt": "x"}


@pytest.mark.parametrize(
    ("text", "values", "body", "body_line"),
    [
        ("---\na: 1\n---\nBody", {"a": "1"}, "Body", 4),
        ("---\na: 1\n---\n\nBody\n", {"a": "1"}, "\nBody\n", 4),
        ("\n\n---\na: 1\n---\nBody", {"a": "1"}, "Body", 6),
        ("---  \na: 1\n--- \nBody", {"a": "1"}, "Body", 4),
        ("---\na: 1\n...\nBody", {"a": "1"}, "Body", 4),
        ("---\n---\nBody", {}, "Body", 3),
        ("---\n# only a comment\n---\nBody", {}, "Body", 4),
        ("---\na: 1\n---\nOne\n\n---\n\nTwo", {"a": "1"}, "One\n\n---\n\nTwo", 4),
        ("---\na: '---'\n---\nBody", {"a": "---"}, "Body", 4),
        ("A: 1\n\nBody", {"a": "1"}, "Body", 3),
        ("A: 1\nB:\tx: y\n\nBody", {"a": "1", "b": "x: y"}, "Body", 4),
        ("A: 1\n    more\n\nBody", {"a": "1 more"}, "Body", 4),
        ("A:\n\tmore\n\nBody", {"a": "more"}, "Body", 4),
        ("\nA: 1\n \nBody", {"a": "1"}, "Body", 4),
        ("A: 1\n\nB: 2\n\nBody", {"a": "1"}, "B: 2\n\nBody", 3),
        ("A:1\nB:2\n\nBody", {"a": "1", "b": "2"}, "Body", 4),
        ("A: 1\n---\nBody", {"a": "1"}, "Body", 3),
        ("a: '1'\nb:\n  - 2\n  - 3\n---\nBody", {"a": "1", "b": ["2", "3"]}, "Body", 6),
        ("A: x: y\n---\nBody", {"a": "x: y"}, "Body", 3),
        ("A: 1\n\nOne\n\n---\n\nTwo", {"a": "1"}, "One\n\n---\n\nTwo", 3),
        ("Link: https://x.example/\n\nBody", {"link": "https://x.example/"}, "Body", 3),
    ],
)
def test_the_body_starts_after_the_front_matter(
    text: str, values: dict[str, str], body: str, body_line: int
) -> None:
    raw = parse_front_matter(text)
    parts = (raw.values, raw.body, raw.body_line, raw.diagnostics)
    assert parts == (values, body, body_line, ())


def test_each_key_has_its_line() -> None:
    yaml = parse_front_matter("\n---\na: |\n  x\n\n  y\n# c\nb: [1,\n  2]\n\nc: z\n---\n")
    plain = parse_front_matter("\nA: 1\n    more\nB: 2\n\n")
    assert (yaml.lines, plain.lines) == ({"a": 3, "b": 8, "c": 11}, {"a": 2, "b": 4})


QUOTES = (
    "put quotes around a value that contains a colon, a quotation mark or starts with @ * & % `"
)
MISSING = (
    "front-matter/missing",
    "missing front matter; start the file with keys between two --- lines",
)
INVALID, DUPLICATE = "front-matter/invalid", "front-matter/duplicate-key"


@pytest.mark.parametrize(
    ("text", "line", "code", "message"),
    [
        ("", 1, *MISSING),
        ("\n\nBody", 3, *MISSING),
        ("# Heading\n", 1, *MISSING),
        ("https://x.example/\n", 1, *MISSING),
        ("----\na: 1\n----\n", 1, *MISSING),
        ("+++\na = 1\n", 1, INVALID,
         "the front matter is not closed; end it with a line of +++"),
        ("{\n", 1, INVALID, "the front matter is not closed; end it with a line of }"),
        ("\n---\na: 1\n", 2, INVALID, "the front matter is not closed; "
         "end it with a line of three dashes"),
        ("---\na:\n\t- b\n---\n", 3, INVALID,
         "invalid YAML: a tab in front of a key or a value; indent with spaces"),
        ("---\n- a\n---\n", 2, INVALID, "the front matter must be lines of `key: value`"),
        ("---\njust text\n---\n", 2, INVALID, "the front matter must be lines of `key: value`"),
        ("---\na: 1\nb: 2\na: 3\n---\n", 4, DUPLICATE,
         'key "a" is already used in line 2; keep one of them'),
        ("---\nimage-alt: 1\nImage Alt: 2\n---\n", 3, DUPLICATE,
         'key "image_alt" is already used in line 2; keep one of them'),
        ("A: 1\nB: 2\nA: 3\n\n", 3, DUPLICATE,
         'key "a" is already used in line 1; keep one of them'),
        ("A: 1\nBody\n\n", 2, INVALID, "this line of the front matter must be `Key: value`; "
         "leave an empty line before the text"),
        ("---\na: 1\nb: 'x\n---\n", 3, INVALID,
         f"invalid YAML: found unexpected end of stream; {QUOTES}"),
        ("---\nb: @x\n---\n", 2, INVALID,
         f"invalid YAML: found character that cannot start any token; {QUOTES}"),
        ("---\na: 1\nb: *x\n---\n", 3, INVALID, "invalid YAML: aliases are not allowed; "
         "put quotes around a value that starts with *"),
        ("---\na: 1\n\tb: 2\n---\n", 3, INVALID,
         "invalid YAML: a tab in front of a key or a value; indent with spaces"),
    ],
)  # fmt: skip
def test_an_error_has_a_code_and_its_line(text: str, line: int, code: str, message: str) -> None:
    ((diagnostic),) = parse_front_matter(text, "a.md").diagnostics
    assert (diagnostic.path, diagnostic.line, diagnostic.code) == ("a.md", line, code)
    assert diagnostic.text == message


LOOPS = ["a: &x [*x]", "a: &x {b: *x}", "a: " + "[" * 900 + "]" * 900]
LOOPS += ["a: " + "[" * 100_000, "a: " + "{b: " * 100_000, "a:\n  - " + "- " * 100_000 + "x"]


@pytest.mark.parametrize(
    "yaml", LOOPS, ids=str.split("itself keys deep lists-open keys-open dashes")
)
def test_endless_yaml_is_an_error(yaml: str) -> None:
    (diagnostic,) = parse_front_matter(f"---\n{yaml}\n---\nBody").diagnostics
    assert diagnostic.line in (2, 3)


PIECES = st.sampled_from(
    ["---", "\n", "\n---\n", "...", "+++", "a: ", "- ", "[", "]", "{", "}", "&x ", "*x", "|", ">",
     "'", '"', "#", "!", "%", "? ", ": ", "  ", "\t", "Title: x\n", "\u2028", "\x00", "\ufeff"]
)  # fmt: skip
HEADS = st.lists(PIECES | st.text(max_size=4), max_size=14).map("".join)


@given(text=st.text() | HEADS | HEADS.map("---\n{}\n---\nBody".format))
def test_any_text_can_be_parsed_and_its_body_starts_in_its_line(text: str) -> None:
    raw = parse_front_matter(text)
    rest = "\n".join(text.split("\n")[raw.body_line - 1 :])
    assert raw.body in ("", rest)
    assert all(1 <= d.line <= text.count("\n") + 2 for d in raw.diagnostics)
    assert raw.lines.keys() == raw.values.keys()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(value=WORDS, body=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl"])))
def test_a_quoted_value_comes_back_as_written(value: str, body: str) -> None:
    quoted = value.replace("'", "''")
    raw = parse_front_matter(f"---\nk: '{quoted}'\n---\n{body}")
    assert (raw.values, raw.body) == ({"k": value}, body)


@pytest.mark.parametrize(
    ("line", "dropped"),
    [
        ("title: Why this is #1 again", True),
        ("title: !Kung people", True),
        ("title: &you and me", True),
        ("- !Kung: x", False),
        ('title: "Why this is #1 again"', False),
        ("title: 'Why this is #1 again'", False),
        ("title: C# and F#", False),
        ("title: What happened   # a comment", False),
        ("tags: [C#, F#]", False),
        ("title: Rhythm & blues!", False),
    ],
)
def test_words_that_yaml_would_drop_are_an_error(line: str, dropped: bool) -> None:
    diagnostics = parse_front_matter(f"---\n{line}\n---\nBody").diagnostics
    assert ("put quotes around the value" in [d.advice for d in diagnostics]) is dropped
