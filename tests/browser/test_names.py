"""What a screen reader says: the accessibility tree of Chromium for headings, notes and tables."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Open

pytestmark = pytest.mark.chromium
ELEMENTS = "stress/2025/06/elements/"

Node = dict[str, Any]


@pytest.fixture(scope="module")
def nodes(browser: Browser, origin: str) -> list[Node]:
    """The nodes of the tree, in order, that are not ignored."""
    page = browser.new_page()
    page.goto(f"{origin}/{ELEMENTS}")
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    page.close()
    return [node for node in tree if not node["ignored"]]


def names(nodes: list[Node], role: str) -> list[str]:
    """The names of all nodes of one role."""
    return [node["name"]["value"] for node in nodes if node["role"]["value"] == role]


HEADINGS = [
    "Power & heat, <T> and AI1",  # with the number of its note
    "A heading that is a link",
    "A heading so long that it takes two or three lines on a telephone and two on a screen",
    "The fifth level",
    "The sixth level",
    "A tall blue field.",
]


def test_the_name_of_a_heading_is_its_text(nodes: list[Node]) -> None:
    assert [name for name in names(nodes, "heading") if name in HEADINGS] == HEADINGS


def test_the_link_to_a_heading_says_so(nodes: list[Node]) -> None:
    links = [name for name in names(nodes, "link") if name.startswith("Link to")]
    assert links == [f"Link to “{text.removesuffix('1')}”" for text in HEADINGS]


def test_every_link_of_the_contents_has_a_name(visit: Open) -> None:
    page = visit(ELEMENTS).page
    page.locator(".toc summary").click()
    listed = [HEADINGS[0].removesuffix("1"), HEADINGS[1], HEADINGS[-1]]
    assert page.locator(".toc a").all_inner_texts() == listed


def test_the_link_to_a_video_says_what_it_is_and_where_it_leads(nodes: list[Node]) -> None:
    links = [name for name in names(nodes, "link") if "ideo on" in name]
    assert links == [
        "A talk about chips, with a title that takes two lines on a telephone Video on YouTube",
        "A wide green field. Video on Vimeo",
        "on chips (video on YouTube)",
    ]


def test_notes_have_roles_and_names(nodes: list[Node]) -> None:
    assert names(nodes, "doc-endnotes") == ["Footnotes"]
    assert sorted(names(nodes, "doc-noteref")) == ["1", "Note 1", "Note 1", "Note 2"]
    back = "Back to the text, note"
    assert names(nodes, "doc-backlink") == [
        f"{back} 1",
        f"{back} 1 (2)",
        f"{back} 1 (3)",
        f"{back} 2",
    ]


def test_nothing_is_said_twice(nodes: list[Node]) -> None:
    pairs = [[node.get(key, {}).get("value") for key in ("name", "description")] for node in nodes]
    assert [name for name, description in pairs if name and name == description] == []


def test_a_keyboard_reaches_the_link_to_a_heading_and_follows_it(visit: Open) -> None:
    page = visit(ELEMENTS).page
    link = page.locator("#linked + .anchor")
    link.focus()
    assert link.evaluate("(e) => getComputedStyle(e).opacity") == "1"
    page.keyboard.press("Enter")
    assert page.url.endswith("#linked")
    assert page.evaluate("document.querySelector(':target').id") == "linked"
