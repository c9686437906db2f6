"""The file of a feed, whatever its entries are of."""

from datetime import timedelta

from newsroom.output.atom import feed_file
from newsroom.output.feed_entries import page_entry
from newsroom.site.lists import Feed, FeedEntry
from tests.model import DAY, make_settings, make_site

SETTINGS = make_settings()
FEED = Feed("feeds/words.atom.xml", "words/", "Words")


def make_entries() -> list[FeedEntry]:
    """Two entries of pages; the second one is newer."""
    return [
        page_entry(f"words/{name}/", name, f"<p>{name}</p>", DAY + timedelta(days), SETTINGS)
        for days, name in enumerate("ab")
    ]


def test_the_template_gets_rendered_entries_when_the_file_is_written() -> None:
    rendered: list[str] = []

    def render(name: str, values: object, language: str = "") -> str:
        rendered.append(name)
        return name

    site = make_site(render=render)
    file = feed_file(site, FEED, make_entries)
    assert (file.url, file.kind, file.template, rendered) == (FEED.url, "feed", "feed", [])
    values = file.values()
    assert list(values["entries"]) == ["parts/feed_entry.xml"] * 2  # type: ignore[call-overload]
    assert values["updated"] == make_entries()[1].updated


def test_plugins_can_render_entries_once_for_several_feeds() -> None:
    file = feed_file(make_site(), FEED, make_entries, lambda entry: entry.content)
    entries = list(file.values()["entries"])  # type: ignore[call-overload]
    assert entries == ["<p>a</p>", "<p>b</p>"]


def test_entries_of_pages_have_ids_of_their_own() -> None:
    first, second = make_entries()
    assert first.id.startswith("urn:uuid:")
    assert first.id != second.id
    assert first.url == f"{SETTINGS.url}/words/a/"
    assert first.authors == ((SETTINGS.name, f"{SETTINGS.url}/"),)
