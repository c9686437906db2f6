"""The copy of an article in Markdown: its URLs."""

import pytest

from plugins.publish.markdown_copy import make_url_absolute

PAGE = "https://x.example/blog/2025/05/a/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/blog/b/#c", "https://x.example/blog/b/#c"),
        ("/blog/नमस/", "https://x.example/blog/%E0%A4%A8%E0%A4%AE%E0%A4%B8/"),
        ("#c", f"{PAGE}#c"),
        ("?q", f"{PAGE}?q"),
        ("https://y.example/ü", "https://y.example/ü"),
        ("//y.example/", "//y.example/"),
        ("mailto:a@x.example", "mailto:a@x.example"),
    ],
)
def test_urls_are_made_absolute(url: str, expected: str) -> None:
    assert make_url_absolute(url, PAGE, "https://x.example") == expected
