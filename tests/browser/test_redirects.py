"""Old URLs redirect, and say so to those who stay."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Route

from tests.browser.conftest import Open
from tests.browser.test_every_page import ALL, STICKING_OUT, WIDTHS, violations

pytestmark = pytest.mark.chromium

NEW = "stress/2025/06/everything/"
OLD = ["stress/2025/06/every-thing/", "stress/2019/Old & “odd” name.html", "stress/समाचार/पुराना/"]


@pytest.mark.parametrize("path", OLD)
@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_url_redirects_to_the_new_one(
    visit: Open, origin: str, path: str, javascript: bool
) -> None:
    page = visit(path, javascript=javascript).page
    page.wait_for_url(f"{origin}/{NEW}")
    assert page.locator("h1").inner_text() == "Everything that “a post” & its <page> can hold"


def test_the_page_that_says_so_is_fit_to_read(visit: Open, origin: str) -> None:
    def stay(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"refresh"', '"none"'))

    page = visit("stress/").page
    page.route(f"{origin}/{OLD[0]}", stay)
    page.goto(f"{origin}/{OLD[0]}")
    page.unroute(f"{origin}/{OLD[0]}")
    assert page.locator("main a").get_attribute("href") == f"/{NEW}"
    page.evaluate("(script) => void eval(script)", AXE_SCRIPT)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, ALL) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(STICKING_OUT) == []
