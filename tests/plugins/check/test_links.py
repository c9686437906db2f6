"""What bodies link to and show."""

from types import SimpleNamespace

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.html.outline import read_outline
from newsroom.output.links import LinkTargets
from plugins.check.links import external_files, missing_alt, resolve_body


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ('<img src="a.png" alt="A">', []),
        ('<img src="a.png">', ["a.png"]),
        ('<img src="a.png" alt="">', ["a.png"]),
    ],
)
def test_images_have_alt_text(html: str, urls: list[str]) -> None:
    problems = [(url, code) for url, code, *_ in missing_alt(read_outline(html))]
    assert problems == [(url, "image/missing-alt") for url in urls]


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ('<img src="https://other.example/a.png" alt="A">', ["https://other.example/a.png"]),
        ('<img src="//other.example/a.png" alt="A">', ["//other.example/a.png"]),
        ('<video poster="https://o.example/p.png"></video>', ["https://o.example/p.png"]),
        ('<img src="data:image/png;base64,AA" alt="A">', []),
        ('<img src="/images/a.png" alt="A">', []),
        ('<a href="https://other.example/a.png">a</a>', []),
    ],
)
def test_files_of_other_sites_are_reported(html: str, urls: list[str]) -> None:
    problems = [(url, code) for url, code, *_ in external_files(read_outline(html))]
    assert problems == [(url, "link/external-file") for url in urls]


def test_a_body_has_its_resolved_links() -> None:
    targets = LinkTargets(sources={"posts/b.md": "2025/b/"}, base="/blog")
    body = SimpleNamespace(
        url="2025/a/",
        _content='<a href="b.md">b</a><a href="https://x.example/">x</a><a href="gone/">g</a>',
        front_matter=FrontMatter("content/posts/a.md"),
    )
    assert [(url, code) for url, code, *_ in resolve_body(body, targets)] == [
        ("gone/", "link/not-found")
    ]
    assert body.resolved_links == {
        "b.md": "/blog/2025/b/",
        "https://x.example/": "https://x.example/",
    }
