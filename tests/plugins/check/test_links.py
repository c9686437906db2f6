"""What bodies link to and show."""

from types import SimpleNamespace

import pytest

from newsroom.checks.site import mistakes as check
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.html.outline import read_outline
from newsroom.output.links import Destinations
from plugins.check.links import fetched_elsewhere, pictures_without_alt, resolve_body
from tests.conftest import MakeSite, build_here


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


def test_navigation_holds_what_is_there(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site({"content/pages/contact.md": None})
    html = (build_here() / "index.html").read_text(encoding="utf-8")
    assert ('href="/about/"' in html, 'href="/contact/"' in html) == (True, False)
    assert 'warning: "Contact" leads nowhere' in capsys.readouterr().err


@pytest.mark.parametrize("keys", ["status: hidden\n", "lang: hi\nslug: first\n"])
def test_what_hidden_and_translated_posts_link_to_is_there(make_site: MakeSite, keys: str) -> None:
    head = (
        f"title: T\ndate: 2025-05-01\nauthor: Ada Writer\ncategory: Practice\ntags: [Rare]\n{keys}"
    )
    make_site({"content/posts/rare.md": f"---\n{head}---\n\nText.\n"})
    assert check(build_here()) == []


def test_a_body_learns_what_its_addresses_became() -> None:
    known = Destinations(sources={"posts/b.md": "2025/b/"}, base="/blog")
    body = SimpleNamespace(
        url="2025/a/",
        _content='<a href="b.md">b</a><a href="https://x.example/">x</a><a href="gone/">g</a>',
        front_matter=FrontMatter("content/posts/a.md"),
    )
    assert [address for address, _ in resolve_body(body, known)] == ["gone/"]
    assert body.addresses == {"b.md": "/blog/2025/b/", "https://x.example/": "https://x.example/"}


def test_a_site_without_posts_builds(make_site: MakeSite) -> None:
    posts = ("first", "second", "third")
    gone = {f"content/posts/{name}.md": None for name in posts}
    make_site({**gone, "content/pages/about.md": "---\ntitle: About\n---\n\nText.\n"})
    assert check(build_here()) == []
