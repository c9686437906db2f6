"""Pages with the script of the preview, and what makes a page another one."""

import re
from pathlib import Path

import pytest

from newsroom.preview.served_pages import (
    Fingerprint,
    add_script,
    allow_script,
    take_fingerprint,
)

PAGE = '<link rel="stylesheet" href="/a.css"><p>Text</p><img src="b.png">'
POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("", ""),
        ("img-src 'self'", "img-src 'self'"),
        (
            "default-src 'none'; style-src 'self'",
            "default-src 'none'; style-src 'self' 'nonce-N'; script-src 'nonce-N'; "
            "connect-src 'self'",
        ),
        (
            "script-src 'none'; connect-src 'self' https://a.example",
            "script-src 'nonce-N'; connect-src https://a.example 'self'",
        ),
        (
            "default-src 'self' 'unsafe-inline'",
            "default-src 'self' 'unsafe-inline'; script-src 'unsafe-inline' 'self'; "
            "style-src 'unsafe-inline' 'self'; connect-src 'unsafe-inline' 'self'",
        ),
        (
            "script-src 'self'; script-src-elem https://a.example",
            "script-src 'self'; script-src-elem https://a.example 'nonce-N'",
        ),
        ("SCRIPT-SRC 'sha256-x'; script-src *", "script-src 'sha256-x' 'nonce-N'"),
    ],
)
def test_a_policy_allows_the_script_and_nothing_else(policy: str, expected: str) -> None:
    assert allow_script(policy, "N") == expected


@pytest.mark.parametrize(
    "meta",
    [
        POLICY.format("default-src &#39;none&#39;"),
        "<META content=\"default-src 'none'\" HTTP-EQUIV=content-security-policy>",
    ],
)
def test_the_policy_of_a_page_gets_the_nonce_of_its_script(meta: str) -> None:
    html = add_script(f"<title>x</title>{meta}<p>y", Fingerprint("f"))
    nonce = re.findall(r'<script [^>]* nonce="([^"]+)"', html)[0]
    assert f"script-src &#x27;nonce-{nonce}&#x27;" in html
    assert html.startswith("<title>x</title><meta ")


def test_each_answer_has_another_nonce_and_other_elements_stay() -> None:
    html = '<meta charset="utf-8"><meta name="x" content="default-src"><p>'
    answers = {add_script(html, Fingerprint("f", ("/a.css", "/b.css"))) for _ in range(2)}
    assert len(answers) == 2
    assert all(answer.startswith(f"{html}<script ") for answer in answers)
    assert all('data-page="f" data-styles="/a.css /b.css"' in answer for answer in answers)


@pytest.mark.parametrize(
    ("html", "same_content"),
    [
        (PAGE.replace("/a.css", "/b.css"), True),
        (PAGE.replace('rel="stylesheet"', "REL='Stylesheet'"), True),
        (PAGE.replace("Text", "Other"), False),
        (PAGE.replace("stylesheet", "preload"), False),
    ],
)
def test_a_page_stays_the_same_but_for_style_sheets(
    tmp_path: Path, html: str, same_content: bool
) -> None:
    first, second = (take_fingerprint(text, tmp_path, "/x/") for text in (PAGE, html))
    assert (first.content == second.content) is same_content
    assert first.styles == ("/a.css",)


@pytest.mark.parametrize(
    ("source", "counts"),
    [
        ("b.png", True), ("/x/b.png", True), ("../x/b.png?y#z", True), ("/%78/b.png", True),
        ("c.png", False), ("https://a.example/x/b.png", False), ("../../x/b.png", True),
        ("data:image/png;base64,AA", False), ("//[", False), ("", False), ("/", False),
        ("/%00", False), ("a" * 5000, False),
    ],
)  # fmt: skip
def test_a_page_is_another_one_once_an_image_of_it_is(
    tmp_path: Path, source: str, counts: bool
) -> None:
    image = tmp_path / "x" / "b.png"
    image.parent.mkdir()
    contents = set()
    for data in (b"old", b"newer"):
        image.write_bytes(data)
        fingerprint = take_fingerprint(f'<img src="{source}">', tmp_path, "/x/")
        contents.add(fingerprint.content)
        assert [path for path, digest in fingerprint.files.items() if digest] == [
            "x/b.png"
        ] * counts
    assert len(contents) == 1 + counts


def test_a_missing_image_has_no_digest_until_it_is_there(tmp_path: Path) -> None:
    html = (
        '<img src="/b.png"><img src="https://a.example/c.png"><img src="data:image/png;base64,AA">'
    )
    fingerprints = [take_fingerprint(html, tmp_path, "/x/")]
    (tmp_path / "b.png").write_bytes(b"new")
    fingerprints.append(take_fingerprint(html, tmp_path, "/x/"))
    assert [bool(fingerprint.files["b.png"]) for fingerprint in fingerprints] == [False, True]
    assert all(len(fingerprint.files) == 1 for fingerprint in fingerprints)
    assert fingerprints[0].content != fingerprints[1].content


def test_a_page_names_the_files_that_it_shows() -> None:
    html = add_script("<p>", Fingerprint("f", files={'a"&.png': "1"}))
    assert 'data-files="{&quot;a\\&quot;&amp;.png&quot;: &quot;1&quot;}"' in html


def test_bytes_that_are_not_utf_8_are_kept(tmp_path: Path) -> None:
    html = b"<p>\xff</p>".decode("utf-8", "surrogateescape")
    page = add_script(html, take_fingerprint(html, tmp_path, "/"))
    assert page.encode("utf-8", "surrogateescape").startswith(b"<p>\xff</p>")
