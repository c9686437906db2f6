"""Words by Unicode rules."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.tokenizer import count_words, tokenize


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
        ("ភាសា", ["ភា", "ាស", "សា"]),
        ("မြန်", ["မြ", "ြန", "န်"]),
        ("ภาษาไทย", ["ภา", "าษ", "ษา", "าไ", "ไท", "ทย"]),
        ("العربية", ["العربية"]),
        ("🚀 !? —", []),
    ],
)  # fmt: skip
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert tokenize(text) == expected


@given(st.text())
def test_words_hold_letters_and_are_not_empty(text: str) -> None:
    for word in tokenize(text):
        assert word == word.casefold()
        assert any(unicodedata.category(character)[0] in "LNMPC" for character in word)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Two words.", 2),
        ("हिन्दी में समाचार", 3),
        ("人工智能", 2),
        ("\uf9d1\uf9d1", 1),  # compatibility Han
        ("ភាសាខ្មែរ", 4.5),
        ("မြန်မာ", 3),
        ("ภาษาไทย", 3.5),
        ("AI の発表", 2.5),
    ],
)
def test_the_number_of_words(text: str, count: float) -> None:
    assert count_words(text) == count
