"""Words by Unicode rules."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.tokenizer import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("The GPU, a chip.", ["the", "gpu", "chip"]),
        ("GPT-4o isn't new", ["gpt", "4o", "isn", "new"]),
        ("Straße ÉTÉ", ["strasse", "été"]),
        ("ﬁne", ["fine"]),
        ("हिन्दी में समाचार।", ["हिन्दी", "में", "समाचार"]),
        ("मराठी बातम्या", ["मराठी", "बातम्या"]),
        ("人工智能", ["人工", "工智", "智能"]),
        ("AI 芯", ["ai", "芯"]),
        ("OpenAIの発表", ["openai", "の発", "発表"]),
        ("ภาษาไทย", ["ภา", "าษ", "ษา", "าไ", "ไท", "ทย"]),
        ("العربية", ["العربية"]),
        ("🚀 !? —", []),
    ],
)  # fmt: skip
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_hold_letters_and_are_not_empty(text: str) -> None:
    for word in words(text):
        assert word == word.casefold()
        assert any(unicodedata.category(sign)[0] in "LNMPC" for sign in word)
