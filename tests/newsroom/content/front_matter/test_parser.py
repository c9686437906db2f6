"""Front matter in its two styles, as strings with their lines."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter.parser import decode, read_head

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
    head = read_head(f"---\n{yaml}\n---\nBody\n")
    assert (head.values, head.lines, head.mistakes) == ({"k": value}, {"k": 2}, [])


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
@pytest.mark.parametrize("mark", ["", "'", '"'])
def test_only_what_editors_take_for_a_line_counts_as_one(sign: str, mark: str) -> None:
    head = read_head(decode(f"---\na: {mark}x{sign}y{mark}\nb: z\n---\nBody\n".encode()))
    assert (head.lines, head.mistakes) == ({"a": 2, "b": 3}, [])


@pytest.mark.parametrize("key", ["image_alt", "image-alt", "Image Alt", "IMAGE_ALT"])
@pytest.mark.parametrize("head", ["---\n{}: x\n---\n", "{}: x\n"])
def test_keys_have_one_spelling(key: str, head: str) -> None:
    assert read_head(head.format(key)).values == {"image_alt": "x"}


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
        ("Link: https://x.example/\n\nBody", {"link": "https://x.example/"}, "Body", 3),
    ],
)
def test_the_body_starts_after_the_head(
    text: str, values: dict[str, str], body: str, body_line: int
) -> None:
    head = read_head(text)
    assert (head.values, head.body, head.body_line, head.mistakes) == (values, body, body_line, [])


def test_each_key_has_the_line_it_stands_on() -> None:
    yaml = read_head("\n---\na: |\n  x\n\n  y\n# c\nb: [1,\n  2]\n\nc: z\n---\n")
    plain = read_head("\nA: 1\n    more\nB: 2\n\n")
    assert (yaml.lines, plain.lines) == ({"a": 3, "b": 8, "c": 11}, {"a": 2, "b": 4})


QUOTES = "put quotes around a value that holds a colon, a quotation mark or starts with @ * & % `"
NO_HEAD = "there is no front matter; start the file with keys between two --- lines"


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, NO_HEAD),
        ("\n\nBody", 3, NO_HEAD),
        ("# Heading\n", 1, NO_HEAD),
        ("https://x.example/\n", 1, NO_HEAD),
        ("----\na: 1\n----\n", 1, NO_HEAD),
        ("+++\na = 1\n+++\n", 1, "the front matter is TOML; write YAML between --- lines"),
        ("\n---\na: 1\n", 2, "the front matter has no closing line; "
         "end it with a line of three dashes"),
        ("---\n- a\n---\n", 2, "the front matter has to be lines of `key: value`"),
        ("---\njust text\n---\n", 2, "the front matter has to be lines of `key: value`"),
        ("---\na: 1\nb: 2\na: 3\n---\n", 4, '"a" is written twice (first in line 2); keep one'),
        ("---\nimage-alt: 1\nImage Alt: 2\n---\n", 3,
         '"image_alt" is written twice (first in line 2); keep one'),
        ("A: 1\nB: 2\nA: 3\n\n", 3, '"a" is written twice (first in line 1); keep one'),
        ("A: 1\nBody\n\n", 2, "this line of the head is not `Key: value`; "
         "leave a blank line before the text"),
        ("---\na: 1\nb: 'x\n---\n", 3, "the front matter is not valid YAML "
         f"(found unexpected end of stream); {QUOTES}"),
        ("---\nb: @x\n---\n", 2, "the front matter is not valid YAML "
         f"(found character that cannot start any token); {QUOTES}"),
        ("---\nb: *x\n---\n", 2, "the front matter has a YAML alias; "
         "put quotes around a value that starts with *"),
        ("---\na: 1\n\tb: 2\n---\n", 3, "the front matter is not valid YAML "
         f"(found a tab character that violates indentation); {QUOTES}"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, sentence: str) -> None:
    assert read_head(text).mistakes == [(line, sentence)]


LOOPS = ["a: &x [*x]", "a: &x {b: *x}", "a: " + "[" * 900 + "]" * 900]
LOOPS += ["a: " + "[" * 100_000, "a: " + "{b: " * 100_000, "a:\n  - " + "- " * 100_000 + "x"]


@pytest.mark.parametrize(
    "yaml", LOOPS, ids=str.split("itself keys deep lists-open keys-open dashes")
)
def test_endless_yaml_is_a_mistake(yaml: str) -> None:
    assert [line for line, _ in read_head(f"---\n{yaml}\n---\nBody").mistakes] in ([2], [3])


PIECES = st.sampled_from(
    ["---", "\n", "\n---\n", "...", "+++", "a: ", "- ", "[", "]", "{", "}", "&x ", "*x", "|", ">",
     "'", '"', "#", "!", "%", "? ", ": ", "  ", "\t", "Title: x\n", "\u2028", "\x00", "\ufeff"]
)  # fmt: skip
HEADS = st.lists(PIECES | st.text(max_size=4), max_size=14).map("".join)


@given(text=st.text() | HEADS | HEADS.map("---\n{}\n---\nBody".format))
def test_every_text_can_be_read_and_its_body_stands_where_it_says(text: str) -> None:
    head = read_head(text)
    rest = "\n".join(text.split("\n")[head.body_line - 1 :])
    assert head.body in ("", rest) or (head.mistakes and head.body == text)
    assert all(1 <= line <= text.count("\n") + 2 for line, _ in head.mistakes)
    assert head.lines.keys() == head.values.keys()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@given(value=WORDS, body=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl"])))
def test_a_quoted_value_comes_back_as_written(value: str, body: str) -> None:
    quoted = value.replace("'", "''")
    head = read_head(f"---\nk: '{quoted}'\n---\n{body}")
    assert (head.values, head.body) == ({"k": value}, body)


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
def test_words_that_yaml_would_drop_are_a_mistake(line: str, dropped: bool) -> None:
    sentences = [sentence for _, sentence in read_head(f"---\n{line}\n---\nBody").mistakes]
    assert any("put quotes around the value" in sentence for sentence in sentences) is dropped
