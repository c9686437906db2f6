"""A real browser under the policy: what is injected does not run, what is allowed does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.pages import ARTICLE
from tests.browser.test_every_page import NOTE
from tests.conftest import lay_out, run
from tests.headers import serving_with_headers

pytestmark = pytest.mark.chromium

LOAD_ALL = """async () => {
  const all = [...document.images]
  all.forEach((e) => (e.loading = "eager"))
  await Promise.allSettled(all.map((e) => e.decode()))
  return window.stopped ?? []
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what the policy stops."""
    page = browser.new_page()
    page.add_init_script(NOTE)
    yield page
    page.close()


def test_auditors_can_read_robots_txt_out_of_a_page(page: Page, origin: str) -> None:
    page.goto(f"{origin}/{ARTICLE}")
    status, text = page.evaluate(
        "fetch('/blog/robots.txt').then(async (answer) => [answer.status, await answer.text()])"
    )
    assert status == 200
    assert "Sitemap: " in text


def test_data_is_no_script_to_stop(page: Page, origin: str) -> None:
    page.goto(f"{origin}/{ARTICLE}")
    headline, title = page.evaluate(
        "() => [JSON.parse(document.querySelector('script').text)['@graph'][0].headline,"
        " document.querySelector('h1').textContent]"
    )
    assert headline == title
    assert page.evaluate("window.stopped ?? []") == []


def test_nothing_of_an_image_is_stopped(page: Page, origin: str) -> None:
    answer = page.goto(f"{origin}/blog/images/rack.svg")
    assert answer
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert page.evaluate("window.stopped ?? []") == []


INJECTED = """<script>window.ran = "script"</script>
<script src="/blog/injected.js"></script>
<img src="data:," alt="" onerror="window.ran = 'handler'">
<a id="link" href="javascript:window.ran = 'link'">x</a>
<iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
<object data="data:text/html,<script>parent.ran = 1</script>"></object>
<base href="https://other.example/">
<style>h1 { color: rgb(1, 2, 3) !important }</style>
<h2 id="styled" style="color: rgb(1, 2, 3)">x</h2>
<form id="form" action="https://other.example/"></form></main>"""


@pytest.mark.parametrize("said_by", ["header", "meta"])
def test_what_is_injected_does_not_run(page: Page, origin: str, said_by: str) -> None:
    def inject(route: Route) -> None:
        answer = route.fetch()
        headers = dict(answer.headers)
        body = answer.text().replace("</main>", INJECTED)
        if said_by == "meta":
            del headers["content-security-policy"]
        else:
            body = body.replace('http-equiv="Content-Security-Policy"', 'name="none"')
        route.fulfill(response=answer, headers=headers, body=body)

    url = f"{origin}/{ARTICLE}"
    script = "**/injected.js"
    page.route(url, inject)
    page.route(script, lambda route: route.fulfill(body="window.ran = 'file'"))
    page.goto(url)
    page.click("#link")
    page.evaluate("document.getElementById('form').submit()")
    page.wait_for_timeout(100)
    page.unroute(url)
    page.unroute(script)
    assert page.url == url
    assert page.evaluate("window.ran ?? null") is None
    assert page.evaluate("document.baseURI") == url
    for selector in ("h1", "#styled"):
        color = page.eval_on_selector(selector, "(e) => getComputedStyle(e).color")
        assert color != "rgb(1, 2, 3)"
    stopped = {line.split(" ")[0] for line in page.evaluate("window.stopped")}
    assert {"script-src-elem", "script-src-attr", "style-src-attr", "style-src-elem"} <= stopped
    assert {"base-uri", "form-action", "object-src"} <= stopped


def test_no_other_site_can_frame_a_page(page: Page, origin: str) -> None:
    page.goto("about:blank")
    page.set_content(f'<iframe src="{origin}/blog/"></iframe>')
    page.wait_for_timeout(300)
    frame = page.frames[1]
    assert "Test Gazette" not in frame.content()


CHART = """---
title: A chart that moves
date: 2025-04-01 09:00
authors: [Ada Writer]
category: News
---

![Seen elsewhere](https://images.example/a.svg)

<p id="chart" style="color: rgb(1, 2, 3)" onclick="this.dataset.clicked = 1">Figures.</p>

<style>#chart { border: 3px solid }</style>

<script>
const chart = document.getElementById("chart")
chart.dataset.drawn = "<a href='/about/'>" ; chart.dataset.more = 1 < 2
</script>
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


@pytest.fixture(scope="module")
def chart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a site with one post that may run scripts."""
    folder = lay_out(tmp_path_factory.mktemp("chart"), {"content/posts/chart.md": CHART})
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('ACTIVE_HTML = {"allow": ["posts/chart.md"]}\n')
    done = run("build", folder=folder)
    assert done.returncode == 0, done.stderr
    with serving_with_headers(folder / "output") as origin:
        yield origin


def test_what_a_post_may_run_runs(page: Page, chart: str) -> None:
    image_url = "https://images.example/a.svg"
    page.route(image_url, lambda route: route.fulfill(body=SVG, content_type="image/svg+xml"))
    page.goto(f"{chart}/2025/04/chart/")
    assert page.evaluate(LOAD_ALL) == []
    page.unroute(image_url)
    page.click("#chart")
    data, color, border, width = page.eval_on_selector(
        "#chart",
        "(e) => [{...e.dataset}, getComputedStyle(e).color, getComputedStyle(e).borderTopWidth,"
        " document.querySelector('.article-body img').naturalWidth]",
    )
    assert data == {"drawn": "<a href='/about/'>", "more": "true", "clicked": "1"}
    assert (color, border, width) == ("rgb(1, 2, 3)", "3px", 9)


def test_it_runs_on_no_other_page(page: Page, chart: str) -> None:
    script = CHART.split("<script>")[1].split("</script>", maxsplit=1)[0]
    url = f"{chart}/2025/01/first/"

    def inject(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace("</main>", f"<p id=chart></p><script>{script}</script></main>")
        route.fulfill(response=answer, body=body)

    page.route(url, inject)
    page.goto(url)
    page.unroute(url)
    assert page.eval_on_selector("#chart", "(e) => ({...e.dataset})") == {}
    assert page.evaluate("window.stopped") == ["script-src-elem inline"]
