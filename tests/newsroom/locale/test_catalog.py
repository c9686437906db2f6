"""Catalogs of words: what is read of a file, and what is wrong with it."""

import pytest

from newsroom.locale.catalog import check_catalog, find_placeholders, missing_words, parse_catalog

ENGLISH = """\
also_read: Also read
more_by: "More by {name}"
posts: {one: "{count} post", other: "{count} posts"}
"""


def problems(text: str, language: str = "hi") -> list[str]:
    """What is wrong with a catalog, as `line: message; advice`."""
    english = parse_catalog(ENGLISH, "en.yaml", "en")[0]
    catalog, errors = parse_catalog(text, "hi.yaml", language)
    return [f"{d.line}: {d.text}" for d in (*errors, *check_catalog(catalog, english))]


def test_a_text_has_one_form_and_a_number_several() -> None:
    catalog, errors = parse_catalog(ENGLISH, "en.yaml", "en")
    assert errors == []
    forms = {key: dict(entry.forms) for key, entry in catalog.items()}
    assert forms == {
        "also_read": {"": "Also read"},
        "more_by": {"": "More by {name}"},
        "posts": {"one": "{count} post", "other": "{count} posts"},
    }
    assert catalog["posts"].location == ("en.yaml", 3)


@pytest.mark.parametrize(
    "text",
    [
        "also_read: यह भी पढ़ें",
        'posts: {one: "एक लेख", other: "{count} लेख"}',
        'posts: "{count} लेख"',
        "also_read: 'Also {{read}}'",
        "also_read:",
        "",
        "# nothing but a comment",
    ],
)
def test_what_fits_the_english_catalog(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c", "1: invalid YAML: mapping values are not allowed in this context; put quotes"),
        ("- a", "1: the file must have a key and a text in each line; write as in `tags: Tags`"),
        ("\nalso_raed: x", '2: unknown key "also_raed"; did you mean "also_read"?'),
        (
            "unrelated: x",
            '1: unknown key "unrelated"; remove it, or add it to theme/locale/en.yaml',
        ),
        ("language: x", '1: "language" cannot be the key of a text'),
        ("also_read: x\nalso_read: y", '2: duplicate key "also_read"; keep one'),
        ("also_read: [x]", '1: "also_read" must be a text; write a text'),
        ("more_by: {name} से", "1: invalid YAML: "),
        ("more_by: {name}", '1: "more_by" must be one text; it has no number, and so no plural'),
        ('more_by: "{nmae}"', '1: "more_by" has the unknown placeholder "{nmae}"; did you mean'),
        ("more_by: और", '1: "more_by" lacks the placeholder "{name}"; write where it goes'),
        ('more_by: "{name!r}"', '1: "more_by" is invalid: "{name}" is not a placeholder; write'),
        ('more_by: "{name"', "1: \"more_by\" is invalid: expected '}' before end of string; write"),
        ('posts: {one: "1"}', '1: "posts" has no form "other"; write its forms as in {one: …,'),
        (
            'posts: {few: "{count}", other: "{count}"}',
            '1: "posts" has the unknown plural form "few"; forms of "hi": one, other',
        ),
        ("posts: {other: लेख}", '1: "posts" lacks the placeholder "{count}"; write where it goes'),
        ("also_read: {one: x, other: y}", '1: "also_read" must be one text; it has no number,'),
    ],
)
def test_what_is_wrong_with_a_catalog(text: str, message: str) -> None:
    assert any(problem.startswith(message) for problem in problems(text)), problems(text)


def test_forms_are_those_of_the_language() -> None:
    assert problems('posts: {few: "{count}", many: "{count}", other: "{count}"}', "ru") == []


def test_missing_words_are_one_warning_that_names_the_first() -> None:
    english = parse_catalog("".join(f"k{n}: x\n" for n in range(7)), "en.yaml", "en")[0]
    catalog = {key: english[key] for key in ("k1",)}
    (warning,) = missing_words(catalog, english, "theme/locale/nl.yaml", "nl")
    assert (warning.severity, warning.path, warning.line) == ("warning", "theme/locale/nl.yaml", 1)
    assert warning.message == 'missing words in "nl": "k0", "k2", "k3", "k4" and 2 more'
    assert [*missing_words(english, english, "en.yaml", "en")] == []


@pytest.mark.parametrize(
    ("text", "names"), [("", set()), ("{a} and {b_2}", {"a", "b_2"}), ("{{a}}", set())]
)
def test_placeholders(text: str, names: set[str]) -> None:
    assert find_placeholders(text) == names


@pytest.mark.parametrize("text", ["{", "{}", "{a.b}", "{a[0]}", "{a:>9}", "{a!s}", "{A}"])
def test_other_things_in_braces_are_invalid(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        find_placeholders(text)
