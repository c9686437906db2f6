"""What aliases mean, and why some cannot be an address here."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.config.schema import Site
from newsroom.output.aliases import AliasError, file_of, old_address

URL = "2025/11/new/"


def site(url: str = "https://example.org/blog", *, production: bool = True) -> Site:
    return Site("S", "", url, "en", ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC), production)


@pytest.mark.parametrize(
    ("alias", "url", "address", "file"),
    [
        # A slug alone: the same folder.
        ("old", URL, "2025/11/old/", "2025/11/old/index.html"),
        ("old_one", "hi/2025/11/new/", "hi/2025/11/old_one/", "hi/2025/11/old_one/index.html"),
        ("पुराना", URL, "2025/11/पुराना/", "2025/11/पुराना/index.html"),
        ("old", "about/", "old/", "old/index.html"),
        # A path from the top of the site.
        ("/old/", URL, "old/", "old/index.html"),
        ("/old", URL, "old/", "old/index.html"),
        ("/old/index.html", URL, "old/", "old/index.html"),
        ("/2024/05/old.html", URL, "2024/05/old.html", "2024/05/old.html"),
        ("/old.htm", URL, "old.htm", "old.htm"),
        ("/old.php", URL, "old.php", "old.php/index.html"),
        ("/v1.5/old/", URL, "v1.5/old/", "v1.5/old/index.html"),
        ("/", URL, "", "index.html"),
        ("/old%20name%C3%A9/", URL, "old nameé/", "old nameé/index.html"),
        ("/a:b*/", URL, "a:b*/", "a:b*/index.html"),
        # A whole address on this site.
        ("https://example.org/blog/old/", URL, "old/", "old/index.html"),
        ("http://EXAMPLE.org/blog/old", URL, "old/", "old/index.html"),
        ("https://example.org/blog", URL, "", "index.html"),
    ],
)
def test_what_an_alias_means(alias: str, url: str, address: str, file: str) -> None:
    assert old_address(alias, url, site()) == address
    assert file_of(address) == file


@pytest.mark.parametrize(
    ("alias", "reason"),
    [
        ("/old/?p=1", "and what follows a ? or #"),
        ("/old/#a", "and what follows a ? or #"),
        ("old.html", "which is no path"),
        ("2024/05/old/", "which is no path"),
        ("two words", "which is no path"),
        ("", "which is no path"),
        ("/a\\b/", "which is no path"),
        ("/%00/", "which is no path"),
        ("/%0d%0aX: y/", "which is no path"),
        ("/%FF/", "which is no path"),
        ("/../old/", "and no page can be there"),
        ("/a/%2e%2e/old/", "and no page can be there"),
        ("/./old/", "and no page can be there"),
        ("/a//old/", "and no page can be there"),
        ("/a/%2F/old/", "and no page can be there"),
        ("/tag/x/page/3/", "which is where lists go on"),
        ("/" + "é" * 128, "which is longer than files can be named"),
        ("//example.org/old/", "which is no address of a page"),
        ("javascript:alert(1)", "which is no address of a page"),
        ("https:///old/", "which is no address of a page"),
        ("http://[/", "which is no address"),
        ("https://other.example/old/", "which is not on this site, https://example.org/blog"),
        ("https://example.org/old/", "which is not on this site"),
        ("https://example.org/blogs/old/", "which is not on this site"),
        ("https://example.org.evil.example/blog/old/", "which is not on this site"),
    ],
)  # fmt: skip
def test_why_an_alias_cannot_be_an_address(alias: str, reason: str) -> None:
    with pytest.raises(AliasError) as wrong:
        old_address(alias, URL, site())
    assert str(wrong.value).startswith(reason)


def test_here_no_host_is_known_and_every_one_may_be_that_of_the_site() -> None:
    here = site("http://127.0.0.1:8000", production=False)
    assert old_address("https://example.org/old/", URL, here) == "old/"


@given(st.text())
def test_an_address_never_leaves_the_site(alias: str) -> None:
    for written in (alias, f"/{alias}", f"https://example.org/blog/{alias}"):
        try:
            file = file_of(old_address(written, URL, site()))
        except AliasError:
            continue
        assert not file.startswith("/")
        assert {"", ".", ".."}.isdisjoint(file.split("/"))
        assert file.isprintable() or not any(ord(sign) < 32 for sign in file)
