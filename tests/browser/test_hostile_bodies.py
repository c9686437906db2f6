"""Whatever a guest writes, nothing runs in a browser, with the policy of the page and without."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from newsroom.html.csp import STRICT, merge_policies, render_policy, required_policy
from newsroom.html.tree import parse_html
from tests.hostile_bodies import hostile_bodies, published

pytestmark = pytest.mark.chromium

PAGE = "http://blog.example/2025/new/"
CLICK = """() => document.querySelectorAll("main a").forEach((link) => {
  if (/^javascript:/.test(link.protocol)) link.click()
})"""
SEEN = """() => ({
  hits: window.hits ?? 0,
  order: [...document.body.children].map((e) => e.tagName + e.id),
  active: [...document.querySelectorAll("main *")].filter((e) =>
    /^(script|style|iframe|frame|object|embed|link|meta|base|template|noscript)$/i.test(e.tagName)
    || [...e.attributes].some((a) => /^on/i.test(a.name))).map((e) => e.outerHTML),
})"""


def look(browser: Browser, html: str) -> dict[str, Any]:
    """Open a page, follow every link in it, and return what `SEEN` tells of it."""
    page = browser.new_page()
    page.add_init_script("window.hit = () => { window.hits = (window.hits ?? 0) + 1 }")
    page.route("**/*", lambda route: route.fulfill(status=404, body=""))
    answer = f"<!doctype html>{html}"
    page.route(PAGE, lambda route: route.fulfill(body=answer, content_type="text/html"))
    page.goto(PAGE)
    page.evaluate(CLICK)
    page.wait_for_timeout(100)  # a javascript: URL runs after the click
    state: dict[str, Any] = page.evaluate(SEEN)
    page.close()
    return state


@pytest.fixture(scope="module")
def bodies() -> list[str]:
    """The HTML of the bodies that are published."""
    results = (published(body) for body in hostile_bodies(600, "browser"))
    return [html for html in results if html]


@pytest.mark.parametrize("with_policy", [True, False])
def test_nothing_runs(browser: Browser, bodies: list[str], with_policy: bool) -> None:
    policies = [required_policy(parse_html(html), active=False) for html in bodies]
    policy = render_policy(merge_policies(STRICT, *policies), meta=True)
    assert "script-src" not in policy
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if with_policy else ""
    main = "".join(f"<main id=m{n}>{html}</main>" for n, html in enumerate(bodies))
    state = look(browser, f"<head>{meta}</head><body>{main}<footer></footer>")
    assert state["hits"] == 0
    assert state["active"] == []
    assert state["order"] == [*(f"MAINm{n}" for n in range(len(bodies))), "FOOTER"]


def test_a_hit_would_be_seen(browser: Browser) -> None:
    link = "<a href=javascript:hit()>x</a>"
    state = look(browser, f"<main><script>hit()</script><p onclick=x></p>{link}</main>")
    assert (state["hits"], len(state["active"])) == (2, 2)
