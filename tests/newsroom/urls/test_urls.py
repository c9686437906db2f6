"""URLs: what they lead to, and how machines write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.urls.urls import encode_url, is_internal, source_file


@pytest.mark.parametrize(
    ("address", "internal"),
    [
        ("", True), ("#a", True), ("?a", True), ("a.md", True), ("/a/", True), ("../a", True),
        ("//y.example/a", False), ("https://y.example/", False), ("mailto:a@b", False),
        ("javascript:x", False), ("http://[", False), ("tel:1", False),
    ],
)  # fmt: skip
def test_what_leads_into_this_site(address: str, internal: bool) -> None:
    assert is_internal(address) == internal


@pytest.mark.parametrize(
    ("address", "file"),
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
def test_the_file_that_an_address_means(address: str, file: str | None) -> None:
    assert source_file(address, "posts/2025") == file


@given(address=st.text(), folder=st.sampled_from(["", "posts", "posts/2025"]))
def test_no_address_means_a_file_outside_the_content(address: str, folder: str) -> None:
    file = source_file(address, folder)
    assert file is None or not file.startswith(("/", ".."))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://x.example/a-b_c.d~e/?q=1&r=2#f", "https://x.example/a-b_c.d~e/?q=1&r=2#f"),
        ("https://x.example/नमस/", "https://x.example/%E0%A4%A8%E0%A4%AE%E0%A4%B8/"),
        ("https://x.example/a%20b.png", "https://x.example/a%20b.png"),
        ("https://x.example/a b<c>.png", "https://x.example/a%20b%3Cc%3E.png"),
        ("https://bücher.example:8080/ü", "https://xn--bcher-kva.example:8080/%C3%BC"),
        ("/büro/", "/b%C3%BCro/"),
        ("", ""),
    ],
)
def test_an_address_for_machines_is_ascii(address: str, expected: str) -> None:
    assert encode_url(address) == expected
    assert encode_url(expected) == expected
