"""The structured data of lists and pages, and where there is none."""

import shutil
from typing import Any

import pytest

from newsroom.output.page_metadata import ListPage
from plugins.enrich.structured_data import listed_page, plain_page, trail
from tests.conftest import MakeSite, build_here
from tests.markup import article, blocks, graph, read
from tests.newsroom.output.test_json_ld_article import SITE, URL, post
from tests.plugins.posts import post_text

HOME = {"@type": "WebSite", "@id": f"{URL}/#website", "name": "S", "url": f"{URL}/"}


def listed(number: int = 1, path: str = "tag/a/") -> ListPage:
    url = f"{URL}/{path}page/{number}/" if number > 1 else f"{URL}/{path}"
    return ListPage(url, f"{URL}/{path}", "A", "Words.", number)


@pytest.mark.parametrize(
    ("page", "above", "expected"),
    [
        (listed(), (), [("S", ""), ("A", "tag/a/")]),
        (listed(), [("Tags", "tags/")], [("S", ""), ("Tags", "tags/"), ("A", "tag/a/")]),
        (listed(2), (), [("S", ""), ("A", "tag/a/"), ("Page 2", "tag/a/page/2/")]),
        (listed(3, ""), (), [("S", ""), ("Page 3", "page/3/")]),
    ],
)
def test_the_way_to_a_page(page: ListPage, above: Any, expected: list[tuple[str, str]]) -> None:
    steps = trail(page, above, SITE)["itemListElement"]
    assert [(step["name"], step["item"]) for step in steps] == [
        (name, f"{URL}/{path}") for name, path in expected
    ]


def test_a_further_page_of_a_list_is_a_page_of_its_own() -> None:
    assert listed_page(listed(2), SITE) == {
        "@type": "CollectionPage",
        "@id": f"{URL}/tag/a/page/2/",
        "url": f"{URL}/tag/a/page/2/",
        "name": "A, page 2",
        "description": "Words.",
        "inLanguage": "en",
        "isPartOf": HOME,
    }


@pytest.mark.parametrize(
    ("slug", "kind"), [("about", "AboutPage"), ("contact", "ContactPage"), ("faq", "WebPage")]
)
def test_some_pages_have_a_type_of_their_own(slug: str, kind: str) -> None:
    found = plain_page(post(slug), SITE)
    assert (found["@type"], found["@id"], found["isPartOf"]) == (kind, f"{URL}/{slug}/", HOME)


def test_policies_are_named_where_their_pages_exist(make_site: MakeSite) -> None:
    make_site(
        {
            "content/pages/contact.md": None,
            "content/pages/ethics.md": "---\ntitle: Ethics\n---\n\nText.\n",
            "content/pages/masthead.md": "---\ntitle: Us\nstatus: hidden\n---\n\nText.\n",
            "content/pages/hindi.md": "---\ntitle: X\nslug: ownership\nlang: hi\n---\n\nText.\n",
        }
    )
    publisher = article(read(build_here() / "2025/01/first/index.html"))["publisher"]
    found = {key for key in publisher if key.endswith(("Policy", "Info")) or key == "masthead"}
    assert found == {"correctionsPolicy", "ethicsPolicy"}


def test_old_addresses_and_what_is_not_found_have_none(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post_text(title="A", more="aliases: [old]")})
    output = build_here()
    assert blocks(read(output / "2025/04/a/index.html")) != []
    for path in ("2025/04/old/index.html", "404.html"):
        assert blocks(read(output / path)) == []


def test_a_theme_without_a_logo_has_a_publisher_without_one(make_site: MakeSite) -> None:
    site = make_site()
    theme = (site / "theme").resolve()
    (site / "theme").unlink()
    shutil.copytree(theme, site / "theme")
    (site / "theme" / "static" / "logo.png").unlink()
    page = read(build_here() / "index.html")
    assert "logo" not in graph(page)[0]["publisher"]
    assert page.select('[property^="og:image"]') == []
