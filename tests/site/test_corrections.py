"""One added correction changes what it has to, and nothing else; ids stay whatever changes."""

from pathlib import Path

import feedparser
import pytest

from tests.conftest import FIXTURES, MakeSite, build_here, build_in, built_once, lay_out

FIRST = (FIXTURES / "site/content/posts/first.md").read_text(encoding="utf-8")
LINE = "corrections: [{date: 2025-04-02, text: A name was wrong.}]\n---\n\n"
CORRECTED = FIRST.replace("---\n\n", LINE, 1)
PAGE = "2025/01/first/index.html"
FEED = "feeds/corrections.atom.xml"
# Every list that holds the post.
LISTS = {
    "index.html", "2025/index.html", "2025/01/index.html", "category/news/index.html",
    "tag/chips/index.html", "tag/power/index.html", "author/ada-writer/index.html",
}  # fmt: skip
FEEDS = {
    "feeds/all.atom.xml", "feeds/all.json", "feeds/category/news.atom.xml",
    "feeds/tag/chips.atom.xml", "feeds/tag/power.atom.xml", "feeds/author/ada-writer.atom.xml",
}  # fmt: skip
# Its copy, and when all the above changed.
COPIES = {
    "2025/01/first/index.md", "sitemap.xml", "sitemaps/2025.xml", "sitemaps/pages.xml"
}  # fmt: skip


Files = dict[str, bytes]


def contents(folder: Path) -> Files:
    """The files of a built site by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(before: Files, after: Files) -> set[str]:
    """The files that only one build has, or that differ."""
    return {path for path in before | after if before.get(path) != after.get(path)}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """The files of the fixture site, and with one line more: a correction of a post."""
    site = lay_out(tmp_path_factory.mktemp("corrections"), {})
    before = contents(build_in(site))
    (site / "content/posts/first.md").write_text(CORRECTED, encoding="utf-8")
    return before, contents(build_in(site))


def test_one_line_changes_the_post_its_lists_its_feeds_and_the_corrections(
    builds: tuple[Files, Files],
) -> None:
    assert changed(*builds) == {PAGE, "corrections/index.html", FEED, *LISTS, *FEEDS, *COPIES}


@pytest.mark.parametrize("name", sorted(FEEDS - {"feeds/all.json"}))
def test_in_a_feed_title_and_updated_of_that_entry_change_and_ids_stay(
    builds: tuple[Files, Files], name: str
) -> None:
    before, after = (feedparser.parse(files[name]) for files in builds)
    assert (after.feed.id, [e.id for e in after.entries]) == (
        before.feed.id, [e.id for e in before.entries]
    )  # fmt: skip
    pairs = zip(before.entries, after.entries, strict=True)
    (entry,) = [new for old, new in pairs if old != new]
    assert (entry.title, entry.published, entry.updated[:19]) == (
        "Corrected: The first post", "2025-01-10T09:00:00+05:30", "2025-04-02T00:00:00"
    )  # fmt: skip
    assert after.feed.updated == entry.updated
    assert "A name was wrong." in entry.content[0].value


def test_a_repaired_text_keeps_the_id_of_its_correction(make_site: MakeSite) -> None:
    site = make_site({"content/posts/first.md": CORRECTED})
    before = feedparser.parse((build_here() / FEED).read_bytes())
    repaired = CORRECTED.replace("A name was wrong.", "The name of a chip was wrong.")
    (site / "content/posts/first.md").write_text(repaired, encoding="utf-8")
    after = feedparser.parse((build_here() / FEED).read_bytes())
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert after.entries[0].content != before.entries[0].content


@pytest.fixture(scope="module")
def ids_before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The ids of the feeds of the fixture site."""
    return ids(built_once(tmp_path_factory, "fixture", lambda f: build_in(lay_out(f, {}))))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/posts/first.md", "The first post", "Another title"),
        ("content/posts/first.md", "2025-01-10 09:00", "2024-06-10 10:00"),
        ("content/posts/first.md", "\ncategory:", "\nslug: renamed\ncategory:"),
        ("content/posts/first.md", "chips", "power"),
        ("pelicanconf.py", 'SITEURL = "http://127.0.0.1:8000"', 'SITEURL = "https://x.example"'),
        ("pelicanconf.py", 'SITENAME = "Test Gazette"', 'SITENAME = "Another name"'),
        ("pelicanconf.py", 'TIMEZONE = "Asia/Kolkata"', 'TIMEZONE = "UTC"'),
    ],
)
def test_ids_stay_when_title_date_slug_text_or_domain_change(
    make_site: MakeSite, ids_before: dict[str, set[str]], file: str, old: str, new: str
) -> None:
    site = make_site()
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new), encoding="utf-8")
    assert ids(build_here()) == ids_before


def ids(output: Path) -> dict[str, set[str]]:
    """The ids of each feed and its entries, by path."""
    feeds = {path: feedparser.parse(path.read_bytes()) for path in output.rglob("*.atom.xml")}
    return {
        path.relative_to(output).as_posix(): {feed.feed.id, *(entry.id for entry in feed.entries)}
        for path, feed in feeds.items()
    }


def test_a_file_that_names_its_id_can_be_moved(make_site: MakeSite) -> None:
    site = make_site()
    output = build_here()
    before, entry = ids(output)["feeds/all.atom.xml"], entry_id(output, "Plain head")
    file = site / "content/posts/third.md"
    text = file.read_text(encoding="utf-8")
    (site / "content/posts/2025").mkdir()
    file.rename(site / "content/posts/2025/moved.md")
    assert ids(build_here())["feeds/all.atom.xml"] != before
    text = f"Id: {entry.removeprefix('urn:uuid:')}\n{text}"
    (site / "content/posts/2025/moved.md").write_text(text, encoding="utf-8")
    assert ids(build_here())["feeds/all.atom.xml"] == before


def entry_id(output: Path, title: str) -> str:
    """The id of the entry with a title."""
    entries = feedparser.parse((output / "feeds/all.atom.xml").read_bytes()).entries
    return next(str(entry.id) for entry in entries if entry.title == title)


def test_corrections_without_a_page_are_a_warning(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    make_site({"content/pages/corrections.md": None})
    build_here()
    assert (
        "content/pages/corrections.md:1: warning: missing page `corrections` to list corrections; "
        "add this file [correction/missing-page]\n"
    ) in capfd.readouterr().err
