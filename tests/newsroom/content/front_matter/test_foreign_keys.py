"""Front matter of other generators in the keys of this site."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsroom.config.schema import Category, FrontMatterSettings, Settings
from newsroom.content.file_names import FileName
from newsroom.content.front_matter.foreign_keys import translate
from newsroom.content.front_matter.parser import RawFrontMatter, parse_front_matter
from newsroom.content.front_matter.yaml_nodes import Value

KEYS = ("title", "date", "modified", "category", "tags", "summary", "status", "lang", "toc")
MORE = ("aliases", "permalink", "canonical", "id", "image", "image_alt", "image_caption")
PLAIN = FileName("x")
ZONE = ZoneInfo("Asia/Kolkata")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def translated(
    yaml: str, name: FileName = PLAIN, keys: tuple[str, ...] = KEYS, **aliases: str
) -> RawFrontMatter:
    settings = Settings(
        "S", "", "", "en", ZONE, NOW,
        categories=(Category("News"), Category("Practice")),
        front_matter=FrontMatterSettings(aliases=tuple(aliases.items())),
    )  # fmt: skip
    return translate(parse_front_matter(f"---\n{yaml}\n---\nText."), name, keys, settings)


@pytest.mark.parametrize(
    ("yaml", "values"),
    [
        ("title: T", {"title": "T"}),
        ("description: S", {"summary": "S"}),
        ("excerpt: S", {"summary": "S"}),
        ("description: S\nexcerpt: S", {"summary": "S"}),
        ("description: S\nexcerpt: R", {"summary": "S", "excerpt": "R"}),
        ("summary: R\ndescription: S", {"summary": "R", "description": "S"}),
        ("summary:\ndescription: S", {"summary": "S"}),
        ("lastmod: 2025-11-20", {"modified": "2025-11-20"}),
        ("updated: 2025-11-20", {"modified": "2025-11-20"}),
        ("last_modified_at: 2025-11-20", {"modified": "2025-11-20"}),
        ("draft: true", {"status": "draft"}),
        ("draft: True", {"status": "draft"}),
        ("draft: false", {}),
        ("draft: false\nstatus: hidden", {"status": "hidden"}),
        ("draft: true\nstatus: published", {"status": "draft"}),
        ("draft: maybe", {"draft": "maybe"}),
        ("published: false", {"status": "draft"}),
        ("published: true", {}),
        ("published: 2025-11-20", {"date": "2025-11-20"}),
        ("published: soon", {"published": "soon"}),
        ("publishDate: 2025-11-20", {"date": "2025-11-20"}),
        ("date: 2025-11-19\npublishDate: 2025-11-20", {"date": "2025-11-20"}),
        ("date: 2025-11-21\npublishDate: 2025-11-20", {"date": "2025-11-21"}),
        ("date: soon\npublishDate: 2025-11-20", {"date": "soon"}),
        ("categories: [News]", {"category": "News"}),
        ("categories: News", {"category": "News"}),
        ("category: [News]", {"category": "News"}),
        ("category: News\ncategories: [News]", {"category": "News"}),
        ("categories: [News, AI]", {"category": "News", "tags": ["AI"]}),
        ("categories: [AI, news]\ntags: Chips", {"category": "news", "tags": ["Chips", "AI"]}),
        ("categories: [AI, Chips]", {"categories": ["AI", "Chips"]}),
        ("categories: [News, Practice]", {"categories": ["News", "Practice"]}),
        ("categories: [{name: News, slug: news}]", {"category": "News"}),
        ("categories: [[News]]", {"categories": [["News"]]}),
        ("taxonomies: {tags: [AI], categories: [News]}", {"tags": ["AI"], "category": "News"}),
        ("taxonomies: {tags: [AI]}\ntags: [X]", {"tags": ["X"]}),
        ("taxonomies: {people: [A B]}", {"taxonomies": {"people": ["A B"]}}),
        ("hidden: true", {"status": "hidden"}),
        ("unlisted: true\ndraft: true", {"status": "draft"}),
        ("hidden: false", {}),
        ("published_at: 2025-11-20", {"date": "2025-11-20"}),
        ("pubDate: 2025-11-20", {"date": "2025-11-20"}),
        ("updatedDate: 2025-11-20", {"modified": "2025-11-20"}),
        ("language: hi", {"lang": "hi"}),
        ("locale: en_US", {"lang": "en_US"}),
        ("language: Python", {"language": "Python"}),
        ("language: [hi]", {"language": ["hi"]}),
        ("category: News\ncategories: [AI]", {"category": "News", "categories": ["AI"]}),
        ("layout: post", {"layout": "post"}),
        ("ShowToc: true", {"toc": "true"}),
        ("toc: false\nshowToc: true", {"toc": "false", "showtoc": "true"}),
    ],
)
def test_what_has_one_meaning_is_understood(yaml: str, values: dict[str, Value]) -> None:
    raw = translated(yaml)
    assert {key: value for key, value in raw.values.items() if value} == values
    assert raw.values.keys() == raw.lines.keys()


def test_a_key_has_the_line_in_which_its_value_is() -> None:
    raw = translated("title: T\nlastmod: 2025-11-20\ndraft: true")
    assert raw.lines == {"title": 2, "modified": 3, "status": 4}


def test_the_file_name_has_what_the_front_matter_has_not() -> None:
    name = FileName("x", "2025-09-03", "hi")
    assert translated("title: T", name).values == {"title": "T", "date": "2025-09-03", "lang": "hi"}
    both = "date: 2025-11-20\nlang: zh"
    assert translated(both, name).values == {"date": "2025-11-20", "lang": "zh"}
    assert translated("lastmod: 2025-11-20", name).lines["date"] == 1


def test_settings_name_further_keys_and_go_first() -> None:
    assert translated("teaser: S", teaser="summary").values == {"summary": "S"}
    assert translated("excerpt: S", excerpt="title").values == {"title": "S"}


def test_keys_that_a_file_cannot_have_stay_as_they_are() -> None:
    yaml = "categories: [News]\ndraft: true"
    raw = translated(yaml, keys=("title", "status"))
    assert raw.values == {"categories": ["News"], "status": "draft"}


@pytest.mark.parametrize(
    ("yaml", "values"),
    [
        ("guid: https://old.example/?p=12", {"id": "https://old.example/?p=12"}),
        ("id: a:b\nguid: c:d", {"id": "a:b", "guid": "c:d"}),
        ("url: /2014/x/", {"permalink": "/2014/x/"}),
        ("redirect_from: [/a/, /b/]", {"aliases": ["/a/", "/b/"]}),
        ("alias: /a/", {"aliases": "/a/"}),
        ("canonical_url: https://x.example/", {"canonical": "https://x.example/"}),
        ("cover: {image: a.png, alt: A}", {"image": "a.png", "image_alt": "A"}),
        ("image: {path: a.png, caption: C}", {"image": "a.png", "image_caption": "C"}),
        ("image: {src: a.png, alt: A}\nimage_alt: B", {"image": "a.png", "image_alt": "B"}),
        ("image: {width: 3}", {"image": {"width": "3"}}),
        ("image: {path: {a: b}}", {"image": {"path": {"a": "b"}}}),
        ("heroImage: a.png", {"heroimage": "a.png"}),
        ("cover: a.png", {"cover": "a.png"}),
        ("feature_image: a.png\nfeature_image_alt: A", {"image": "a.png", "image_alt": "A"}),
    ],
)
def test_images_ids_and_old_urls_are_understood(yaml: str, values: dict[str, Value]) -> None:
    raw = translated(yaml, keys=MORE)
    assert raw.values == values
    assert raw.values.keys() == raw.lines.keys()


def test_a_key_has_the_name_that_is_written() -> None:
    raw = translated("title: T\nlastmod: x\ncategories: [News]")
    assert [raw.name(key) for key in raw.values] == ["title", "lastmod", "categories"]
