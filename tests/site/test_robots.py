"""Who may read the site by machine: the written file, read as RFC 9309 says."""

import re
from pathlib import Path
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import pytest

from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, build_here
from tests.plugins.publish.test_robots import CRAWLERS, GROUPS


def rules(text: str, crawler: str) -> list[tuple[str, str]]:
    """The rules for a product token: of all groups that name it, else of `*` (section 2.2.1)."""
    by_name: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    open_group = False
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.split("#")[0].partition(":"))
        if key.lower() == "user-agent":
            names = [*names, value.lower()] if open_group else [value.lower()]
            open_group = True
            by_name.setdefault(value.lower(), [])
        elif key.lower() in ("allow", "disallow"):
            open_group = False
            for name in names:
                by_name[name].append((key.lower(), value))
    return by_name.get(crawler.lower(), by_name.get("*", []))


def allowed(text: str, crawler: str, path: str) -> bool:
    """The longest rule that the path starts with counts, and `allow` of two (section 2.2.2)."""
    matches = [
        (len(value), key == "allow")
        for key, value in rules(text, crawler)
        if value and unquote(path).startswith(unquote(value))
    ]
    return max(matches)[1] if matches else True


def robots_of(make_site: MakeSite, policy: str = "", url: str = "https://example.org") -> str:
    """The file that a policy writes."""
    site = make_site()
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f'SITEURL = "{url}"\n' + (f"ROBOTS = {policy}\n" if policy else ""))
    return (build_here() / "robots.txt").read_text(encoding="utf-8")


# Policy; then whether each profile may read a post.
POLICIES = [
    ("", {"search": True, "previews": True, "answers": True, "training": False}),
    ("{}", {"search": True, "previews": True, "answers": True, "training": False}),
    ('{"training": "allow"}', dict.fromkeys(GROUPS, True)),
    (
        '{"answers": "disallow"}',
        {"search": True, "previews": True, "answers": False, "training": False},
    ),
    (
        '{"search": "disallow", "answers": "disallow", "training": "disallow"}',
        {"search": False, "previews": True, "answers": False, "training": False},
    ),
]


@pytest.mark.parametrize(("policy", "expected"), POLICIES)
def test_each_crawler_may_do_what_the_policy_says(
    make_site: MakeSite, policy: str, expected: dict[str, bool]
) -> None:
    text = robots_of(make_site, policy)
    old = RobotFileParser()  # reads tokens as parts of one another, which is not RFC 9309
    old.parse(text.splitlines())
    for crawler, profile in CRAWLERS:
        for name in (crawler, crawler.upper()):
            assert allowed(text, name, "/2025/01/first/") is expected[profile], (crawler, policy)
        assert old.can_fetch(crawler, "/2025/01/first/") is expected[profile], crawler
    assert allowed(text, "SomeOtherBot", "/2025/01/first/") is expected["search"]


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/blog"])
def test_the_sitemaps_are_named_and_there(make_site: MakeSite, url: str) -> None:
    lines = robots_of(make_site, url=url).splitlines()
    sitemaps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap")]
    assert sitemaps == [f"{url}/sitemap.xml", f"{url}/news-sitemap.xml"]
    for sitemap in sitemaps:
        assert (Path("output") / sitemap.removeprefix(f"{url}/")).is_file()


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://example.org/blog", "/blog/2025/01/first/"),
        ("https://example.org/büro", "/b%C3%BCro/2025/01/first/"),
    ],
)
def test_on_a_site_with_a_path_the_rules_are_for_that_path(
    make_site: MakeSite, url: str, inside: str
) -> None:
    text = robots_of(make_site, url=url)
    assert text.isascii()
    assert allowed(text, "GPTBot", inside) is False
    assert allowed(text, "GPTBot", "/shop/") is True
    assert allowed(text, "Googlebot", inside) is True


def test_the_file_is_plain_lines(make_site: MakeSite) -> None:
    text = robots_of(make_site)
    shape = re.compile(r"(# .+|(User-agent|Allow|Disallow|Sitemap): \S+|)")
    assert [line for line in text.split("\n") if not shape.fullmatch(line)] == []
    assert text.endswith("/news-sitemap.xml\n")
    assert len(text.encode()) < 500 * 1024  # what a crawler has to read, section 2.5


def test_pages_may_link_to_the_files_that_plugins_write(make_site: MakeSite) -> None:
    page = (
        "---\ntitle: About\n---\n\n[Rules](/robots.txt), [posts](/llms.txt), [all](/sitemap.xml).\n"
    )
    make_site({"content/pages/about.md": page})
    assert 'href="/robots.txt"' in (build_here() / "about/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["robots.txt", "llms.txt", "sitemap.xml", "news-sitemap.xml", "sitemaps/2025.xml"],
)
def test_no_other_file_may_have_their_url(make_site: MakeSite, name: str) -> None:
    make_site({f"content/static/{name}": "<mine/>"})
    with pytest.raises(UserError, match=rf"content/static/{name}: error: .* \[url/conflict\]"):
        build_here()
