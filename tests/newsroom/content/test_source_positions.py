"""Where a text is in a file."""

import pytest

from newsroom.content.source_positions import find_line

HEAD = "---\ntitle: <T>\n---\n"


@pytest.mark.parametrize(
    ("body", "text", "line"),
    [
        ("a\nb <T>\n", "<T>", 5),
        ("`<T>`\n<T>", "<T>", 5),
        ("```\n<T>\n```\n\n<T>", "<T>", 8),
        ("only `<T>` here", "<T>", 4),
        ("a\n\\`<T>\\`", "<T>", 5),
        ("a\n<a href='&#115;cript:'>", "script:", 5),
        ("a\n<ScRiPt>", "<script", 5),
        ("a\nVec<\nT>", "<T>", 6),
        ("a", "<T>", 4),
        ("a.\n(b(", "", 4),
        ("[a](https://x.example/models)\n[b](/models)", "/models", 5),
        ("[a](#dataset)\n\n[b](#data 'Title')", "#data", 6),
        ("https://x.example/models\n\n[b](/models)", "/models", 6),
        ("[a](/models/x)\n[b]: /models", "/models", 5),
        ("[a](/models/x)\n<a href=/models>", "/models", 5),
        ("[a](/models/x)\n<a href=/models class=x>", "/models", 4),
        ("only /models/x", "/models", 4),
    ],
)
def test_a_text_is_found_in_the_body_and_first_in_its_prose(
    body: str, text: str, line: int
) -> None:
    assert find_line(text, HEAD + body, 4) == line
