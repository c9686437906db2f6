"""Types of files by their names."""

import pytest

from tools.support.media_types import is_text, media_type


@pytest.mark.parametrize(
    ("suffix", "kind", "text"),
    [
        (".html", "text/html", True), (".svg", "image/svg+xml", True),
        (".json", "application/json", True), (".js", "text/javascript", True),
        (".woff2", "font/woff2", False), (".png", "image/png", False),
        (".unheard", "application/octet-stream", False), ("", "application/octet-stream", False),
    ],
)  # fmt: skip
def test_a_type_follows_from_the_ending(suffix: str, kind: str, *, text: bool) -> None:
    assert (media_type(suffix), is_text(kind)) == (kind, text)
