"""Structured data and link previews that do not say what their page shows."""

import json
from pathlib import Path

import pytest

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.rules.json_ld import is_name_of
from tests.newsroom.checks.good import DATES, POST, URL, block, reported

POSTS = "2025/06/post/index.html"
SECOND = "category/news/page/2/index.html"
HINDI = "hi/post/index.html"
OTHER = f"{URL}/hi/post/"
LATER = "2026-06-03T10:00:00+05:30"


def name_before(name: str, key: str) -> str:
    """A name as JSON has it, and the key after it."""
    return f'"name": {json.dumps(name)}, "{key}"'


# (file, a text in it, the text instead, all that is reported)
BREAKS = {
    # structured data
    "invalid JSON": (POSTS, '"@graph": [', '"@graph": [,',
        [f"json-ld/article {POSTS}", f"json-ld/invalid {POSTS}"]),
    "of no vocabulary": (POSTS, '"https://schema.org"', '"https://example.com"',
        [f"json-ld/article {POSTS}", f"json-ld/invalid {POSTS} @context, https://schema.org"]),
    "another headline": (POSTS, '"headline": "A ', '"headline": "The ',
        [f"json-ld/mismatch {POSTS} headline, The “post”, or: R&D"]),
    "another author": (POSTS, '"name": "Ada"', '"name": "Bob"',
        [f"json-ld/mismatch {POSTS} author, Bob"]),
    "another date": (POSTS, f'"datePublished": "{DATES["published"]}"',
        '"datePublished": "2025-06-01"',
        [f"json-ld/invalid-date {POSTS} datePublished, 2025-06-01",
         f"json-ld/mismatch {POSTS} datePublished, 2025-06-01"]),
    "another change": (POSTS, f'"dateModified": "{DATES["updated"]}"', f'"dateModified": "{LATER}"',
        [f"json-ld/mismatch {POSTS} dateModified, 2026-06-03T10:00:00+05:30"]),
    "another day in words": (POSTS, ">1 June 2025<", ">2 June 2025<",
        [f"page/date-mismatch {POSTS} 2 June 2025"]),
    "another section": (POSTS, '"articleSection": "News"', '"articleSection": "Old"',
        [f"json-ld/mismatch {POSTS} articleSection, Old"]),
    "another tag": (POSTS, '"keywords": ["Chips"]', '"keywords": ["Chips", "Power"]',
        [f"json-ld/mismatch {POSTS} keywords, Chips"]),
    "another source": (POSTS, '"url": "https://example.com/p"', '"url": "https://example.com/q"',
        [f"json-ld/mismatch {POSTS} citation, A paper"]),
    "another correction": (POSTS, '"text": "It was 40."', '"text": "It was 4."',
        [f'json-ld/mismatch {POSTS} correction, {DATES["updated"]}']),
    "no image": (POSTS, '"image": [', '"video": [',
        [f"json-ld/mismatch {POSTS} image, {URL}/a.png"]),
    "another size": (POSTS, '"width": 30', '"width": 60',
        [f"image/size {POSTS} {URL}/a.png"]),
    "an empty value": (POSTS, '"description": "What it is about"', '"description": ""',
        [f"json-ld/invalid {POSTS} description"]),
    "a node without a type": (POSTS, '"publisher": {', '"publisher": {"name": "Site", ',
        [f"json-ld/invalid {POSTS}"]),
    "breadcrumbs to nowhere": (POSTS, f'"item": "{URL}/"', f'"item": "{URL}/x/"',
        [f"json-ld/not-found {POSTS} {URL}/x/"]),
    "breadcrumbs to elsewhere": (POSTS, f'"item": "{POST}"', f'"item": "{URL}/"',
        [f"json-ld/breadcrumbs {POSTS} A “post”, or: R&D, Site",
         f"json-ld/breadcrumbs {POSTS} {URL}/"]),
    "breadcrumbs to another name": (POSTS, name_before("A “post”, or: R&D", "item"),
        name_before("The post", "item"),
        [f"json-ld/breadcrumbs {POSTS} The post, A “post”, or: R&D"]),
    "breadcrumbs past another name": (POSTS, name_before("Site", "item"),
        name_before("Home", "item"),
        [f"json-ld/breadcrumbs {POSTS} Home, Site"]),
    "another language": (POSTS, '"inLanguage": "en"', '"inLanguage": "hi"',
        [f"json-ld/mismatch {POSTS} inLanguage, hi"]),
    "another entity": (POSTS, '"name": "News", "url"', '"name": "Olds", "url"',
        [f"json-ld/mismatch {POSTS} about and mentions, A “chip”"]),
    "an entity that the page does not show": (POSTS, "<dd>A “chip”</dd>", "",
        [f"json-ld/mismatch {POSTS} about and mentions, A “chip”"]),
    "a relative URL": (POSTS, '"url": "https://example.com/p"', '"url": "p"',
        [f"json-ld/invalid-url {POSTS} url, p", f"json-ld/mismatch {POSTS} citation, A paper"]),
    "a URL that is not ASCII": (POSTS, '"description": "What it is about"',
        '"description": "What", "isBasedOn": "https://example.org/blog/\u00e9/"',
        [f"json-ld/invalid-url {POSTS} isBasedOn, https://example.org/blog/é/",
         f"json-ld/not-found {POSTS} https://example.org/blog/é/"]),
    "a URL of another site that is not ASCII": (POSTS, '"description": "What it is about"',
        '"description": "What", "isBasedOn": "https://example.com/\u00e9/"', []),
    "breadcrumbs miscounted": (POSTS, '"position": 2', '"position": 3',
        [f"json-ld/breadcrumbs {POSTS}"]),
    "an article without a byline": (POSTS, 'class="byline"', 'class="x"',
        [f"json-ld/article {POSTS}"]),
    "a post without an article": (POSTS, '"NewsArticle"', '"BlogPosting"',
        [f"json-ld/article {POSTS}"]),
    # cards
    "another og:title": (POSTS, 'og:title" content="A', 'og:title" content="The',
        [f"open-graph/mismatch {POSTS} og:title, The “post”, or: R&D",
         f"open-graph/mismatch {POSTS} twitter:title, A “post”, or: R&D"]),
    "another og:url": (HINDI, 'og:url" content="', 'og:url" content="x',
        [f"open-graph/mismatch {HINDI} og:url, x{OTHER}"]),
    "an og:title longer than the heading": ("category/news/index.html",
        'og:title" content="News', 'og:title" content="News today',
        ["open-graph/mismatch category/news/index.html og:title, News today",
         "open-graph/mismatch category/news/index.html twitter:title, News"]),
    "a post that is not an article": (POSTS, '<meta name="author"',
        '<meta property="og:type" content="website"><meta name="author"',
        [f"open-graph/mismatch {POSTS} og:type, website"]),
    "an article that is not a post": (HINDI, '<meta property="og:url"',
        '<meta property="og:type" content="article"><meta property="og:url"',
        [f"open-graph/mismatch {HINDI} og:type, article"]),
    "an og:image in SVG": (HINDI, '<meta property="og:url"',
        '<meta property="og:image" content="https://example.com/a.svg"><meta property="og:url"',
        [f"open-graph/svg-image {HINDI} og:image, https://example.com/a.svg"]),
    "another og:image:width": (POSTS, 'og:image:width" content="30"', 'og:image:width" content="1"',
        [f"image/size {POSTS} {URL}/a.png, og:image"]),
    "no og:image": (POSTS, 'og:image" content="', 'og:image" content="https://example.org/blog/b/',
        [f"image/not-found {POSTS} {URL}/b/{URL}/a.png, og:image",
         f"open-graph/mismatch {POSTS} twitter:image, {URL}/a.png"]),
    "an og:image that is not an image": (HINDI, '<meta property="og:url"',
        f'<meta property="og:image" content="{URL}/site.css"><meta property="og:url"',
        [f"image/invalid {HINDI} {URL}/site.css, og:image"]),
    "another og:image:type": (POSTS, "image/png", "image/jpeg",
        [f"open-graph/mismatch {POSTS} og:image:type, image/jpeg"]),
    "another article:modified_time": (POSTS, f'modified_time" content="{DATES["updated"]}',
        f'modified_time" content="{LATER}',
        [f"open-graph/mismatch {POSTS} article:modified_time"]),
    "another author in the head": (POSTS, '<meta name="author" content="Ada">', "",
        [f"open-graph/mismatch {POSTS} author"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_a_break_is_reported_with_its_code_and_nothing_else_is(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert reported(tmp_path, {file: [(old, new)]}) == expected


@pytest.mark.parametrize(
    ("path", "heading", "title", "name", "expected"),
    [
        ("a/index.html", "News", "News – Site", "News", True),
        ("a/index.html", "News", "News – Site", "Site", False),
        ("a/page/2/index.html", "News", "News, page 2 – Site", "Page 2", True),
        ("a/page/2/index.html", "News", "News, page 2 – Site", "Page 3", False),
        ("page/2/index.html", "Site", "Site – page 2", "Page 2", True),
    ],
)
def test_a_step_has_the_name_of_its_page(
    path: str, heading: str, title: str, name: str, expected: bool
) -> None:
    assert is_name_of(name, BuiltPage(path, titles=(title,), headings=(heading,))) is expected


def test_a_second_page_of_a_list_may_be_a_step(tmp_path: Path) -> None:
    steps = [
        {"@type": "ListItem", "position": 1, "name": "News", "item": f"{URL}/category/news/"},
        {"@type": "ListItem", "position": 2, "name": "Page 2", "item": f"{URL}/{SECOND[:-10]}"},
    ]
    crumbs = block({"@type": "BreadcrumbList", "itemListElement": steps})
    assert reported(tmp_path, {SECOND: [("</head>", f"{crumbs}</head>")]}) == []
