"""A kind of page that a project adds: the example of docs/extending.md, published and refused."""

import re
import shutil
from pathlib import Path

from lxml import etree

from newsroom.checks.parse.feed import parse_atom
from tests.conftest import AT_NOW, ROOT, Overlay, lay_out, run
from tests.posts import post_text

URL = "https://example.org/blog"
GUIDE = ROOT / "docs/extending.md"
SECTION = re.compile(r"^## A page, a feed, another file$(.*?)^## ", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = {
    "yaml": "content/glossary.yaml",
    "python": "glossary.py",
    "html": "theme/templates/glossary.html",
}
INVALID = """
- name: Token
  txt: A piece of a word.
  date: 2025-13-01
- name: Window
  text: What a model sees.
  date: 2025-05-01
- name: window
  text: The same again.
  date: 2025-05-01
"""


def lay_out_glossary(folder: Path, overlay: Overlay) -> Path:
    """The fixture site with a theme of its own, the files of the example, and one added line."""
    lay_out(folder, {})
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    section = SECTION.search(GUIDE.read_text(encoding="utf-8"))
    assert section
    files = {FILES[language]: text for language, text in BLOCK.findall(section[1])}
    assert sorted(files) == sorted(FILES.values())
    settings = (folder / "pelicanconf.py").read_text(encoding="utf-8")
    files["pelicanconf.py"] = settings.replace("PLUGINS = [\n", 'PLUGINS = [\n    "glossary",\n')
    for path, text in (files | dict(overlay)).items():
        (folder / path).write_text(str(text), encoding="utf-8")
    return folder


def test_pages_feed_and_sitemap_are_published(tmp_path: Path) -> None:
    link = "[tokens](/glossary/token/)"
    post = post_text("Linked", "summary: Of words.").replace("Text of", link)
    post = post.replace("News", "Practice")  # which needs no sources
    folder = lay_out_glossary(tmp_path, {"content/posts/linked.md": post})
    done = run("publish", folder=folder, environment=AT_NOW | {"SITEURL": URL})
    assert (done.returncode, done.stderr) == (0, "")  # with all checks of the built site
    pages = {name: (folder / f"output/{name}index.html").read_text(encoding="utf-8")
             for name in ("glossary/", "glossary/token/", "2025/04/linked/")}  # fmt: skip
    assert '<a href="/blog/glossary/token/">Token</a>' in pages["glossary/"]
    assert (
        '"name":"Glossary","item":"https://example.org/blog/glossary/"' in pages["glossary/token/"]
    )
    assert '<a href="/blog/glossary/token/">tokens</a>' in pages["2025/04/linked/"]
    path = "feeds/glossary.atom.xml"
    feed = parse_atom(path, etree.parse(folder / "output" / path).getroot())
    urls = [f"{URL}/glossary/{slug}/" for slug in ("context-window", "token")]
    assert (feed.title, feed.page) == ("Test Gazette: Glossary", f"{URL}/glossary/")
    assert [entry.url for entry in feed.entries] == urls
    sitemap = (folder / "output/sitemaps/pages.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?/glossary/.*?)</loc>\s*<lastmod>(.*?)T", sitemap)
    assert listed == [
        (f"{URL}/glossary/", "2025-06-01"), (urls[0], "2025-06-01"), (urls[1], "2025-05-01"),
    ]  # fmt: skip


def test_errors_have_their_lines(tmp_path: Path) -> None:
    page = "---\ntitle: Glossary\n---\n\nA page at the same URL.\n"
    overlay = {"content/glossary.yaml": INVALID, "content/pages/glossary.md": page}
    done = run("build", folder=lay_out_glossary(tmp_path, overlay), environment=AT_NOW)
    assert done.returncode == 1
    assert re.findall(r"^content/(.*?): error: .* \[(.*)\]$", done.stderr, re.MULTILINE) == [
        ("glossary.yaml:2", "data/invalid-file"),  # no text
        ("glossary.yaml:3", "data/invalid-file"),
        ("glossary.yaml:4", "data/invalid-file"),
        ("glossary.yaml:8", "url/conflict"),
        ("pages/glossary.md:1", "url/conflict"),
    ]
