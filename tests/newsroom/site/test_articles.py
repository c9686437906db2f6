"""What articles and pages say of themselves."""

import pytest

from newsroom.site.articles import Entry
from tests.model import make_article, make_page, make_settings

SETTINGS = make_settings()
OWN = f"{SETTINGS.url}/2025/05/é/"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (make_article(), True),
        (make_page(), True),
        (make_article(status="hidden"), False),
        (make_article(unpublished="draft"), False),
        (make_article("é", canonical=OWN), True),
        (make_article("é", canonical=OWN.replace("é", "%C3%A9")), True),
        (make_article(canonical="https://other.example/a/"), False),
    ],
)
def test_what_is_indexed(entry: Entry, expected: bool) -> None:
    assert entry.is_indexed(SETTINGS) is expected
