"""Structured data and cards that do not say what their page shows."""

import json
from pathlib import Path

import pytest

from newsroom.checks.parse.page import Page
from newsroom.checks.rules.json_ld import is_called
from tests.newsroom.checks.good import DATES, POST, URL, block, told

POSTS = "2025/06/post/index.html"
SECOND = "category/news/page/2/index.html"
HINDI = "hi/post/index.html"
OTHER = f"{URL}/hi/post/"
LATER = "2026-06-03T10:00:00+05:30"


def quoted(name: str, key: str) -> str:
    """A name as JSON has it, and the key after it."""
    return f'"name": {json.dumps(name)}, "{key}"'


# (file, what stands in it, what stands there instead, all that is told)
MISTAKES = {
    # structured data
    "JSON that is none": (POSTS, '"@graph": [', '"@graph": [,',
        [f"error json_ld {POSTS}: the post has 0 nodes of NewsArticle; it needs one",
         f"error json_ld {POSTS}: the structured data cannot be read: Expecting value: line 1 "
         "column 47 (char 46)"]),
    "of no vocabulary": (POSTS, '"https://schema.org"', '"https://example.com"',
        [f"error json_ld {POSTS}: the post has 0 nodes of NewsArticle; it needs one",
         f'error json_ld {POSTS}: the structured data cannot be read: its "@context" is not '
         '"https://schema.org"']),
    "another headline": (POSTS, '"headline": "A ', '"headline": "The ',
        [f'error json_ld {POSTS}: "headline" in the structured data is "The “post”, or: R&D"; '
         'the page shows "A “post”, or: R&D"']),
    "another author": (POSTS, '"name": "Ada"', '"name": "Bob"',
        [f'error json_ld {POSTS}: "author" in the structured data is "Bob" ({URL}/author/ada/); '
         f'the page shows "Ada" ({URL}/author/ada/)']),
    "another date": (POSTS, f'"datePublished": "{DATES["published"]}"',
        '"datePublished": "2025-06-01"',
        [f'error json_ld {POSTS}: "datePublished" in the structured data is "2025-06-01"; '
         f'the page shows "{DATES["published"]}"',
         f'error json_ld {POSTS}: "datePublished" of NewsArticle is "2025-06-01", which is no '
         "moment with an offset"]),
    "another change": (POSTS, f'"dateModified": "{DATES["updated"]}"', f'"dateModified": "{LATER}"',
        [f'error json_ld {POSTS}: "dateModified" in the structured data is "{LATER}"; '
         f'the page shows "{DATES["updated"]}"']),
    "another day in words": (POSTS, ">1 June 2025<", ">2 June 2025<",
        [f'error json_ld {POSTS}: shows "2 June 2025" for {DATES["published"]}']),
    "another section": (POSTS, '"articleSection": "News"', '"articleSection": "Old"',
        [f'error json_ld {POSTS}: "articleSection" in the structured data is "Old"; '
         'the page shows "News"']),
    "another tag": (POSTS, '"keywords": ["Chips"]', '"keywords": ["Chips", "AI"]',
        [f'error json_ld {POSTS}: "keywords" in the structured data is "Chips", "AI"; '
         'the page shows "Chips"']),
    "another source": (POSTS, '"url": "https://example.com/p"', '"url": "https://example.com/q"',
        [f'error json_ld {POSTS}: "citation" in the structured data is "A paper" '
         '(https://example.com/q); the page shows "A paper" (https://example.com/p)']),
    "another correction": (POSTS, '"text": "It was 40."', '"text": "It was 4."',
        [f'error json_ld {POSTS}: "correction" in the structured data is "{DATES["updated"]}" '
         f'(It was 4.); the page shows "{DATES["updated"]}" (It was 40.)']),
    "no picture": (POSTS, '"image": [', '"video": [',
        [f'error json_ld {POSTS}: "image" in the structured data is missing; the page shows '
         f'"{URL}/a.png"']),
    "another size": (POSTS, '"width": 30', '"width": 60',
        [f'error json_ld {POSTS}: the picture "{URL}/a.png" is 30×20; '
         "the structured data says 60×20"]),
    "an empty value": (POSTS, '"description": "What it is about"', '"description": ""',
        [f'error json_ld {POSTS}: "description" of NewsArticle is empty in the structured data']),
    "a node without a type": (POSTS, '"publisher": {', '"publisher": {"name": "Site", ',
        [f"error json_ld {POSTS}: the structured data has a node without a type: @id, name"]),
    "breadcrumbs to nowhere": (POSTS, f'"item": "{URL}/"', f'"item": "{URL}/x/"',
        [f'error json_ld {POSTS}: "{URL}/x/" in the structured data leads nowhere']),
    "breadcrumbs to elsewhere": (POSTS, f'"item": "{POST}"', f'"item": "{URL}/"',
        [f'error json_ld {POSTS}: the breadcrumbs call index.html "A “post”, or: R&D"; its heading '
         'is "Site"',
         f'error json_ld {POSTS}: the breadcrumbs end at "{URL}/", which is not this page']),
    "breadcrumbs to another name": (POSTS, quoted("A “post”, or: R&D", "item"),
        quoted("The post", "item"),
        [f'error json_ld {POSTS}: the breadcrumbs call {POSTS} "The post"; its heading is '
         '"A “post”, or: R&D"']),
    "breadcrumbs past another name": (POSTS, quoted("Site", "item"), quoted("Home", "item"),
        [f'error json_ld {POSTS}: the breadcrumbs call index.html "Home"; its heading is "Site"']),
    "another language": (POSTS, '"inLanguage": "en"', '"inLanguage": "hi"',
        [f'error json_ld {POSTS}: "inLanguage" of NewsArticle is "hi" in the structured data; the '
         'page is in "en"']),
    "another entity": (POSTS, '"name": "News", "url"', '"name": "Olds", "url"',
        [f'error json_ld {POSTS}: "about and mentions" in the structured data is "A “chip”", "Olds" '  # noqa: E501
         f'({URL}/category/news/); the page shows "A “chip”", "News" ({URL}/category/news/)']),
    "an entity that the page does not show": (POSTS, "<dd>A “chip”</dd>", "",
        [f'error json_ld {POSTS}: "about and mentions" in the structured data is "A “chip”", "News" '  # noqa: E501
         f'({URL}/category/news/); the page shows "News" ({URL}/category/news/)']),
    "breadcrumbs miscounted": (POSTS, '"position": 2', '"position": 3',
        [f"error json_ld {POSTS}: the breadcrumbs are not counted from 1"]),
    "an article without a byline": (POSTS, 'class="byline"', 'class="x"',
        [f"error json_ld {POSTS}: the structured data says NewsArticle, and the page shows "
         "no byline"]),
    "a post without an article": (POSTS, '"NewsArticle"', '"BlogPosting"',
        [f"error json_ld {POSTS}: the post has 0 nodes of NewsArticle; it needs one"]),
    # cards
    "another og:title": (POSTS, 'og:title" content="A', 'og:title" content="The',
        [f'error open_graph {POSTS}: "og:title" is "The “post”, or: R&D"; the heading is '
         '"A “post”, or: R&D"',
         f'error open_graph {POSTS}: "twitter:title" is "A “post”, or: R&D"; "og:title" is '
         '"The “post”, or: R&D"']),
    "another og:url": (HINDI, 'og:url" content="', 'og:url" content="x',
        [f'error open_graph {HINDI}: "og:url" is "x{OTHER}"; the canonical address is '
         f'"{OTHER}"']),
    "another og:image:width": (POSTS, 'og:image:width" content="30"', 'og:image:width" content="1"',
        [f'error open_graph {POSTS}: the picture "{URL}/a.png" is 30×20; "og:image" says 1×20']),
    "no og:image": (POSTS, 'og:image" content="', 'og:image" content="https://example.org/blog/b/',
        [f'error open_graph {POSTS}: "twitter:image" is "{URL}/a.png"; "og:image" is '
         f'"{URL}/b/{URL}/a.png"',
         f'error open_graph {POSTS}: the picture "{URL}/b/{URL}/a.png" of "og:image" is not there']),  # noqa: E501
    "another og:image:type": (POSTS, "image/png", "image/jpeg",
        [f'error open_graph {POSTS}: "og:image:type" is "image/jpeg"; "{URL}/a.png" is image/png']),
    "another article:modified_time": (POSTS, f'modified_time" content="{DATES["updated"]}',
        f'modified_time" content="{LATER}',
        [f'error open_graph {POSTS}: "article:modified_time" in the head is {LATER}; the page shows '  # noqa: E501
         f'{DATES["updated"]}']),
    "another author in the head": (POSTS, '<meta name="author" content="Ada">', "",
        [f'error open_graph {POSTS}: "author" in the head is missing; the page shows Ada']),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_has_its_sentence(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert sorted(told(tmp_path, {file: [(old, new)]})) == sorted(expected)


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
    assert is_called(Page(path, titles=(title,), headings=(heading,)), name) is expected


def test_a_second_page_of_a_list_may_be_a_step(tmp_path: Path) -> None:
    steps = [
        {"@type": "ListItem", "position": 1, "name": "News", "item": f"{URL}/category/news/"},
        {"@type": "ListItem", "position": 2, "name": "Page 2", "item": f"{URL}/{SECOND[:-10]}"},
    ]
    crumbs = block({"@type": "BreadcrumbList", "itemListElement": steps})
    assert told(tmp_path, {SECOND: [("</head>", f"{crumbs}</head>")]}) == []
