"""What can only be seen across posts."""

from types import SimpleNamespace

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.diagnostics.report import Report
from plugins.check.cross_references import (
    refuse_bad_pins,
    refuse_overwriting,
    refuse_shared_slugs,
    refuse_taken_addresses,
    warn_of_near_names,
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
    ("one", "other", "same"),
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
def test_spellings_of_one_tag(one: str, other: str, same: bool) -> None:
    report = Report()
    warn_of_near_names([post("a", tags=(one,)), post("b", tags=(other,))], "tags", "tag", report)
    assert bool(report.warnings) is same


def test_the_rarer_spelling_is_warned_about() -> None:
    report = Report()
    posts = [post("a", tags=("LLM",)), post("b", tags=("LLM",)), post("c", tags=("LLMs",))]
    warn_of_near_names(posts, "tags", "tag", report)
    assert [str(w) for w in report.warnings] == [
        'c-en.md:4: warning: the tag "LLMs" is "LLM" in other posts'
    ]


def test_the_rarer_name_of_a_series_is_warned_about() -> None:
    report, names = Report(), ("Chips, part by part", "Chips part by part", "Chips, part by part")
    posts = [post(str(number), series=name) for number, name in enumerate(names)] + [
        post("none"),
        post("signs", series="!!!"),
    ]
    warn_of_near_names(posts, "series", "series", report)
    assert [str(w) for w in report.warnings] == [
        '1-en.md:6: warning: the series "Chips part by part" is "Chips, part by part" in other '
        "posts"
    ]


def test_two_posts_with_one_slug_are_both_named() -> None:
    report = Report()
    refuse_shared_slugs([post("a"), post("a", lang="hi"), post("b")], report)
    assert not report.errors
    refuse_shared_slugs(
        [post("a"), SimpleNamespace(**{**vars(post("a")), "front_matter": FrontMatter("z.md")})],
        report,
    )
    assert [str(m) for m in report.errors] == [
        'z.md:1: the slug "a" is that of a-en.md too; give one of them another `slug`'
    ]


@pytest.mark.parametrize(
    ("related", "sentence"),
    [
        ("other-post", None),
        ("a-post", 'related names this post itself, "a-post"'),
        (
            "other-pots",
            'related names "other-pots", and no public post has that slug; '
            'did you mean "other-post"?',
        ),
        ("zzz", 'related names "zzz", and no public post has that slug; remove it'),
    ],
)
def test_pins_name_other_public_posts(related: str, sentence: str | None) -> None:
    report = Report()
    refuse_bad_pins([post("a-post", related=(related,)), post("other-post")], report)
    assert [str(m) for m in report.errors] == ([f"a-post-en.md:5: {sentence}"] if sentence else [])


@pytest.mark.parametrize(("url", "refused"), [("about/", False), ("2025/", True), ("tags/", True)])
def test_a_page_has_an_address_of_its_own(url: str, refused: bool) -> None:
    report, page = Report(), post("x")
    page.url = url
    refuse_taken_addresses([page], {"2025/": "an archive", "tags/": "“tags”"}, report)
    assert bool(report.errors) is refused


@pytest.mark.parametrize(
    ("url", "refused"),
    [("robots.txt", False), ("about/index.html", True), ("index.html", True),
     ("feeds/all.atom.xml", True), ("theme/css/site.css", True), ("about/plan.pdf", False)],
)  # fmt: skip
def test_a_file_must_not_take_the_place_of_a_page(url: str, refused: bool) -> None:
    report = Report()
    refuse_overwriting({f"static/{url}": url}, {"", "about/"}, "content", report)
    assert bool(report.errors) is refused
