"""Bodies with slots at their URLs."""

import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.body import PRIVATE_USE, Body, BodyImage, split_at_urls
from newsroom.html.link_attributes import replace_urls
from newsroom.html.tree import parse_html, stable_html
from tests.hostile_bodies import hostile_bodies
from tests.rendering import render

MARKS = [*map(chr, PRIVATE_USE[0][:3])]
CHARACTERS = "".join(["<>&\"'`= \t\n\r\f,;#{}|%\xa0\x00\u2028", *MARKS, "axé/:?."])
VALUES = st.text(CHARACTERS, max_size=12)
PATHS = st.text(CHARACTERS.translate({0: None, 13: None})).map("/{}/".format)
TAGS = (
    '<a href="{}">', "<img src='{}'>", '<img srcset="{} 2x, {}">', "<svg><image xlink:href='{}'>",
    "<video poster={}>", "<object data='{}'>", "<p title='{}'>", '<a href="{}" src=x>', "{}",
)  # fmt: skip


def split(html: str) -> Body:
    return split_at_urls(parse_html(html), html)


def replaced(html: str, resolved: Mapping[str, str]) -> str:
    """The HTML with URLs replaced in its tree."""
    tree = parse_html(html)
    replace_urls(tree, lambda url: resolved.get(url, url))
    return stable_html(tree)


@pytest.mark.parametrize(
    ("html", "parts", "urls"),
    [
        ("", ("",), ()),
        ("<p>x</p>", ("<p>x</p>",), ()),
        ('<a href="b.md">x</a>', ('<a href="', '">x</a>'), ("b.md",)),
        ('<a href=" b.md\n">x</a>', ('<a href="', '">x</a>'), ("b.md",)),
        ("<img src=it's.png>", ('<img src="', '">'), ("it's.png",)),
        ('<img srcset="a.png, b.png  2x">', ('<img srcset="', ", ", ' 2x">'), ("a.png", "b.png")),
        ('<q cite="/x/">y</q>', ('<q cite="/x/">y</q>',), ()),
        ('<a href="">x</a>', ('<a href="', '">x</a>'), ("",)),
    ],
)
def test_a_slot_for_each_url_that_is_followed(
    html: str, parts: tuple[str, ...], urls: tuple[str, ...]
) -> None:
    body = split(html)
    assert (body.parts, body.urls) == (parts, urls)


PHOTOGRAPH = BodyImage("/i/a-800.jpg", '<source srcset="/i/a-800.avif 800w">', "#336699")


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        (
            '<picture><img src="a.jpg"></picture>',
            '<picture><source srcset="/i/a-800.avif 800w">'
            '<img src="/i/a-800.jpg" data-color="#336699"></picture>',
        ),
        ('<img src="a.jpg">', '<img src="/i/a-800.jpg">'),
        (
            '<a href="a.jpg"><img src="a.jpg"></a>',
            '<a href="/a.jpg"><img src="/i/a-800.jpg"></a>',
        ),
        ('<img src="b.svg">', '<img src="/b.svg">'),
        (
            '<picture><img src="b.svg"></picture>',
            '<picture><img src="/b.svg"></picture>',
        ),
        ('<img src="a.jpg" srcset="a.jpg 2x">', '<img src="/a.jpg" srcset="/a.jpg 2x">'),
        (
            '<picture><source srcset="a.jpg"><img src="a.jpg"></picture>',
            '<picture><source srcset="/a.jpg"><img src="/a.jpg"></picture>',
        ),
        ('<img src="https://x.example/a.jpg">', '<img src="https://x.example/a.jpg">'),
        ("<img>", "<img>"),
    ],
)
def test_an_image_is_printed_with_its_files(html: str, printed: str) -> None:
    body = split(html)
    assert body.html({"a.jpg": "/a.jpg", "b.svg": "/b.svg"}, {"a.jpg": PHOTOGRAPH}) == printed


def test_urls_are_replaced_by_what_they_mean() -> None:
    body = split('<a href="b.md">x</a> <a href="c.md">y</a>')
    html = body.html({"b.md": '/b/?"<&\xa0>'})
    assert html == '<a href="/b/?&quot;&lt;&amp;&nbsp;&gt;">x</a> <a href="c.md">y</a>'


def test_a_text_may_contain_the_characters_around_slots() -> None:
    text = f"{MARKS[0]}0{MARKS[0]}{MARKS[1]}"
    html = f'<p title="{text}">{text}<a href="{text}">x</a></p>'
    body = split(html)
    assert (body.urls, body.html({})) == ((text,), html)


def test_slots_give_what_replacing_in_the_tree_gives_for_hostile_bodies() -> None:
    for text in hostile_bodies(500, "slots"):
        html = render(text).html
        body = split(html)
        resolved = {url: f'/2025/"{url}&\xa0' for url in body.urls[::2]}
        assert body.html(resolved) == replaced(html, resolved)
        assert len(body.parts) == len(body.urls) + 1


@given(st.lists(st.tuples(st.sampled_from(TAGS), VALUES), max_size=6), st.lists(PATHS, max_size=4))
def test_slots_give_what_replacing_in_the_tree_gives(
    tags: list[tuple[str, str]], paths: list[str]
) -> None:
    html = stable_html(parse_html("".join(tag.replace("{}", value) for tag, value in tags)))
    body = split(html)
    resolved = dict(zip(body.urls, paths, strict=False))
    assert body.html(resolved) == replaced(html, resolved)


def test_a_body_can_be_pickled() -> None:
    body = split('<a href="b.md">x</a>')
    assert pickle.loads(pickle.dumps(body)) == body


def test_a_drawing_has_the_url_that_its_own_resolves_to() -> None:
    body = split_at_urls(parse_html('<img src="a.svg">'), "")
    images = {"a.svg": BodyImage("", bitmap="/media/a-800.png")}
    assert body.html({"a.svg": "/images/a.svg"}, images) == '<img src="/images/a.svg">'


@pytest.mark.parametrize(("count", "halves"), [(2, 2), (3, 2), (5, 4)])
def test_images_of_a_gallery_are_half_as_wide_but_for_a_last_one_alone(
    count: int, halves: int
) -> None:
    figure = '<figure><picture><img src="a.jpg"></picture></figure>'
    html = f'<div class="gallery">{figure * count}</div>{figure}'
    image = BodyImage("/a.jpg", "<source srcset=whole>", half="<source srcset=half>")
    printed = split(html).html({}, {"a.jpg": image})
    assert printed.count("half") == halves
    assert printed.count("whole") == count - halves + 1
