"""What can only be seen across posts."""

from types import SimpleNamespace

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from plugins.check.cross_references import (
    duplicate_slugs,
    file_conflicts,
    invalid_pins,
    page_conflicts,
    rare_spellings,
)


def post(
    slug: str,
    *,
    lang: str = "en",
    tags: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
    series: str = "",
) -> SimpleNamespace:
    lines = {"tags": 4, "related": 5, "series": 6}
    front = FrontMatter(f"{slug}-{lang}.md", lines, tags=tags, related=related, series=series)
    terms = [SimpleNamespace(name=tag) for tag in tags]
    return SimpleNamespace(slug=slug, lang=lang, front_matter=front, tags=terms, authors=[])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("LLM", "LLMs", True),
        ("gpt4", "GPT-4", True),
        ("data centers", "Data-Center", True),
        ("GPT-4", "GPT-4.1", False),
        ("AI", "IA", False),
        ("कृषि", "कृष", False),
        ("!!!", "???", False),
    ],
)
def test_spellings_of_one_tag(first: str, second: str, same: bool) -> None:
    posts = [post("a", tags=(first,)), post("b", tags=(second,))]
    assert bool([*rare_spellings(posts, "tags", "tag")]) is same


def test_the_rarer_spelling_is_a_warning() -> None:
    posts = [post("a", tags=("LLM",)), post("b", tags=("LLM",)), post("c", tags=("LLMs",))]
    assert [str(d) for d in rare_spellings(posts, "tags", "tag")] == [
        'c-en.md:4: warning: tag "LLMs" is spelled "LLM" in other posts; use one spelling '
        "[tag/spelling]"
    ]


def test_the_rarer_name_of_a_series_is_a_warning() -> None:
    names = ("Chips, part by part", "Chips part by part", "Chips, part by part")
    posts = [post(str(number), series=name) for number, name in enumerate(names)]
    posts += [post("none"), post("punctuation", series="!!!")]
    assert [str(d) for d in rare_spellings(posts, "series", "series")] == [
        '1-en.md:6: warning: series "Chips part by part" is spelled "Chips, part by part" in '
        "other posts; use one spelling [series/spelling]"
    ]


def test_two_posts_with_one_slug_are_both_named() -> None:
    assert [*duplicate_slugs([post("a"), post("a", lang="hi"), post("b")])] == []
    copy = SimpleNamespace(**{**vars(post("a")), "front_matter": FrontMatter("z.md")})
    assert [str(d) for d in duplicate_slugs([post("a"), copy])] == [
        'z.md:1: error: slug "a" is already used by a-en.md; give one of them another `slug` '
        "[slug/duplicate]"
    ]


@pytest.mark.parametrize(
    ("related", "problem"),
    [
        ("other-post", None),
        ("a-post", 'related names the post itself, "a-post"; remove it'),
        (
            "other-pots",
            'related post "other-pots" not found among public posts; did you mean "other-post"?',
        ),
        ("zzz", 'related post "zzz" not found among public posts; remove it'),
    ],
)
def test_pins_name_other_public_posts(related: str, problem: str | None) -> None:
    posts = [post("a-post", related=(related,)), post("other-post")]
    expected = f"a-post-en.md:5: error: {problem} [related/not-found]"
    assert [str(d) for d in invalid_pins(posts)] == ([expected] if problem else [])


@pytest.mark.parametrize(("url", "used"), [("about/", False), ("2025/", True), ("tags/", True)])
def test_a_page_has_a_url_of_its_own(url: str, used: bool) -> None:
    page = post("x")
    page.url = url
    conflicts = page_conflicts([page], {"2025/": "an archive", "tags/": "“tags”"})
    assert [d.code for d in conflicts] == ["url/conflict"] * used


@pytest.mark.parametrize(
    ("url", "used"),
    [("robots.txt", False), ("about/index.html", True), ("index.html", True),
     ("feeds/all.atom.xml", True), ("theme/css/site.css", True), ("about/plan.pdf", False)],
)  # fmt: skip
def test_a_file_must_not_overwrite_a_page(url: str, used: bool) -> None:
    conflicts = file_conflicts({f"static/{url}": url}, {"", "about/"}, "content")
    assert [(d.code, d.path) for d in conflicts] == [
        ("url/conflict", f"content/static/{url}")
    ] * used
