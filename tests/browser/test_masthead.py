"""The masthead: one line on every screen, with a menu on small ones that needs no script."""

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import ARTICLE

pytestmark = pytest.mark.chromium

SECTION = ".menu .sections a"


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
def test_it_is_one_line(visit: Open, width: int) -> None:
    page = visit("blog/", width=width).page
    assert page.evaluate("document.querySelector('.masthead').offsetHeight") < 80


def test_a_phone_has_a_menu_that_a_keyboard_opens_and_closes(visit: Open) -> None:
    page = visit(ARTICLE, width=390).page
    links, button = page.locator(SECTION), page.locator(".menu-button")
    assert not links.first.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert links.first.is_visible()
    box = page.locator(".menu").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.keyboard.press("Tab")
    assert links.first.evaluate("(link) => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not links.first.is_visible()
    assert button.evaluate("(button) => button === document.activeElement")


def test_a_desktop_shows_all_links(visit: Open) -> None:
    page = visit(ARTICLE, width=1280).page
    assert page.locator(SECTION).first.is_visible()
    assert not page.locator(".menu-button").is_visible()
