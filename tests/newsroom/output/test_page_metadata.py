"""Names, URLs and versions of pages, and the logo."""

from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import escape
from PIL import Image

from newsroom.images.formats import ImageError
from newsroom.output.page_metadata import (
    Logo,
    canonical_url,
    description_of,
    find_logo,
    indexed_versions,
    list_page,
)
from newsroom.site.lists import ThemeFile
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from tests.interface import WORDS
from tests.model import make_article, make_page, make_settings, make_site

SETTINGS = make_settings()
URL = SETTINGS.url


@pytest.mark.parametrize(
    ("file", "url", "first", "name"),
    [
        (OutputFile("", "list", ""), "", "", "“A” & <b>"),
        (OutputFile("page/2/", "list", "", first="", number=2), "page/2/", "", "“A” & <b>, page 2"),
        (OutputFile("tag/é/", "list", ""), "tag/%C3%A9/", "tag/%C3%A9/", "“A” & <b>"),
        (
            OutputFile("tag/page/page/11/", "list", "", first="tag/page/", number=11),
            "tag/page/page/11/", "tag/page/", "“A” & <b>, page 11",
        ),
    ],
)  # fmt: skip
def test_each_page_of_a_list_has_a_url(file: OutputFile, url: str, first: str, name: str) -> None:
    page = list_page(file, escape("“A” & <b>"), escape("It's &amp; words"), SETTINGS, WORDS)
    assert (page.url, page.first) == (f"{URL}/{url}", f"{URL}/{first}")
    assert (page.name, page.description) == (name, "It's &amp; words")


def site_with_logo(theme: Path) -> Site:
    """A site whose theme has a file `logo.png`."""
    site = make_site(theme_files={"logo.png": ThemeFile("theme/logo.1a2b.png", b"")})
    site.layout = replace(site.layout, theme=theme)
    (theme / "static").mkdir()
    return site


def test_the_logo_is_that_of_the_theme(tmp_path: Path) -> None:
    assert find_logo(make_site()) is None
    site = site_with_logo(tmp_path)
    Image.new("RGB", (6, 4)).save(tmp_path / "static/logo.png")
    assert find_logo(site) == Logo(f"{URL}/theme/logo.1a2b.png", 6, 4)


def test_a_logo_that_is_not_an_image_is_an_error(tmp_path: Path) -> None:
    site = site_with_logo(tmp_path)
    (tmp_path / "static/logo.png").write_text("text", encoding="utf-8")
    with pytest.raises(ImageError):
        find_logo(site)


def test_the_canonical_url() -> None:
    assert canonical_url(make_article(url="é/"), SETTINGS) == f"{URL}/%C3%A9/"
    syndicated = make_article(canonical="https://o.example/")
    assert canonical_url(syndicated, SETTINGS) == "https://o.example/"


def test_versions_are_those_that_are_indexed() -> None:
    english, hindi = make_article(), make_article(lang="hi")
    hidden = make_article(lang="mr", status="hidden")
    english.translations, hidden.translations = (hidden, hindi), (english, hindi)
    assert indexed_versions(english, SETTINGS) == (english, hindi)
    assert indexed_versions(hidden, SETTINGS) == ()
    assert indexed_versions(hindi, SETTINGS) == ()


def test_the_description_is_the_summary_else_the_first_paragraph_else_the_title() -> None:
    assert description_of(make_article(summary="Short.", html="<p>Text.</p>")) == "Short."
    assert description_of(make_article(html="<p>Text.</p>")) == "Text."
    assert description_of(make_page(title="About")) == "About"
