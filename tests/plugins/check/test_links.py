"""What bodies link to and show."""

from types import SimpleNamespace

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.html.outline import read_outline
from newsroom.output.links import Destinations
from plugins.check.links import fetched_elsewhere, pictures_without_alt, resolve_body


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ('<img src="a.png" alt="A">', []),
        ('<img src="a.png">', ["a.png"]),
        ('<img src="a.png" alt="">', ["a.png"]),
    ],
)
def test_pictures_have_words(html: str, wrong: list[str]) -> None:
    assert [address for address, _ in pictures_without_alt(read_outline(html))] == wrong


@pytest.mark.parametrize(
    ("html", "elsewhere"),
    [
        ('<img src="https://other.example/a.png" alt="A">', ["https://other.example/a.png"]),
        ('<img src="//other.example/a.png" alt="A">', ["//other.example/a.png"]),
        ('<video poster="https://o.example/p.png"></video>', ["https://o.example/p.png"]),
        ('<img src="data:image/png;base64,AA" alt="A">', []),
        ('<img src="/images/a.png" alt="A">', []),
        ('<a href="https://other.example/a.png">a</a>', []),
    ],
)
def test_what_readers_would_fetch_elsewhere(html: str, elsewhere: list[str]) -> None:
    assert [address for address, _ in fetched_elsewhere(read_outline(html))] == elsewhere


def test_a_body_learns_what_its_addresses_became() -> None:
    known = Destinations(sources={"posts/b.md": "2025/b/"}, base="/blog")
    body = SimpleNamespace(
        url="2025/a/",
        _content='<a href="b.md">b</a><a href="https://x.example/">x</a><a href="gone/">g</a>',
        front_matter=FrontMatter("content/posts/a.md"),
    )
    assert [address for address, _ in resolve_body(body, known)] == ["gone/"]
    assert body.resolved_links == {
        "b.md": "/blog/2025/b/",
        "https://x.example/": "https://x.example/",
    }
