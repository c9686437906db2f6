"""Rules for prefetching."""

import json
import re
from urllib.parse import urlsplit

import pytest

from plugins.publish.headers import header_rules
from plugins.publish.speculation_rules import declare_rules, prefetch_rules
from tests.model import make_settings, make_site


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/blog"])
def test_rules_are_for_the_pages_of_the_site(url: str) -> None:
    (rule,) = json.loads(prefetch_rules(make_settings(url=url)))["prefetch"]
    patterns = [
        re.compile(re.escape(p).replace(r"\*", ".*")) for p in rule["where"]["href_matches"]
    ]
    base = urlsplit(url).path
    paths = {"/": True, "/2025/11/a/": True, "/feeds/all.atom.xml": False, "/images/a.png": False}
    for path, is_page in paths.items():
        assert any(pattern.fullmatch(base + path) for pattern in patterns) is is_page
    assert rule["eagerness"] == "moderate"


def test_the_header_names_the_file_of_the_site_where_there_is_one() -> None:
    site = make_site()
    (file,) = declare_rules(site)
    headers = header_rules(site.settings, "default-src 'none'", prefetch=True)[0][1]
    assert headers["Speculation-Rules"] == f'"/blog/{file.url}"'
    assert "Speculation-Rules" not in header_rules(site.settings, "default-src 'none'")[0][1]
