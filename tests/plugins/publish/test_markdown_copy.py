"""The copy of an article in Markdown: what the page says, in the words of the writer."""

import pytest

from plugins.publish.markdown_copy import absolute

PAGE = "https://x.example/blog/2025/05/a/"


@pytest.mark.parametrize(
    ("printed", "address"),
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
def test_an_address_stands_on_its_own(printed: str, address: str) -> None:
    assert absolute(printed, PAGE, "https://x.example") == address
