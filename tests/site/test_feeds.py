"""Feeds under other settings and of posts that are hard to put into one."""

import json
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.conftest import MakeSite, build_here


def set_feeds(site: Path, old: str, new: str) -> None:
    """Change the setting FEEDS of a site."""
    settings = site / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), encoding="utf-8")


def test_a_hub_is_named_in_every_feed(make_site: MakeSite) -> None:
    hub = "https://hub.example.org/"
    set_feeds(make_site(), '"hub": ""', f'"hub": "{hub}"')
    output = build_here()
    feeds = [feedparser.parse(path.read_bytes()) for path in output.rglob("*.atom.xml")]
    assert len(feeds) > 5
    for feed in feeds:
        assert [link.href for link in feed.feed.links if link.rel == "hub"] == [hub]
    feed = json.loads((output / "feeds/all.json").read_text(encoding="utf-8"))
    assert feed["hubs"] == [{"type": "WebSub", "url": hub}]


def test_without_posts_there_is_no_feed_and_no_link_to_one(make_site: MakeSite) -> None:
    set_feeds(make_site(), '"items": 20', '"items": 0')
    output = build_here()
    assert not list(output.rglob("feeds/*"))
    for page in output.rglob("*.html"):
        feed_links = BeautifulSoup(page.read_bytes(), "lxml").select('head link[href*="feeds/all"]')
        assert feed_links == []


HARD = """---
title: {title}
date: 2025-05-01
authors: [Ada Writer]
category: News
tags: [चिप्स]
slug: नमस्ते-{number}
---

{body}
"""


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("\"&lt;b&gt; & </b> ]]> <!-- 'q'\"", "A &#2; and &#xFFFE; in the first paragraph."),
        ('"A \\x02 and \\x92 from YAML"', "It\x92s \x07 here."),
        ("\u202eright to left\u202c \u200b\U0001f680 العربية", "中文 \ufffd"),
        ("{{ SITE.url }} {% raw %}", "{{ article }} {% include 'x' %}"),
    ],
)
def test_whatever_a_post_holds_its_feeds_can_be_read(
    make_site: MakeSite, title: str, body: str
) -> None:
    text = HARD.format(title=title if title[0] == '"' else f'"{title}"', body=body, number=1)
    output = (make_site({"content/posts/hard.md": text}), build_here())[1]
    page = BeautifulSoup(next(output.glob("2025/05/*/index.html")).read_bytes(), "lxml")
    assert page.h1 is not None
    for path in output.rglob("*.atom.xml"):
        etree.parse(str(path))
        feed = feedparser.parse(path.read_bytes(), resolve_relative_uris=False, sanitize_html=False)
        assert not feed.bozo
        assert [entry.link for entry in feed.entries if not entry.link.isascii()] == []
    entry = json.loads((output / "feeds/all.json").read_text(encoding="utf-8"))["items"][0]
    assert entry["title"] == page.h1.get_text()
    assert not set(entry["content_html"] + entry["summary"]) & {chr(n) for n in (2, 7, 0x92)}


@pytest.mark.parametrize(
    "iri", ["tag:blogger.com,1999:blog-1.post-2", "https://old.example/?p=1&q"]
)
def test_the_id_of_another_site_is_written_as_it_is(make_site: MakeSite, iri: str) -> None:
    keys = f'id: {iri}\ncorrections: [{{date: 2025-03-02, text: "T"}}]\n'
    head = f"---\ntitle: Moved\ndate: 2025-03-01\nauthors: [Ada Writer]\ncategory: News\n{keys}"
    make_site({
        "content/posts/moved.md": f"{head}---\nText.\n",
        "content/editions/2025-W09.yaml": f"- {iri}  # Moved\n",
    })  # fmt: skip
    output = build_here()
    entries = feedparser.parse((output / "feeds/all.atom.xml").read_bytes()).entries
    assert [entry.id for entry in entries if "Moved" in entry.title] == [iri]
    items = json.loads((output / "feeds/all.json").read_text(encoding="utf-8"))["items"]
    assert [item["id"] for item in items if "moved" in item["url"]] == [iri]
    corrections = feedparser.parse((output / "feeds/corrections.atom.xml").read_bytes()).entries
    (correction,) = [entry for entry in corrections if "Moved" in entry.title]
    assert correction.id.startswith("urn:uuid:")
    assert "/moved/" in (output / "editions/2025-w09/index.html").read_text(encoding="utf-8")
