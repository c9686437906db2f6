"""What CLDR says of languages."""

import pytest

from newsroom.locale.languages import fallbacks, find_locale, plural_form, plural_forms


def test_a_tag_falls_back_to_its_shorter_forms() -> None:
    assert [*fallbacks("zh-Hant-TW")] == ["zh-hant-tw", "zh-hant", "zh"]


@pytest.mark.parametrize(
    ("tag", "name"), [("pt-br", "pt_BR"), ("hi", "hi"), ("en-xx", "en"), ("zh-hant", "zh_Hant")]
)
def test_a_language_is_found_with_or_without_its_region(tag: str, name: str) -> None:
    assert str(find_locale(tag)) == name


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match='"qqq" is not a language of CLDR'):
        find_locale("qqq")


def test_plural_forms() -> None:
    assert plural_forms("en") == {"one", "other"}
    assert plural_forms("ja") == {"other"}
    assert [plural_form(number, "ar") for number in (0, 1, 2, 5, 11, 100)] == [
        "zero", "one", "two", "few", "many", "other",
    ]  # fmt: skip
