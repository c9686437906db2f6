"""The structured data of built pages: names of schema.org, types, the publisher, breadcrumbs.

Rules of `newsroom.checks` compare its values with what readers see.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup

from tests.blog import PRINTED_ELSEWHERE, URL
from tests.markup import article, blocks, graph, is_listed, nodes, read_once, text
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
CAPTIONS = ("figcaption", ".credit")


def posts(pages: Pages, url: str) -> Iterator[tuple[str, BeautifulSoup]]:
    """Yield URL and page of each post."""
    for path, page in pages.items():
        if page.select(".byline"):
            yield f"{url}/{path.removesuffix('index.html')}", page


def test_each_page_has_one_block_save_redirects_and_missing_pages(pages: Pages) -> None:
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
            if set(node) != {"@id"}:  # a node that is described elsewhere
                allowed = {"@type", "@id", *SCHEMA[node["@type"]].split()}
                assert set(node) - allowed == set(), path


def test_a_post_describes_its_image_its_making_and_its_section(
    site: tuple[Path, str], pages: Pages
) -> None:
    articles = [(url, page, article(page)) for url, page in posts(pages, site[1])]
    assert len(articles) >= 18
    for url, page, node in articles:
        assert node["mainEntityOfPage"]["@id"] == url
        section = graph(page)[1]["itemListElement"][1]
        links = [urljoin(url, str(a["href"])) for a in page.select(".article-header .kicker a")]
        assert [unquote(section["item"])] == [unquote(link) for link in links]
        made_with = text(page.select_one(".made-with")).removeprefix("How this was made: ")
        assert node.get("backstory", "") == made_with
        shared, *crops = node["image"]
        if "/cards/" in shared["url"]:
            assert (shared["width"], shared["height"], crops) == (1200, 630, [])
            assert shared["description"] == node["headline"]
            continue
        ratios = [round(image["width"] / image["height"], 1) for image in node["image"]]
        assert ratios == [1.8, 1.3, 1.0]
        for image in page.select(".lead-image img"):
            caption, credit = (text(page.select_one(f".lead-image {c}")) for c in CAPTIONS)
            assert node["image"][0]["description"] == image["alt"]
            assert node["image"][0].get("caption", "") == caption.removesuffix(credit).strip()


def test_a_post_published_elsewhere_first_has_that_canonical_url(blog_output: Path) -> None:
    ((url, original),) = PRINTED_ELSEWHERE.items()
    page = read_once(blog_output / url.removeprefix(f"{URL}/") / "index.html")
    assert [str(link["href"]) for link in page.select('link[rel="canonical"]')] == [original]


def test_the_publisher_has_a_logo_and_says_where_to_complain(pages: Pages) -> None:
    publisher = graph(pages["index.html"])[0]["publisher"]
    assert publisher["@type"] == "NewsMediaOrganization"
    assert publisher["name"] == "Test Gazette"
    assert min(publisher["logo"]["width"], publisher["logo"]["height"]) >= 112
    assert publisher["correctionsPolicy"].endswith("/corrections/")
    assert publisher["actionableFeedbackPolicy"].endswith("/contact/")
    publishers = [n for p in pages.values() for n in nodes(blocks(p)) if "logo" in n]
    assert [other for other in publishers if other != publisher] == []


def test_breadcrumbs_are_links_that_readers_see(site: tuple[Path, str], pages: Pages) -> None:
    for path, page in pages.items():
        trails = [n for n in nodes(blocks(page)) if n.get("@type") == "BreadcrumbList"]
        assert len(trails) == (1 if blocks(page) and path != "index.html" else 0)
        for trail in trails:
            steps = [step["item"] for step in trail["itemListElement"]]
            links = {
                str(a["href"])
                for a in page.select(
                    ".list-header .kicker a, .article-header .kicker a, a.wordmark"
                )
            }
            absolute = {f"https://example.org{link}" for link in links}
            first = f"{site[1]}/{path.removesuffix('index.html')}".partition("page/")[0]
            assert [step for step in steps[:-1] if step not in {*absolute, first}] == [], path
