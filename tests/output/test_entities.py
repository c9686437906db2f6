"""The pages of entities: timelines, what they are named with, lists from A to Z."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.markup import read_once

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzentwurf"


def page(folder: Path, path: str) -> BeautifulSoup:
    """One page of a site."""
    return read_once(folder / path / "index.html")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    """The words of each element that matches."""
    return [" ".join(tag.get_text().split()) for tag in soup.select(selector)]


def test_a_post_links_to_the_hubs_there_are_and_names_the_rest(blog_output: Path) -> None:
    soup = page(blog_output, "2025/11/plant")
    assert texts(soup, ".entities :is(dt, dd)") == [
        "Companies", "Acme", "Borealis", "Cobalt", "People", "Dana Welder", "Eli Carter",
    ]  # fmt: skip
    links = {a.get_text(): str(a["href"]) for a in soup.select(".entities a")}
    assert links == {"Acme": "/blog/company/acme/", "Borealis": "/blog/company/borealis/"}


def test_a_hub_says_what_it_is_and_when_what_was_written(blog_output: Path) -> None:
    soup = page(blog_output, "topic/cooling")
    assert texts(soup, "h1, .list-header .kicker, .list-header .standfirst") == [
        "Topic", "Cooling", "How machines are kept from getting hot.",
    ]  # fmt: skip
    facts = "3 posts, the first on 10 March 2025 Follow by feed"
    assert texts(soup, ".list-header .list-facts") == [facts]
    assert texts(soup, ".timeline :is(h2, time, h3)")[:6] == [
        "2025", "20 November", "Gaps remain in the rules for warm water",
        "19 May", "Measure a pump with twenty lines of Python", "10 March",
    ]  # fmt: skip
    assert texts(soup, ".together li")[:2] == ["Borealis 2", "Acme 1"]


def test_posts_of_one_year_are_under_one_heading(stress_output: Path) -> None:
    soup = page(stress_output, "model/ren-gong-zhi-neng")
    assert texts(soup, ".timeline :is(h2, time)") == ["2025", "4 June", "3 June"]


def test_a_long_timeline_has_pages(stress_output: Path) -> None:
    first, second = (
        page(stress_output, "company/sixty"),
        page(stress_output, "company/sixty/page/2"),
    )
    assert (len(first.select(".event")), len(second.select(".event"))) == (48, 13)
    assert first.select(".together")
    assert not second.select(".together")
    for soup, path in ((first, "company/sixty/"), (second, "company/sixty/page/2/")):
        [canonical] = soup.select('link[rel="canonical"]')
        assert canonical["href"] == f"https://example.org/stress/{path}"


def test_entities_of_one_post_have_neither_page_nor_feed(blog_output: Path) -> None:
    for path in ("company/cobalt", "person", "people", "feeds/person"):
        assert not (blog_output / path).exists()
    assert not (blog_output / "feeds/company/cobalt.atom.xml").exists()


@pytest.mark.parametrize("plural", ["companies", "models", "topics"])
def test_a_list_from_a_to_z_names_every_hub_once(blog_output: Path, plural: str) -> None:
    soup = page(blog_output, plural)
    kind = {"companies": "company", "models": "model", "topics": "topic"}[plural]
    slugs = [file.parent.name for file in blog_output.glob(f"{kind}/*/index.html")]
    hubs = [
        slug for slug in sorted(slugs) if page(blog_output, f"{kind}/{slug}").select(".timeline")
    ]
    assert sorted(str(a["href"]) for a in soup.select(".entity-index a")) == [
        f"/blog/{kind}/{slug}/" for slug in hubs
    ]
    assert not soup.select(".letters"), "a page that is seen whole"


def test_names_stand_under_their_letters_in_any_script(stress_output: Path) -> None:
    soup = page(stress_output, "topics")
    assert texts(soup, ".entity-index h2") == ["0–9", "R", "ह"]
    assert texts(soup, ".entity-index li a") == ["#1", LONG, "हिन्दी"]


def test_lists_are_in_the_footer_where_they_exist(blog_output: Path, fixture_output: Path) -> None:
    def footer(folder: Path) -> set[str]:
        return {str(a["href"]) for a in page(folder, ".").select(".site-footer a")}

    assert {"/blog/companies/", "/blog/models/", "/blog/topics/"} <= footer(blog_output)
    assert "/blog/people/" not in footer(blog_output)
    assert not {href for href in footer(fixture_output) if "models" in href}
