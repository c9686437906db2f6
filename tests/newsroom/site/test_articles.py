"""What articles and pages say of themselves."""

import pytest

from newsroom.site.articles import Entry
from tests.model import make_article, make_page, make_settings, make_site

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


def test_objects_that_refer_to_each_other_have_a_short_repr() -> None:
    article = make_article("a", authors=["Ada Writer"], tags=["AI"])
    article.tags[0].articles.append(article)
    site = make_site(articles=(article,))
    texts = [repr(value) for value in (article, article.tags[0], article.authors[0], site)]
    assert texts[:2] == ["Article('posts/a.md')", "Term('tag', 'AI')"]
    assert texts[2:] == ["Author('author', 'Ada Writer')", "Site('https://example.org/blog')"]
