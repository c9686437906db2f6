"""URLs: which files they name, and how machines write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.urls import encode_url, is_internal, source_file


@pytest.mark.parametrize(
    ("url", "internal"),
    [
        ("", True), ("#a", True), ("?a", True), ("a.md", True), ("/a/", True), ("../a", True),
        ("//y.example/a", False), ("https://y.example/", False), ("mailto:a@b", False),
        ("javascript:x", False), ("http://[", False), ("tel:1", False),
    ],
)  # fmt: skip
def test_urls_of_this_site(url: str, internal: bool) -> None:
    assert is_internal(url) == internal


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("a.png", "posts/2025/a.png"), ("./a.png", "posts/2025/a.png"),
        ("../a.png", "posts/a.png"), ("../../images/a.png", "images/a.png"),
        ("/images/a.png", "images/a.png"), ("{static}/images/a.png", "images/a.png"),
        ("{filename}x.md", "posts/2025/x.md"), ("|filename|/x.md", "x.md"),
        ("{attach}a.png", "posts/2025/a.png"), ("a%20b.png", "posts/2025/a b.png"),
        ("x.md?q#f", "posts/2025/x.md"), ("/a/../b.md", "b.md"), ("é.png", "posts/2025/é.png"),
        ("../../../x", None), ("{static}../../../x", None), ("%2e%2e/%2e%2e/../x", None),
        ("", None), ("#f", None), ("?q", None), ("https://y.example/a.png", None),
        ("//y.example/a.png", None), ("{tag}AI", None), ("{other}a.png", None),
        ("mailto:a@b", None),
        ("{static}https://y.example/a.png", None),
    ],
)  # fmt: skip
def test_the_file_that_a_url_names(url: str, file: str | None) -> None:
    assert source_file(url, "posts/2025") == file


@given(url=st.text(), folder=st.sampled_from(["", "posts", "posts/2025"]))
def test_no_url_names_a_file_outside_the_content(url: str, folder: str) -> None:
    file = source_file(url, folder)
    assert file is None or not file.startswith(("/", ".."))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/a-b_c.d~e/?q=1&r=2#f", "https://x.example/a-b_c.d~e/?q=1&r=2#f"),
        ("https://x.example/नमस/", "https://x.example/%E0%A4%A8%E0%A4%AE%E0%A4%B8/"),
        ("https://x.example/a%20b.png", "https://x.example/a%20b.png"),
        ("https://x.example/a b<c>.png", "https://x.example/a%20b%3Cc%3E.png"),
        ("https://bücher.example:8080/ü", "https://xn--bcher-kva.example:8080/%C3%BC"),
        ("https://me@straße.example/p", "https://me@xn--strae-oqa.example/p"),
        ("/büro/", "/b%C3%BCro/"),
        ("", ""),
    ],
)
def test_an_encoded_url_is_ascii(url: str, expected: str) -> None:
    assert encode_url(url) == expected
    assert encode_url(expected) == expected


@pytest.mark.parametrize("url", ["https://☃.example/", "https://a..ü/", "https://℀.example/"])
def test_a_url_without_an_encoded_form_is_refused(url: str) -> None:
    with pytest.raises(InvalidUrlError):
        encode_url(url)
