"""Content-Security-Policies: what a body needs, and how policies are joined and printed."""

import base64
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.html.csp import (
    HTTPS_ONLY,
    MOST_ORIGINS,
    STRICT,
    csp_source,
    merge_policies,
    remove_styles,
    render_policy,
    required_policy,
    shorten_policy,
    strict_policy,
    widest_policy,
)
from newsroom.html.tree import inner_html, parse_html
from tests.model import make_settings


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_strict_page_loads_its_own_site_only() -> None:
    assert render_policy(STRICT, meta=True) == (
        "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; "
        "form-action 'none'; img-src 'self'; manifest-src 'self'; media-src 'self'; "
        "style-src 'self'"
    )
    assert "; frame-ancestors 'none'; " in render_policy(STRICT)


def test_a_meta_upgrades_no_requests() -> None:
    secure = merge_policies(STRICT, HTTPS_ONLY)
    assert render_policy(secure).endswith("; upgrade-insecure-requests")
    assert render_policy(secure, meta=True) == render_policy(STRICT, meta=True)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("/images/a.png", "'self'"), ("a.png", "'self'"), ("", "'self'"),
        ("https://Other.example/a.png", "https://other.example"),
        ("http://other.example:8080/a.png", "http://other.example:8080"),
        ("https://user:word@other.example/a.png", "https://other.example"),
        ("//other.example/a.png", "other.example"),
        ("https://b\N{LATIN SMALL LETTER U WITH DIAERESIS}cher.example/",
         "https://xn--bcher-kva.example"),
        ("https://straße.example/a.png", "https://xn--strae-oqa.example"),
        ("https://☃.example/a.png", None), ("https://[::1]/a.png", None),
        ("data:image/png;base64,AA==", "data:"),
        ("javascript:alert(1)", None), ("mailto:a@example.org", None), ("http://[", None),
        ("https://other.example:port/", None), ("https://*/", None),
        ("https://a;script-src%20*/x.png", None), ("https://a 'unsafe-inline'/", None),
        ("https://a,b/", None), ("https://" + "x" * 64 + ".example/", None),
    ],
)  # fmt: skip
def test_the_source_that_allows_a_url(url: str, source: str | None) -> None:
    assert csp_source(url) == source


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Text.</p>", {}),
        ('<a href="https://other.example/">x</a>', {}),
        ('<img src="https://o.example/a.png">', {"img-src": {"https://o.example"}}),
        ('<img srcset="https://o.example/a.png 1x, https://p.example/b.png 2x">',
         {"img-src": {"https://o.example", "https://p.example"}}),
        ('<picture><source srcset="https://o.example/a.avif"></picture>',
         {"img-src": {"https://o.example"}}),
        ('<video poster="https://o.example/a.png"><source src="https://p.example/b.mp4"></video>',
         {"img-src": {"https://o.example"}, "media-src": {"https://p.example"}}),
        ('<audio src="https://o.example/a.mp3"></audio>', {"media-src": {"https://o.example"}}),
        ('<form action="https://o.example/join"></form>', {"form-action": {"https://o.example"}}),
        ('<form><input name=q></form>', {"form-action": {"'self'"}}),
    ],
)  # fmt: skip
def test_what_a_body_loads(html: str, expected: dict[str, set[str]]) -> None:
    assert required_policy(parse_html(html), active=False) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>a()</script>",
         {"script-src": {hashed("a()")}}),
        ('<script src="/chart.js"></script>',
         {"script-src": {"'self'"}}),
        ('<script src="https://o.example/a.js"></script>',
         {"script-src": {"https://o.example"}}),
        ("<style>p { color: red }</style>", {"style-src": {hashed("p { color: red }")}}),
        ('<p style="color: red">x</p>',
         {"style-src": {"'unsafe-hashes'", hashed("color: red")}}),
        ('<p onclick="a()">x</p>',
         {"script-src": {"'unsafe-hashes'", hashed("a()")}}),
        ('<iframe src="https://o.example/v"></iframe>', {"frame-src": {"https://o.example"}}),
        ('<iframe src="/chart.html"></iframe>',
         {"frame-src": {"'self'"}, "frame-ancestors": {"'self'"}}),
        ('<object data="/a.pdf"></object>', {"object-src": {"'self'"}}),
    ],
)  # fmt: skip
def test_what_active_content_needs(html: str, expected: dict[str, set[str]]) -> None:
    assert required_policy(parse_html(html), active=True) == expected


