"""Every copy in Markdown, turned into HTML again, against the page that it is a copy of."""

import re
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from tests.conftest import fixture_settings, pages_of

MD = fixture_settings()["MARKDOWN"]
MOVED = ".footnote, figcaption, .video-host"  # notes are at the end of either; a caption is a title
WIDTH = re.compile(r"(?<=-[0-9a-f]{10})-\d+\.\w+$")  # and format of a photograph
LINKS = ".anchor, .footnote-ref, .footnote-backref, .toc"  # links that are made, not written


def squeezed(tag: Tag) -> str:
    """The text of an element without spaces."""
    return "".join(tag.get_text().split())


def urls_of(tag: Tag, page: str) -> set[str]:
    """Absolute URLs of all links and images, a photograph being one in every width."""
    hrefs = {str(t.get("href") or t.get("src")) for t in tag.select("[href], [src]")}
    return {WIDTH.sub("", unquote(urljoin(page, href))) for href in hrefs}


@pytest.mark.parametrize("name", ["blog_output", "stress_output", "fixture_output"])
def test_a_copy_reads_as_its_page_does(name: str, request: pytest.FixtureRequest) -> None:
    output: Path = request.getfixturevalue(name)
    copies = sorted(output.rglob("*.md"))
    files = pages_of(output, "**/[0-9]*/[0-9]*/*/index.html")
    pages = [file for file in files if "page" not in file.parts]
    assert {copy.with_suffix(".html") for copy in copies} == set(pages)
    extensions = [*MD["extensions"], *MD["extension_configs"]]
    for copy in copies:
        page = BeautifulSoup(copy.with_suffix(".html").read_bytes(), "lxml")
        markdown = Markdown(
            extensions=extensions, extension_configs=MD["extension_configs"], output_format="html"
        )
        read = BeautifulSoup(markdown.convert(copy.read_text(encoding="utf-8")), "lxml")
        body, canonical = page.select_one(".article-body"), page.find("link", rel="canonical")
        assert isinstance(canonical, Tag)
        assert isinstance(body, Tag)
        assert read.h1 is not None
        assert page.h1 is not None
        here = str(canonical["href"])
        for link in (*body.select(LINKS), *read.select(LINKS)):
            link.decompose()
        bare = {url for url in urls_of(body, here) if url in read.get_text()}
        assert urls_of(body, here) <= urls_of(read, "") | bare
        assert [a for a in urls_of(read, "") if not re.match(r"https?://|mailto:", a)] == []
        for part in (*body.select(MOVED), *read.select(MOVED)):
            part.decompose()
        assert squeezed(read.h1) == squeezed(page.h1)
        marks = re.compile(r"\[[ x]?\]|~~|\(videoon\w+\)")  # what is an element on pages
        text = marks.sub("", squeezed(read))
        for formula in body.select("math.tex"):  # a copy has the TeX, which this converter changes
            formula.replace_with("\0")
        for piece in squeezed(body).split("\0"):
            assert piece in text
            text = text[text.index(piece) + len(piece) :]
