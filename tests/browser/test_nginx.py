"""The blog on a real nginx, with the configuration that we print, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import Visit, leave, listen
from tests.browser.pages import ARTICLE
from tests.browser.test_content_policy import LOAD_ALL
from tests.browser.test_every_page import NOTE
from tests.nginx import nginx

pytestmark = pytest.mark.chromium

CACHE = "cache-control"
POLICY = "content-security-policy"


@pytest.fixture(scope="module")
def server(blog: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves the blog, under /blog/."""
    with nginx(blog, blog / "output", tmp_path_factory.mktemp("nginx")) as origin:
        yield origin


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what the policy stops."""
    page = browser.new_page()
    page.add_init_script(NOTE)
    yield page
    page.close()


@pytest.mark.parametrize("path", ["blog/", ARTICLE, "blog/corrections/"])
def test_a_page_is_whole_under_its_policy(page: Page, server: str, path: str) -> None:
    leave(page)
    visit = Visit(page)
    stop: list[tuple[Page, Any, Any]] = list(listen(visit))
    answer = page.goto(f"{server}/{path}")
    assert answer
    assert "default-src 'none'" in answer.headers[POLICY]
    assert answer.headers["content-encoding"] == "gzip"
    assert "max-age=0" in answer.headers[CACHE]
    assert page.evaluate(LOAD_ALL) == []
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 50
    assert visit.complaints == []
    for _, event, listener in stop:
        page.remove_listener(event, listener)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_page_loads_its_files_as_it_was_loaded_itself(
    browser: Browser, server: str, scheme: str
) -> None:
    """Under the name of a host, for browsers upgrade no requests to loopback."""
    page, urls = browser.new_page(), []

    def answer(route: Route) -> None:
        urls.append(urlsplit(route.request.url))
        proxy = {"X-Forwarded-Proto": scheme}
        route.fulfill(response=page.request.get(f"{server}{urls[-1].path}", headers=proxy))

    page.route("**/*", answer)
    page.goto(f"{scheme}://a-site.example/blog/")
    assert len(urls) > 2
    assert {address.scheme for address in urls} == {scheme}
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 50
    page.unroute_all(behavior="ignoreErrors")
    page.close()


def test_a_file_with_a_hash_may_be_kept_for_good(page: Page, server: str) -> None:
    page.goto(f"{server}/blog/")
    sheet = page.eval_on_selector("link[rel=stylesheet]", "(e) => e.href")
    answer = page.request.get(sheet)
    assert "immutable" in answer.headers[CACHE]
    assert answer.headers["content-type"] == "text/css; charset=utf-8"


def test_an_old_url_redirects(page: Page, server: str) -> None:
    answer = page.goto(f"{server}/blog/company/north-light/")
    assert answer
    before = answer.request.redirected_from
    assert before
    moved = before.response()
    assert moved
    assert moved.status == 301
    assert page.url == f"{server}/blog/company/borealis/"


@pytest.mark.parametrize("path", ["blog/no/such/page/", "blog/_headers", "blog/images/"])
def test_what_is_not_there_has_the_page_for_it(page: Page, server: str, path: str) -> None:
    answer = page.goto(f"{server}/{path}")
    assert answer
    assert answer.status == 404
    assert POLICY in answer.headers
    assert page.evaluate("document.styleSheets.length") == 1
    link = page.locator(".masthead a").first
    assert (link.get_attribute("href") or "").startswith("/blog/")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feeds/all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("feeds/all.json", "application/feed+json; charset=utf-8"),
        ("images/rack.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_files_come_as_what_they_are(page: Page, server: str, path: str, kind: str) -> None:
    answer = page.request.get(f"{server}/blog/{path}")
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_a_page_is_fetched_when_its_link_is_pointed_at(browser: Browser, server: str) -> None:
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    fetched: list[str] = []

    def note(event: dict[str, str]) -> None:
        if event["status"] == "Ready":
            fetched.append(event["prefetchUrl"])

    session.on("Preload.prefetchStatusUpdated", note)
    session.send("Preload.enable")
    answer = page.goto(f"{server}/blog/")
    assert answer
    rules = page.request.get(f"{server}{answer.headers['speculation-rules'].strip(chr(34))}")
    assert rules.headers["content-type"] == "application/speculationrules+json"
    link = page.locator("main h2 a").first
    link.hover()
    for _ in range(50):
        if fetched:
            break
        page.wait_for_timeout(100)
    assert fetched == [link.evaluate("(link) => link.href")]
    page.close()
