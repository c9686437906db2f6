"""Words as templates use them."""

import json
import pickle

import pytest
from markupsafe import Markup

from newsroom.locale.catalog import parse_catalog
from newsroom.locale.words import Words

TEXT = """\
also_read: Also read
braces: "{{x}}"
more_in: "More in {section} & others"
posts: {one: "{count} post", other: "{count} posts"}
files: {one: "{count} plik", few: "{count} pliki", many: "{count} plików", other: "{count} pliku"}
"""


def words(language: str = "en", site: str = "") -> Words:
    """The words of a language."""
    return Words(language, parse_catalog(TEXT, "en.yaml", language)[0], site)


def test_a_text_is_an_attribute_and_one_with_placeholders_is_called() -> None:
    assert words().also_read == words().text("also_read") == "Also read"
    assert words().braces == "{x}"
    assert words().text("more_in", section="News") == "More in News & others"


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 1, "1 plik"), ("en", 2, "2 pliku"), ("en", 0, "0 pliku"),
        ("pl", 1, "1 plik"), ("pl", 3, "3 pliki"), ("pl", 5, "5 plików"), ("pl", 22, "22 pliki"),
    ],
)  # fmt: skip
def test_a_number_chooses_the_plural_form_of_the_language(
    language: str, number: int, text: str
) -> None:
    assert words(language).text("files", count=number) == text


def test_html_in_a_text_stays_html_and_the_text_is_escaped() -> None:
    text = words().text("more_in", section=Markup("<a>A</a>"))
    assert text == "More in <a>A</a> &amp; others"
    assert isinstance(text, Markup)
    assert not isinstance(words().text("more_in", section="<a>"), Markup)


def test_an_unknown_word_names_the_nearest_one() -> None:
    with pytest.raises(AttributeError, match='unknown word "also_raed"; did you mean "also_read"'):
        words().text("also_raed")


def test_a_text_with_placeholders_cannot_be_printed_without_their_values() -> None:
    with pytest.raises(TypeError, match='"more_in" has placeholders'):
        f"{words().more_in}"  # what Jinja does
    with pytest.raises(KeyError):
        words().text("more_in")


def test_texts_for_a_script_have_their_plural_forms() -> None:
    assert json.loads(words().json("also_read", "posts")) == {
        "also_read": "Also read",
        "posts": {"one": "{count} post", "other": "{count} posts"},
    }


def test_a_part_in_another_language_than_the_page_is_marked() -> None:
    hindi = words("hi", "en")
    assert hindi.marks["hi"] == hindi.marks["HI"] == ""
    assert hindi.marks["de"] == ' lang="de"'
    assert hindi.site_mark == ' lang="en"'
    assert words("en").site_mark == ""
    assert pickle.loads(pickle.dumps(hindi.marks))["hi"] == ""


@pytest.mark.parametrize(("language", "expected"), [("ar", True), ("hi", False), ("ur", True)])
def test_languages_from_right_to_left(language: str, expected: bool) -> None:
    assert (words(language).direction == "rtl") is expected


def test_words_can_be_sent_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(words("pl")))
    assert copy.text("files", count=5) == "5 plików"
