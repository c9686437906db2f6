"""Headlines in HTML."""

import pytest

from newsroom.html.headline import headline


@pytest.mark.parametrize(
    ("title", "unbroken"),
    [
        ("AI data-center hardware", ["data-center"]),
        ("Plug-in, add-on", ["Plug-in,", "add-on"]),
        ("A state-of-the-art model", ["state-of-the-art"]),
        ("GPT-4.1 beats o3-mini", ["GPT-4.1", "o3-mini"]),
        ("A non‐breaking example", ["non‐breaking"]),
        ("OpenAI’s co-founder’s plan", ["co-founder’s"]),
        ("उच्च-स्तरीय", ["उच्च-स्तरीय"]),
        ("No hyphen – a dash - and -x", []),
        ("An extraordinarily-long-compound", []),
        ("", []),
    ],
)
def test_words_with_a_hyphen_stay_in_one_line(title: str, unbroken: list[str]) -> None:
    html = str(headline(title))
    assert [
        part.split("</span>")[0] for part in html.split('<span class="unbroken">')[1:]
    ] == unbroken
    assert html.replace('<span class="unbroken">', "").replace("</span>", "") == title


def test_markup_in_a_title_is_text() -> None:
    assert headline('<b>a-b</b> & "c"') == (
        '<span class="unbroken">&lt;b&gt;a-b&lt;/b&gt;</span> &amp; &#34;c&#34;'
    )
