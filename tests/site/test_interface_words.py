"""The words of pages follow the language of each page."""

import re
from shutil import copytree

import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.diagnostics.errors import UserError
from tests.conftest import ROOT, MakeSite, build_here

POST = (
    "---\ntitle: {title}\nslug: {slug}\nlang: {lang}\ndate: 2025-05-01\nauthors: [Ada Writer]\n"
    "category: Practice\nsummary: S.\n---\n\n## H\n\n> [!NOTE]\n> N\n\nText[^1].\n\n[^1]: Note.\n"
)


def select(page: BeautifulSoup, selector: str) -> Tag:
    """The first element of a page that matches."""
    element = page.select_one(selector)
    assert element is not None
    return element


def read(path: str) -> BeautifulSoup:
    """The page of the output at a path."""
    return BeautifulSoup((build_here() / path).read_text(encoding="utf-8"), "lxml")


def test_a_post_has_the_words_of_its_language_or_those_of_the_site(make_site: MakeSite) -> None:
    make_site(
        {
            f"content/posts/{lang}.md": POST.format(title=lang, slug=f"in-{lang}", lang=lang)
            for lang in ("hi", "fr", "en")
        }
    )
    output = build_here()

    def page(lang: str) -> BeautifulSoup:
        (path,) = output.glob(f"**/in-{lang}/index.html")
        return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")

    words = {
        lang: (
            select(page(lang), "html")["lang"],
            select(page(lang), "h1").get("lang"),
            select(page(lang), ".article-body").get("lang"),
            select(page(lang), ".published time").text,
            select(page(lang), ".alert-title").text,
            select(page(lang), "a.footnote-ref")["aria-label"],
            select(page(lang), ".skip-link").text,
        )
        for lang in ("hi", "fr", "en")
    }
    english = ("1 May 2025", "Note", "Note 1", "Skip to the text")
    assert words == {
        "hi": ("hi", None, None, "1 मई 2025", "टिप्पणी", "पादटिप्पणी 1", "सीधे लेख पर जाएँ"),
        "fr": ("en", "fr", "fr", *english),
        "en": ("en", None, None, *english),
    }


def test_lists_have_the_words_of_the_site_and_cards_mark_other_languages(
    make_site: MakeSite,
) -> None:
    text = POST.format(title="हिंदी", slug="in-hi", lang="hi")
    make_site({"content/posts/hi.md": text})
    page = read("category/practice/index.html")
    assert select(page, "html")["lang"] == "en"
    assert [heading["lang"] for heading in page.select(".card h2[lang]")] == ["hi"]


def test_the_site_has_the_words_of_its_language(make_site: MakeSite) -> None:
    site = make_site()
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('DEFAULT_LANG = "hi"\n')
    page = read("404.html")
    assert (select(page, "html")["lang"], select(page, "h1").text) == ("hi", "पृष्ठ नहीं मिला")
    assert select(page, "html").get("dir") is None


def test_words_of_the_site_replace_those_of_the_theme(make_site: MakeSite) -> None:
    make_site({"content/locale/en.yaml": "follow: Subscribe here\n"})
    assert select(read("index.html"), "#site-follow").text == "Subscribe here"


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("content/locale/en.yaml", "folow: x", 'en.yaml:1: error: unknown key "folow"; did you'),
        ("content/locale/en.yaml", "more_by: x", 'en.yaml:1: error: "more_by" lacks the placehold'),
    ],
)
def test_wrong_words_stop_the_build(
    make_site: MakeSite, path: str, text: str, problem: str
) -> None:
    make_site({path: text})
    with pytest.raises(UserError, match=problem):
        build_here()


def test_a_language_from_right_to_left_is_one_for_browsers(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site({"content/locale/ar.yaml": "not_found: غير موجود\n"})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('DEFAULT_LANG = "ar"\n')
    html = select(read("404.html"), "html")
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    assert 'content/locale/ar.yaml:1: warning: missing words in "ar"' in capsys.readouterr().err


def test_a_template_that_names_an_unknown_word_stops_the_build(make_site: MakeSite) -> None:
    site = make_site()
    (site / "theme").unlink()
    copytree(ROOT / "theme", site / "theme")
    (site / "theme" / "templates" / "parts" / "tags.html").write_text("\n{{ words.tagz }}\n")
    message = 'theme/templates/parts/tags.html:2: error: unknown word "tagz"; did you mean "tag"'
    with pytest.raises(UserError, match=re.escape(message)):
        build_here()
