"""The files of icons, and which of them a site brings itself."""

import json
from dataclasses import replace

import pytest

from newsroom.cards.palette import Palette
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.output.page_metadata import find_logo
from newsroom.site.lists import StaticFile, ThemeFile
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from plugins.publish.icons import build_manifest, declare_icons, name_icons
from tests.model import make_settings, make_site

MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'
ROOT_FILES = ["favicon.ico", "apple-touch-icon.png", "site.webmanifest"]


def site_with(**theme: bytes) -> Site:
    """A site with a mark and other files of the theme; `_` stands for a dot."""
    files = {name.replace("_", "."): data for name, data in theme.items()}
    files = {"favicon.svg": MARK, **files}
    return make_site(theme_files={path: ThemeFile(f"theme/{path}", d) for path, d in files.items()})


def contents(site: Site) -> dict[str, OutputFile]:
    """The files of icons by their URLs."""
    return {file.url: file for file in declare_icons(site)}


def test_all_icons_are_files_and_have_bytes() -> None:
    site = site_with()
    files = contents(site)
    icons = site.icons
    assert icons
    assert [*files] == [*ROOT_FILES, icons.small, icons.large, icons.mask]
    assert [file.kind for file in files.values()] == ["static"] * 3 + ["hashed"] * 3
    starts = {path: (file.data or bytes)()[:4] for path, file in files.items()}
    assert starts["favicon.ico"] == b"\0\0\1\0"
    assert {start for path, start in starts.items() if path.endswith(".png")} == {b"\x89PNG"}
    manifest = json.loads((files["site.webmanifest"].data or bytes)())
    assert {source["src"].removeprefix("/blog/") for source in manifest["icons"]} <= {*files}


def test_a_theme_without_a_mark_has_no_icons() -> None:
    site = make_site()
    assert contents(site) == {}
    assert site.icons is None
    assert find_logo(site) is None


def test_the_largest_icon_is_the_logo_of_a_theme_without_one() -> None:
    site = site_with()
    contents(site)
    logo = find_logo(site)
    assert logo
    assert site.icons
    assert logo.url == f"https://example.org/blog/{site.icons.large}"
    assert (logo.width, logo.height) == (512, 512)


def test_a_file_in_the_theme_replaces_an_icon() -> None:
    files = contents(site_with(favicon_ico=b"own"))
    assert (files["favicon.ico"].data or bytes)() == b"own"


def test_a_file_in_the_content_replaces_an_icon() -> None:
    site = site_with()
    site.static_files = (StaticFile("static/favicon.ico", "favicon.ico"),)
    assert "favicon.ico" not in contents(site)
    assert site.icons
    assert site.icons.favicon == "favicon.ico"


def test_the_names_follow_from_mark_and_paper() -> None:
    names = {name_icons(*values).large for values in ((MARK, "#fff"), (b"", "#fff"), (MARK, ""))}
    assert len(names) == 3


@pytest.mark.parametrize(("name", "short"), [("Gazette", "Gazette"), ("The Long Gazette", None)])
def test_a_manifest_names_the_site(name: str, short: str | None) -> None:
    settings = replace(make_settings(), name=name)
    manifest = build_manifest(settings, Palette(), name_icons(MARK, "#ffffff"))
    assert (manifest["name"], manifest.get("short_name")) == (name, short)
    assert (manifest["start_url"], manifest["scope"]) == ("/blog/", "/blog/")
    assert manifest["background_color"] == Palette().paper


def test_a_mark_that_cannot_be_drawn_is_an_error_of_its_file() -> None:
    site = make_site(theme_files={"favicon.svg": ThemeFile("x", b"<svg")})
    data = contents(site)["favicon.ico"].data
    assert data
    with pytest.raises(DiagnosticsError, match=r"theme/static/favicon\.svg"):
        data()
