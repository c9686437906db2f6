"""Filters of the templates."""

import pytest

from plugins.read.template_filters import join_url


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("2025/11/x/", "", "/2025/11/x/"),
        ("2025/11/x/", "/blog", "/blog/2025/11/x/"),
        ("/", "/blog", "/blog/"),
        ("", "", "/"),
        ("/about/", "https://example.org/blog", "https://example.org/blog/about/"),
    ],
)
def test_urls(path: str, base: str, expected: str) -> None:
    assert join_url(path, base) == expected
