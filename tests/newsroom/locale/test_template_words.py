"""Words that templates name."""

from pathlib import Path

import pytest

from newsroom.locale.catalog import parse_catalog
from newsroom.locale.template_words import find_words, read_templates, unknown_words

ENGLISH = parse_catalog('tags: Tags\nmore_by: "More by {name}"\n', "en.yaml", "en")[0]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ words.tags }} words.posts", [(1, "tags", False)]),
        (
            "\n{% set x = words.more_by(name=1) ~ words.tags %}",
            [(2, "more_by", True), (2, "tags", False)],
        ),
        ("{{ site.words.tags }}{# words.posts #}", []),
    ],
)  # fmt: skip
def test_words_are_found_in_expressions(template: str, words: list[object]) -> None:
    assert [*find_words(template)] == words


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ words.tgas }}", 'a.html:1: error: unknown word "tgas"; did you mean "tags"?'),
        ("{{ words.more_by }}", 'a.html:1: error: the word "more_by" has placeholders; call it'),
        ("{{ words.tags() }}", 'a.html:1: error: the word "tags" has no placeholders; remove'),
    ],
)
def test_what_is_wrong_with_a_template(template: str, message: str) -> None:
    (problem,) = unknown_words({"a.html": template}, ENGLISH)
    assert str(problem).startswith(message)


def test_what_fits_is_no_error() -> None:
    template = (
        "{{ words.tags }}{{ words.more_by(name=x) }}{{ words.text(key) }}{{ words.language }}"
    )
    assert [*unknown_words({"a.html": template}, ENGLISH)] == []


def test_templates_are_read_with_their_paths(tmp_path: Path) -> None:
    (tmp_path / "theme" / "parts").mkdir(parents=True)
    (tmp_path / "theme" / "parts" / "a.html").write_text("A")
    folder = tmp_path / "theme"
    assert read_templates([folder], tmp_path) == {"theme/parts/a.html": "A"}
    assert read_templates([folder], tmp_path / "x") == {str(folder / "parts" / "a.html"): "A"}
