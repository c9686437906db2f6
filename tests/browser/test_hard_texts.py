"""Hard texts and injected scripts in every field of a post: nothing of them runs in a browser."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import built_once
from tests.hard_texts import build_hard_texts
from tests.headers import serving_with_headers

pytestmark = pytest.mark.chromium

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
RAN = "window.alert = (what) => (window.ran ??= []).push(String(what))"
FRAMES = 20  # pages opened at a time
# Opens pages in frames; gives each that ran something, or has a handler or a URL that would.
OPEN = """async (urls) => {
  const open = (url) => new Promise((done) => {
    const frame = document.createElement("iframe")
    frame.onload = () => done(frame)
    frame.src = url
    document.body.append(frame)
  })
  const look = (frame) => {
    const every = [...frame.contentDocument.querySelectorAll("*")]
    const handlers = every.flatMap((e) => [...e.attributes]).map((a) => a.name)
      .filter((name) => name.startsWith("on"))
    for (const e of every)
      for (const name of handlers)
        if (e.hasAttribute(name)) e.dispatchEvent(new Event(name.slice(2)))
    const schemes = every.flatMap((e) => [e.href, e.src, e.action, e.formAction])
      .filter((a) => /^(javascript|vbscript|data):/i.test(a))
    const found = [...(frame.contentWindow.ran ?? []), ...handlers, ...schemes]
    return [frame.contentWindow.location.pathname, found]
  }
  document.body.replaceChildren()
  const frames = await Promise.all(urls.map(open))
  return frames.map(look).filter(([path, found]) => found.length)
}"""


def without_policy(output: Path, folder: Path) -> Path:
    """Copy a built site without its policy, so that nothing but its markup protects."""
    shutil.copytree(output, folder, ignore=shutil.ignore_patterns("_headers", "theme"))
    for file in folder.rglob("*.html"):
        text, count = POLICY.subn("", file.read_text(encoding="utf-8"))
        assert count == 1
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder and the origin of a site that sends no policy: only its markup protects."""
    output = built_once(tmp_path_factory, "hard-texts", build_hard_texts)
    folder = without_policy(output, tmp_path_factory.mktemp("hard-texts") / "output")
    with serving_with_headers(folder) as origin:
        yield folder, origin


@pytest.fixture(scope="module")
def page(browser: Browser, site: tuple[Path, str]) -> Iterator[Page]:
    """A page of the site, in which others are opened, that notes what runs."""
    page = browser.new_page()
    page.add_init_script(RAN)
    page.goto(f"{site[1]}/404.html")
    yield page
    page.close()


def test_what_would_run_is_noticed(page: Page, site: tuple[Path, str]) -> None:
    html = "<b onclick=alert(2)>x</b><a href='data:,'>x</a><script>alert(1)</script>"
    (site[0] / "control.html").write_text(html, encoding="utf-8")
    (row,) = page.evaluate(OPEN, [f"{site[1]}/control.html"])
    assert row == ["/control.html", ["1", "2", "onclick", "data:,"]]


def test_nothing_runs(page: Page, site: tuple[Path, str]) -> None:
    folder, origin = site
    files = sorted(folder.glob("**/hard-*/index.html"))
    lists = ("tags", "authors", "archive", "corrections", "topics", "tag/shared", "topic/shared")
    files += [folder / name / "index.html" for name in lists]
    urls = [f"{origin}/{file.relative_to(folder).as_posix()}" for file in files if file.is_file()]
    assert len(urls) > 100
    for start in range(0, len(urls), FRAMES):
        assert page.evaluate(OPEN, urls[start : start + FRAMES]) == []
