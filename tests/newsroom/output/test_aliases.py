"""The paths that aliases mean, and why some are invalid."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.config.schema import Settings
from newsroom.output.aliases import AliasError, alias_path, page_file

URL = "2025/11/new/"


def settings(url: str = "https://example.org/blog", *, production: bool = True) -> Settings:
    return Settings(
        "S", "", url, "en", ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC), production
    )


@pytest.mark.parametrize(
    ("alias", "url", "path", "file"),
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
        # A URL with the host of this site.
        ("https://example.org/blog/old/", URL, "old/", "old/index.html"),
        ("http://EXAMPLE.org/blog/old", URL, "old/", "old/index.html"),
        ("http://ｅｘａｍｐｌｅ。org/blog/old", URL, "old/", "old/index.html"),
        ("https://example.org/blog", URL, "", "index.html"),
    ],
)
def test_what_an_alias_means(alias: str, url: str, path: str, file: str) -> None:
    assert alias_path(alias, url, settings()) == path
    assert page_file(path) == file


@pytest.mark.parametrize(
    ("alias", "reason"),
    [
        ("/old/?p=1", "redirects cannot depend on a query or fragment"),
        ("/old/#a", "redirects cannot depend on a query or fragment"),
        ("old.html", "not a path"),
        ("2024/05/old/", "not a path"),
        ("two words", "not a path"),
        ("", "not a path"),
        ("/a\\b/", "not a path"),
        ("/%00/", "not a path"),
        ("/%0d%0aX: y/", "not a path"),
        ("/%FF/", "not a path"),
        ("/../old/", "empty folder or . in the path"),
        ("/a/%2e%2e/old/", "empty folder or . in the path"),
        ("/./old/", "empty folder or . in the path"),
        ("/a//old/", "empty folder or . in the path"),
        ("/a/%2F/old/", "empty folder or . in the path"),
        ("/tag/x/page/3/", "path of a page of a list"),
        (f"/{'x/' * 1001}", "longer than 2,000 bytes"),
        ("/" + "é" * 128, "longer than file names can be"),
        ("//example.org/old/", "not the URL of a page"),
        ("javascript:alert(1)", "not the URL of a page"),
        ("https:///old/", "not the URL of a page"),
        ("http://[/", "invalid URL"),
        ("http://☃.example/", "invalid URL"),
        ("https://other.example/old/", "not on this site, https://example.org/blog"),
        ("https://example.org/old/", "not on this site"),
        ("https://example.org/blogs/old/", "not on this site"),
        ("https://example.org.evil.example/blog/old/", "not on this site"),
    ],
)  # fmt: skip
def test_why_an_alias_is_invalid(alias: str, reason: str) -> None:
    with pytest.raises(AliasError) as error:
        alias_path(alias, URL, settings())
    assert str(error.value).startswith(reason)


def test_without_production_every_host_may_be_that_of_the_site() -> None:
    here = settings("http://127.0.0.1:8000", production=False)
    assert alias_path("https://example.org/old/", URL, here) == "old/"


@given(st.text())
def test_a_path_never_leaves_the_site(alias: str) -> None:
    for value in (alias, f"/{alias}", f"https://example.org/blog/{alias}"):
        try:
            file = page_file(alias_path(value, URL, settings()))
        except AliasError:
            continue
        assert not file.startswith("/")
        assert {"", ".", ".."}.isdisjoint(file.split("/"))
        assert file.isprintable() or not any(ord(character) < 32 for character in file)
