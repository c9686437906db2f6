"""Texts without spaces between words, as Pagefind takes them for words."""

import re

import pytest

from newsroom.search.word_pairs import separate_pairs
from newsroom.text.tokenizer import UNSPACED
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "separated"),
    [
        ("", ""),
        ("GPT-5 and more", "GPT-5 and more"),
        ("人", "人"),
        ("人工", "人工"),
        ("人工智能，未来", "人工 工智 智能 ， 未来"),
        ("GPT模型 5", "GPT 模型 5"),
        ("テスト", "テス スト"),
        ("か\u3099", "が"),  # composed, as the page composes a query
        ("मॉडल की कीमत", "मॉडल की कीमत"),
        ("نموذج لغوي", "نموذج لغوي"),
        ("\N{GRINNING FACE}智能", "\N{GRINNING FACE} 智能"),
    ],
)
def test_runs_without_spaces_become_pairs(text: str, separated: str) -> None:
    assert separate_pairs(text) == separated


def test_the_page_separates_queries_by_the_same_characters() -> None:
    script = (ROOT / "theme/static/js/search.js").read_text(encoding="utf-8")
    (ranges,) = re.findall(r'const UNSPACED = "(.*)"', script)
    assert ranges == "".join(c if c == "-" else f"\\u{ord(c):04x}" for c in UNSPACED)
