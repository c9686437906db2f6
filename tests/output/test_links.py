"""No link of a built site leads nowhere, and the checker finds what it is there to find."""

from pathlib import Path

import pytest

from tools.check import check, main, warnings

PAGE = (
    '<!doctype html><title>{title}</title><link rel="canonical" href="https://example.org/blog/">'
    "<h1>Heading</h1>{body}"
)


def write(folder: Path, body: str, title: str = "Title") -> Path:
    """A small good site with `body` in its front page."""
    (folder / "other").mkdir()
    other = PAGE.format(title="Other", body='<p id="part">Text</p>')
    (folder / "other" / "index.html").write_text(other, encoding="utf-8")
    (folder / "a.png").touch()
    (folder / "index.html").write_text(PAGE.format(title=title, body=body), encoding="utf-8")
    return folder


def test_the_built_sites_have_no_mistakes(real_output: Path, stress_output: Path) -> None:
    assert check(real_output) == []
    assert check(stress_output) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<a href="/blog/other/">x</a><a href="other/">x</a><a href="other/index.html">x</a>',
        '<a href="/blog/other/#part">x</a><a href="/blog/other/?q=1#part">x</a>',
        '<a href="https://example.org/blog/other/#part">x</a><a href="https://example.com/">x</a>',
        '<a href="mailto:a@example.org">x</a><a href="a.png#x">x</a>',
        '<p id="é"><a href="#%C3%A9">x</a>',
        '<img src="a.png" alt=""><img src="data:image/png;base64,AA==" alt="x">',
        '<meta http-equiv="Refresh" content="0; url=/blog/other/">',
    ],
)
def test_a_good_page_has_no_mistakes(tmp_path: Path, body: str) -> None:
    assert check(write(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<h1>Two</h1>", "the page has 2 h1 headings; it needs one"),
        ('<p id="x"><p id="x"><p id="x">', 'the id "x" stands 3 times'),
        ('<img src="a.png">', 'the picture "a.png" has no alt attribute'),
        ('<a href="/other/">x</a>', '"/other/" leads out of the site'),
        ('<a href="../other/">x</a>', '"../other/" leads out of the site'),
        ('<a href="gone/">x</a>', '"gone/" leads nowhere'),
        ('<a href="/blog/other">x</a>', '"/blog/other" leads nowhere'),
        (
            '<a href="https://example.org/blog/gone/">x</a>',
            '"https://example.org/blog/gone/" leads nowhere',
        ),
        ('<img src="gone.png" alt="x">', '"gone.png" leads nowhere'),
        ('<a href="#gone">x</a>', '"#gone" leads to a page without that anchor'),
        ('<a href="other/#gone">x</a>', '"other/#gone" leads to a page without that anchor'),
        ('<object data="gone.pdf"></object>', '"gone.pdf" leads nowhere'),
        (
            '<meta http-equiv="refresh" content="0; url=/blog/gone/">',
            '"/blog/gone/" leads nowhere',
        ),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(tmp_path: Path, body: str, sentence: str) -> None:
    assert check(write(tmp_path, body)) == [f"{tmp_path}/index.html: {sentence}"]


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<script src="https://example.com/a.js"></script>', "https://example.com/a.js"),
        ('<link rel="stylesheet" href="//example.com/a.css">', "//example.com/a.css"),
        (
            '<img src="a.png" srcset="https://example.com/a.png 2x" alt="x">',
            "https://example.com/a.png",
        ),
        ('<video poster="https://example.com/a.png"></video>', "https://example.com/a.png"),
    ],
)
def test_what_comes_from_another_site_is_a_warning(tmp_path: Path, body: str, address: str) -> None:
    folder = write(tmp_path, body)
    sentence = f'warning: "{address}" is fetched from another site'
    assert (check(folder), warnings(folder)) == ([], [f"{tmp_path}/index.html: {sentence}"])


def test_a_page_needs_a_title(tmp_path: Path) -> None:
    assert check(write(tmp_path, "", " ")) == [f"{tmp_path}/index.html: the page has no title"]


def test_one_title_twice_is_a_warning(tmp_path: Path) -> None:
    folder = write(tmp_path, "", "Other")
    sentence = 'other/index.html: warning: the title "Other" is that of index.html too'
    assert (check(folder), warnings(folder)) == ([], [f"{tmp_path}/{sentence}"])


def test_a_page_that_search_engines_leave_out_may_share_its_title(tmp_path: Path) -> None:
    assert warnings(write(tmp_path, '<meta name="robots" content="noindex">', "Other")) == []


def test_a_page_without_a_heading_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>Title</title>", encoding="utf-8")
    assert check(tmp_path) == [f"{tmp_path}/index.html: the page has 0 h1 headings; it needs one"]


def test_the_command_counts_mistakes_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "index.html is missing; build the site first" in capsys.readouterr().err
    assert main([str(write(tmp_path, '<a href="gone/">x</a>'))]) == 1
    assert f"1 mistake in {tmp_path}/" in capsys.readouterr().err
    (tmp_path / "index.html").write_text(PAGE.format(title="Title", body=""), encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"checked {tmp_path}/: no mistakes\n"
