"""Words as constants of templates: what is printed is the same."""

import pytest
from jinja2 import DictLoader, Environment

from newsroom.build.word_constants import WordConstants
from newsroom.locale.catalog import parse_catalog
from newsroom.locale.words import Words

CATALOG = parse_catalog(
    'tags: Tags\nquote: \'"A" & <b>\'\nbraces: "{{% x %}}"\nposts: "{count} posts"\n',
    "en.yaml",
    "en",
)[0]


def render(text: str, *, constants: bool, name: str = "a.html", page: str = "en") -> str:
    """The output of a template."""
    environment = Environment(loader=DictLoader({name: text}), autoescape=True, lstrip_blocks=True)
    environment.globals["words"] = Words(page, CATALOG, "en")
    if constants:
        environment.add_extension(WordConstants)
    return environment.get_template(name).render()


@pytest.mark.parametrize("page", ["en", "hi"])
@pytest.mark.parametrize(
    "text",
    [
        '<a title="{{ words.quote }}">{{ words.tags }}</a>',
        "{% set x %}{{ words.quote }}{% endset %}{{ x }}",
        "{{ words.braces }}",
        "{{ words.posts(count=3) }}{{ words.tags | upper }}",
        '<p class="x"{{ words.site_mark }}>',
        "  {{ words.site_mark }}{% if true %}x{% endif %}",
        "{% autoescape false %}{{ words.quote }}{% endautoescape %}",
        "{# {{ words.tags }} #}\n{{ words.language }}",
    ],
)
def test_constants_change_nothing_that_is_printed(text: str, page: str) -> None:
    assert render(text, constants=True, page=page) == render(text, constants=False, page=page)


def test_only_html_is_escaped() -> None:
    text = "{% set x = words.quote %}{{ words.quote }}"
    assert render(text, constants=True, name="a.txt") == render(text, constants=False, name="a.txt")


def test_a_constant_is_a_part_of_the_text_around_it() -> None:
    environment = Environment(extensions=[WordConstants])
    environment.globals["words"] = Words("en", CATALOG)
    assert environment.preprocess("<b>{{ words.tags }}</b>", "a.html") == "<b>Tags</b>"
    assert environment.preprocess("<b>{{ words.tags }}</b>", "a.txt") == "<b>{{ words.tags }}</b>"
    assert environment.preprocess("{{ words.unknown }}", "a.html") == "{{ words.unknown }}"
