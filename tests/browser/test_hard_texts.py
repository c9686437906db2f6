"""Hard texts and injected scripts in every field of a post: nothing of them runs in a browser."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
# Parses pages, each a path and its HTML, in frames of one page; gives each that ran something, or
# has a handler or a URL that would. Frames that are used again, and that nobody lays out, take a
# fifth of the time that new ones take. One that redirects is used once.
OPEN = """async (pages) => {
  const idle = (window.idle ??= [])
  const add = () => {
    const frame = document.createElement("iframe")
    frame.hidden = true
    return document.body.appendChild(frame)
  }
  const open = ([path, html]) => new Promise((done) => {
    const frame = idle.pop() ?? add()
    const page = frame.contentDocument
    const ran = (frame.contentWindow.ran = [])
    page.open()
    frame.onload = () => done({path, frame, page, ran})
    page.write(html)
    page.close()
  })
  const look = ({path, frame, page, ran}) => {
    const every = [...page.querySelectorAll("*")]
    const handlers = every.flatMap((e) => [...e.attributes]).map((a) => a.name)
      .filter((name) => name.startsWith("on"))
    for (const e of every)
      for (const name of handlers)
        if (e.hasAttribute(name)) e.dispatchEvent(new Event(name.slice(2)))
    const schemes = every.flatMap((e) => [e.href, e.src, e.action, e.formAction])
      .filter((a) => /^(javascript|vbscript|data):/i.test(a))
    if (page.querySelector("[http-equiv=refresh i]")) frame.remove()
    else idle.push(frame)
    return [path, [...ran, ...handlers, ...schemes]]
  }
  const opened = await Promise.all(pages.map(open))
  return opened.map(look).filter(([path, active]) => active.length)
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
    with page_for_frames(browser, site[1]) as page:
        yield page


@contextmanager
def page_for_frames(browser: Browser, origin: str) -> Iterator[Page]:
    """An empty page of an origin that notes what runs in its frames."""
    page = browser.new_page()
    page.add_init_script(RAN)
    page.goto(f"{origin}/404.html")
    page.evaluate("document.body.replaceChildren()")
    yield page
    page.close()


def active_pages(page: Page, folder: Path, paths: Sequence[str]) -> list[tuple[str, list[str]]]:
    """What is active in each of the pages of a folder in which anything is."""
    rows = []
    for start in range(0, len(paths), FRAMES):
        part = paths[start : start + FRAMES]
        pages = [[path, (folder / path).read_text(encoding="utf-8")] for path in part]
        rows += [(path, active) for path, active in page.evaluate(OPEN, pages)]
    return rows


def test_what_would_run_is_noticed(page: Page, site: tuple[Path, str]) -> None:
    html = "<b onclick=alert(2)>x</b><a href='data:,'>x</a><script>alert(1)</script>"
    (site[0] / "control.html").write_text(html, encoding="utf-8")
    paths = ["404.html"] * FRAMES + ["control.html", "404.html"]
    assert active_pages(page, site[0], paths) == [("control.html", ["1", "2", "onclick", "data:,"])]


def test_nothing_runs(page: Page, site: tuple[Path, str]) -> None:
    folder, _ = site
    files = sorted(folder.glob("**/hard-*/index.html"))
    lists = ("tags", "authors", "archive", "corrections", "topics", "tag/shared", "topic/shared")
    files += [folder / name / "index.html" for name in lists]
    paths = [file.relative_to(folder).as_posix() for file in files if file.is_file()]
    assert len(paths) > 100
    assert active_pages(page, folder, paths) == []
