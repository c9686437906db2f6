"""What GitHub's Markdown has beyond CommonMark: URLs, struck-out text, boxes to tick, alerts."""

import pytest

from newsroom.content.github_markup import has_host, trimmed_url
from newsroom.content.markdown_extension import build_markdown
from tests.interface import WORDS
from tests.newsroom.content.test_document import OPTIONS


def html_of(text: str) -> str:
    """Return the HTML of a text in Markdown."""
    return build_markdown(OPTIONS, WORDS).convert(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://x.org/", "https://x.org/"),
        ("https://x.org/a.", "https://x.org/a"),
        ('https://x.org/?a=b!?"', "https://x.org/?a=b"),
        ("https://x.org/a_(b)", "https://x.org/a_(b)"),
        ("https://x.org/a_(b))", "https://x.org/a_(b)"),
        ("https://x.org/a).", "https://x.org/a"),
        ("https://x.org/a]", "https://x.org/a"),
        ("https://x.org/a&copy;&hl;", "https://x.org/a"),
        ("https://x.org/a;", "https://x.org/a;"),
        ("https://x.org/**", "https://x.org/"),
    ],
)
def test_punctuation_around_a_url_is_not_a_part_of_it(text: str, url: str) -> None:
    assert trimmed_url(text) == url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/a_b", True),
        ("http://localhost:8000/", True),
        ("www.x.org", True),
        ("https://a_b.x.org", True),
        ("https://x.a_b.org", False),
        ("https://x.a_b", False),
        ("https://a..b", False),
        ("www.", False),
        ("https://例え.jp/", True),
    ],
)
def test_the_host_of_a_url(url: str, expected: bool) -> None:
    assert has_host(url) is expected


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://x.org/a, (http://y.org) and www.z.org.", "https://x.org/a http://y.org "
         "http://www.z.org"),
        ("**https://x.org/_a_/*b*c**", "https://x.org/_a_/*b*c"),
        ("https://x.org/?a=b&amp;c=d&lt;", "https://x.org/?a=b&amp;c=d"),
        ("| a |\n|---|\n| https://x.org |", "https://x.org"),
        ("> - https://x.org", "https://x.org"),
        ("[http://x.org](http://y.org)", "http://y.org"),
        ("<https://x.org>", "https://x.org"),
        ('a <a href="http://x.org">http://y.org *www.z.org*</a>', "http://x.org"),
        ('<a href="http://x.org">x</a> http://y.org', "http://x.org http://y.org"),
        ("`http://x.org` and\n\n    http://x.org", ""),
        ("![http://x.org](a.png)", ""),
        ('<span title="http://x.org">a</span>', ""),
        ("to me@x.org, a.b+c@d.co.uk.", "mailto:me@x.org mailto:a.b+c@d.co.uk"),
        ("[a@x.org](http://y.org) `b@x.org` a@b tool@1.2.3 x@y_", "http://y.org"),
        ("http://a@b.org/c@d.org", "http://a@b.org/c@d.org"),
        ("xhttp://x.org xwww.x.org http:// https://… www. https://x.org/a\\_b", ""),
    ],
)  # fmt: skip
def test_bare_urls_are_links(text: str, links: str) -> None:
    html = html_of(text)
    assert " ".join(part.partition('"')[0] for part in html.split('href="')[1:]) == links
    assert html.count("<a ") == html.count("</a>") == len(links.split())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~a~~ b", "<p><del>a</del> b</p>"),
        ("~~**a**~~", "<p><del><strong>a</strong></del></p>"),
        ("~a~ and ~5 to ~6, ~~ b ~~", "<p>~a~ and ~5 to ~6, ~~ b ~~</p>"),
        ("\\~~a~~ `~~b~~`", "<p>~~a~~ <code>~~b~~</code></p>"),
    ],
)
def test_struck_out_text(text: str, html: str) -> None:
    assert html_of(text) == html


def test_boxes_to_tick() -> None:
    html = html_of("- [ ] a\n- [x] b\n- [X] *c*\n- [y] d\n- [ ]e\n\n[x] f")
    box = '<li class="task"><input aria-label="{}" {}disabled type="checkbox"> {}</li>'
    rows = [("To do", "", "a"), ("Done", "checked ", "b"), ("Done", "checked ", "<em>c</em>")]
    assert [
        row for row in rows if " ".join(sorted(row)) and box.format(*row) not in reorder(html)
    ] == []
    assert html.count("<input") == 3
    assert html_of("- [ ] a\n\n- [x] b").count("<input") == 2


def reorder(html: str) -> str:
    """Return HTML with the attributes of boxes in the order of their names."""
    for state in ("To do", "Done"):
        for checked in ("", " checked"):
            html = html.replace(
                f'<input type="checkbox" aria-label="{state}" disabled{checked}>',
                f'<input aria-label="{state}"{checked} disabled type="checkbox">',
            )
    return html


@pytest.mark.parametrize("kind", ["NOTE", "Tip", "important", "WARNING", "CAUTION"])
@pytest.mark.parametrize("between", ["\n> ", "\n>\n> ", "  \n> "])
def test_alerts(kind: str, between: str) -> None:
    html = html_of(f"> [!{kind}]{between}a *b*")
    assert html.replace("\n", "") == (
        f'<div class="alert alert-{kind.lower()}" role="note"><p class="alert-title">'
        f"{kind.capitalize()}</p><p>a <em>b</em></p></div>"
    )


def test_alerts_and_quotations_are_apart() -> None:
    html = html_of("> [!NOTE]\n> - a\n\n> [!TIP]\n> b\n\n> c\n\n> [!NOTE] d\n\n> [!OTHER]\n> e")
    assert html.count('class="alert ') == 2
    assert html.count("<blockquote>") == 3
    assert html_of("> [!NOTE]").count("<p") == 1
