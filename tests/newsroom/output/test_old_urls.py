"""The form of old URLs, as a value of ARTICLE_URL."""

from datetime import UTC, datetime

import pytest

from newsroom.output.old_urls import frequent_patterns, url_pattern

DATE = datetime(2014, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("/2014/05/05/one.html", "{date:%Y}/{date:%m}/{date:%d}/{slug}.html"),
        ("/blog/2014/05/one/", "blog/{date:%Y}/{date:%m}/{slug}/"),
        ("/blog/2014/05/one#part", "blog/{date:%Y}/{date:%m}/{slug}/"),
        ("/one/", "{slug}/"),
        ("/blog/2014-05-05-one", "blog/{date:%Y}-{date:%m}-{date:%d}-{slug}/"),
        ("/2014-05-06-one", ""),
        ("/posts/one", "posts/{slug}/"),
        ("/2014/05/06/one.html", ""),
        ("/2013/05/one/", ""),
        ("/2014/one.php", ""),
        ("/two/", ""),
        ("/", ""),
    ],
)
def test_the_pattern_gives_the_post_its_old_url(url: str, pattern: str) -> None:
    assert url_pattern(url, "one", DATE) == pattern


def test_only_a_frequent_form_counts() -> None:
    assert frequent_patterns(["/2014-05-05-two.html"] * 5, {"two": [DATE]})
    posts = {"one": [datetime(2013, 1, 2, tzinfo=UTC), DATE], "two": [DATE]}
    urls = ["/2014/one/", "/2014/two/", "/2014/two/#part", "/blog/one/", "/three/"]
    pattern = "{date:%Y}/{slug}/"
    assert frequent_patterns(urls, posts, least=3) == dict.fromkeys(urls[:3], pattern)
    assert frequent_patterns(urls, posts, least=4) == {}