def test_policies_are_joined_and_none_gives_way() -> None:
    more = {"form-action": frozenset(["https://o.example"]), "img-src": frozenset(["data:"])}
    joined = merge_policies(STRICT, more)
    assert joined["form-action"] == {"https://o.example"}
    assert joined["img-src"] == {"'self'", "data:"}
    assert joined["base-uri"] == {"'none'"}


def test_a_header_names_schemes_where_there_would_be_many_origins() -> None:
    few = {"img-src": frozenset(f"https://{n}.example" for n in range(MOST_ORIGINS - 1))}
    many = {"img-src": frozenset(f"https://{n}.example" for n in range(400)) | {"data:"}}
    mixed = {"img-src": many["img-src"] | {"http://o.example"}}
    assert widest_policy([few])["img-src"] == few["img-src"] | {"'self'"}
    assert widest_policy([many])["img-src"] == {"'self'", "data:", "https:"}
    assert shorten_policy(mixed)["img-src"] == {"data:", "https:", "http:"}
    assert len(render_policy(widest_policy([many, mixed]))) < 2000


@pytest.mark.parametrize(
    "html",
    [
        "<script>a()</script>", '<script src="https://o.example/a.js"></script>',
        "<p onclick=a()>x</p>", "<style>p{}</style>", "<p style='color: red'>x</p>",
        '<iframe src="https://o.example/"></iframe>', '<object data="/a.pdf"></object>',
        '<embed src="/a.pdf">', '<link rel=stylesheet href="/a.css">',
        "<svg><script>a()</script></svg>", "<template><p onclick=a()></template>",
        "<svg><SCRIPT href='https://o.example/a.js' /></svg>",
    ],
)  # fmt: skip
def test_a_body_that_may_hold_nothing_active_allows_nothing_active(html: str) -> None:
    assert required_policy(parse_html(html), active=False) == {}
    assert required_policy(parse_html(html), active=True) != {}


@pytest.mark.parametrize(
    ("html", "plain", "dropped"),
    [
        ('<p style="color: red">x</p>', "<p>x</p>", ["color: red"]),
        ("<p class=a STYLE='x' id=b>x</p>", '<p class="a" id="b">x</p>', ["x"]),
        ("<p style=color:red>x</p>", "<p>x</p>", ["color:red"]),
        ("<svg><g style=x></g></svg>", "<svg><g></g></svg>", ["x"]),
        ('<p title="a style=b">x</p>', None, []),
        ('<p data-style="x">x</p>', None, []),
        ("<code>&lt;p style=x&gt;</code> style=x", None, []),
        ("<!-- <p style=x> -->", None, []),
    ],
)
def test_style_attributes_are_left_out(html: str, plain: str | None, dropped: list[str]) -> None:
    tree = parse_html(html)
    assert remove_styles(tree) == dropped
    assert inner_html(tree) == (plain or html)


@given(st.text(max_size=40))
def test_no_url_says_more_than_a_source(text: str) -> None:
    for url in (text, f"https://{text}/a.png", f"//{text}"):
        source = csp_source(url) or ""
        assert source.isascii()
        assert not set(source) & set(' ;,"\t\n')
        assert source.startswith("'") is (source == "'self'")


@pytest.mark.parametrize(
    ("production", "url", "upgrade"),
    [
        (True, "https://example.org", True),
        (True, "http://example.org", False),
        (False, "https://example.org", False),
    ],
)
def test_http_becomes_https_on_a_site_of_https(production: bool, url: str, upgrade: bool) -> None:
    policy = strict_policy(make_settings(url=url, production=production))
    assert ("upgrade-insecure-requests" in policy) is upgrade
