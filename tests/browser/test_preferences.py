"""What readers ask of their browser: a dark page, less motion, paper."""

from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import ARTICLE, PAGES

pytestmark = pytest.mark.chromium


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2) of `rgb(…)`, 0 for black to 1 for white."""
    channels = [int(part) / 255 for part in color[4:-1].split(",")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
@pytest.mark.parametrize("path", ["blog/", ARTICLE])
def test_paper_and_ink_follow_the_scheme(visit: Open, path: str, scheme: str, dark: bool) -> None:
    page = visit(path, color_scheme=scheme).page
    style = "getComputedStyle(document.documentElement)"
    paper = luminance(page.evaluate(f"{style}.backgroundColor"))
    ink = luminance(page.evaluate(f"{style}.color"))
    assert (paper < 0.05, ink > 0.6) == (dark, dark)


@pytest.mark.parametrize(
    ("preference", "behavior"), [("reduce", "auto"), ("no-preference", "smooth")]
)
def test_scrolling_is_smooth_only_for_those_who_like_it(
    visit: Open, preference: str, behavior: str
) -> None:
    page = visit(ARTICLE, reduced_motion=preference).page
    style = "getComputedStyle(document.documentElement)"
    assert page.evaluate(f"{style}.scrollBehavior") == behavior
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("path", [ARTICLE, "blog/", "stress/tag/sixty/"])
def test_paper_shows_the_text_and_no_navigation(visit: Open, path: str) -> None:
    page = visit(path, color_scheme="dark").page
    page.emulate_media(media="print")
    visible: list[Any] = page.eval_on_selector_all(
        "nav, .skip-link, .follow, .related-posts, .feedback",
        "(all) => all.filter((e) => e.checkVisibility()).map((e) => e.outerHTML)",
    )
    assert visible == []
    assert page.locator("h1").first.is_visible()
    assert (
        luminance(page.evaluate("getComputedStyle(document.documentElement).backgroundColor")) == 1
    )


def test_every_kind_of_page_prints(visit: Open) -> None:
    assert visit(PAGES["stress: long words"]).page.pdf().startswith(b"%PDF")
