"""The structured data of built pages: valid names, true values, and the same as readers see."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

from bs4 import BeautifulSoup
from PIL import Image

from tests.blog import PRINTED_ELSEWHERE
from tests.markup import article, blocks, file_at, graph, is_listed, marked_up, nodes, shown
from tests.output.conftest import Pages

# Every type that is used, with the properties of schema.org that it is used with.
THING = "name url sameAs description"
ORGANIZATION = """logo actionableFeedbackPolicy correctionsPolicy diversityPolicy ethicsPolicy
    masthead ownershipFundingInfo publishingPrinciples unnamedSourcesPolicy
    verificationFactCheckingPolicy"""
PAGE = f"{THING} inLanguage isPartOf"
SCHEMA = {
    "AboutPage": PAGE,
    "BreadcrumbList": "itemListElement",
    "CollectionPage": f"{PAGE} about",
    "ContactPage": PAGE,
    "CorrectionComment": "text datePublished url",
    "CreativeWork": THING,
    "CreativeWorkSeries": THING,
    "DigitalDocument": THING,
    "ImageObject": "url width height caption description creditText",
    "ListItem": "position name item",
    "NewsArticle": """identifier url mainEntityOfPage headline description image datePublished
        dateModified author publisher articleSection keywords inLanguage isAccessibleForFree
        citation correction backstory about mentions isBasedOn isPartOf position workTranslation
        translationOfWork""",
    "NewsMediaOrganization": f"{THING} {ORGANIZATION}",
    "Organization": THING,
    "Person": f"{THING} jobTitle image worksFor",
    "ProfilePage": f"{PAGE} mainEntity",
    "Report": THING,
    "ScholarlyArticle": THING,
    "Thing": THING,
    "WebPage": PAGE,
    "WebSite": f"{THING} inLanguage publisher",
}
ADDRESSES = ("@id", "url", "item", "isBasedOn")


def posts(pages: Pages, url: str) -> Iterator[tuple[str, BeautifulSoup]]:
    """Address and page of each post."""
    for path, page in pages.items():
        if page.select(".byline"):
            yield f"{url}/{path.removesuffix('index.html')}", page


def test_each_page_has_one_block_but_pages_that_lead_nowhere_or_on(pages: Pages) -> None:
    assert len(pages) > 60
    for path, page in pages.items():
        unlisted = not is_listed(page)
        assert len(blocks(page)) == (0 if unlisted else 1), path


def test_each_page_is_of_its_type(pages: Pages) -> None:
    for path, page in pages.items():
        if not blocks(page):
            continue
        (kind, *_), further = [node["@type"] for node in graph(page)], "/page/" in f"/{path}"
        expected = {
            "NewsArticle": bool(page.select(".byline")),
            "WebSite": path == "index.html",
            "ProfilePage": path.startswith("author/") and not further,
            "AboutPage": path == "about/index.html",
            "ContactPage": path == "contact/index.html",
            "WebPage": path == "corrections/index.html",
        }
        assert kind == next((name for name, is_it in expected.items() if is_it), "CollectionPage")


def test_every_name_is_one_of_schema_org(pages: Pages) -> None:
    for path, page in pages.items():
        for node in nodes([block["@graph"] for block in blocks(page)]):
            if set(node) != {"@id"}:  # a node that is told elsewhere
                allowed = {"@type", "@id", *SCHEMA[node["@type"]].split()}
                assert set(node) - allowed == set(), path


def test_nothing_is_empty_and_every_address_is_whole(pages: Pages) -> None:
    for node in chain.from_iterable(nodes(blocks(page)) for page in pages.values()):
        assert [key for key, value in node.items() if value in ("", None, [], {})] == []
        addresses = [node[key] for key in ADDRESSES if key in node] + node.get("sameAs", [])
        assert [url for url in addresses if not url.startswith(("https://", "http://"))] == []
        assert [url for url in addresses if not url.isascii()] == []
        for key in ("datePublished", "dateModified"):
            assert key not in node or datetime.fromisoformat(node[key]).utcoffset() is not None


def test_every_address_of_the_site_is_there(site: tuple[Path, str], pages: Pages) -> None:
    folder, url = site
    for node in chain.from_iterable(nodes(blocks(page)) for page in pages.values()):
        ours = [str(value) for value in node.values() if str(value).startswith(f"{url}/")]
        assert [address for address in ours if not file_at(folder, address, url).is_file()] == []


def test_a_post_says_to_machines_what_it_says_to_readers(
    site: tuple[Path, str], pages: Pages
) -> None:
    found = list(posts(pages, site[1]))
    assert len(found) >= 18
    for url, page in found:
        assert marked_up(page) == shown(page, url)
        assert article(page)["url"] == url
        assert article(page)["mainEntityOfPage"]["@id"] == url
        canonical = [str(link["href"]) for link in page.select('link[rel="canonical"]')]
        assert canonical == [PRINTED_ELSEWHERE.get(url, url)]


def test_pictures_are_as_large_as_they_claim(site: tuple[Path, str], pages: Pages) -> None:
    folder, url = site
    seen = 0
    for node in chain.from_iterable(nodes(blocks(page)) for page in pages.values()):
        if node.get("@type") == "ImageObject" and not node["url"].endswith(".svg"):
            with Image.open(file_at(folder, node["url"], url)) as picture:
                assert (node["width"], node["height"]) == picture.size
            seen += 1
    assert seen > 0


def test_the_publisher_has_a_logo_and_says_where_to_complain(pages: Pages) -> None:
    publisher = graph(pages["index.html"])[0]["publisher"]
    assert publisher["@type"] == "NewsMediaOrganization"
    assert publisher["name"] == "Test Gazette"
    assert min(publisher["logo"]["width"], publisher["logo"]["height"]) >= 112
    assert publisher["correctionsPolicy"].endswith("/corrections/")
    assert publisher["actionableFeedbackPolicy"].endswith("/contact/")
    publishers = [n for p in pages.values() for n in nodes(blocks(p)) if "logo" in n]
    assert [other for other in publishers if other != publisher] == []


def test_the_way_to_a_page_is_one_that_readers_can_go(site: tuple[Path, str], pages: Pages) -> None:
    for path, page in pages.items():
        ways = [n for n in nodes(blocks(page)) if n.get("@type") == "BreadcrumbList"]
        assert len(ways) == (1 if blocks(page) and path != "index.html" else 0)
        for way in ways:
            steps = [step["item"] for step in way["itemListElement"]]
            links = {
                str(a["href"])
                for a in page.select(
                    ".list-header .kicker a, .article-header .kicker a, a.wordmark"
                )
            }
            whole = {f"https://example.org{link}" for link in links}
            own = f"{site[1]}/{path.removesuffix('index.html')}"
            first = own.partition("page/")[0]
            assert steps[-1] == own
            assert [step for step in steps[:-1] if step not in {*whole, first}] == [], path
            assert [s["position"] for s in way["itemListElement"]] == list(range(1, len(steps) + 1))
