"""Each template that a file uses is recorded, however it comes to use it."""

from functools import partial

import pytest
from jinja2 import DictLoader, Environment, TemplateNotFound

from newsroom.build.templates import Templates
from newsroom.site.reads import recorded

TEXTS = {
    "base.html": "<{% block body %}{% endblock %}>",
    "page.html": '{% extends "base.html" %}{% block body %}{{ title }}{{ name }}{% endblock %}',
    "card.html": "{% macro card(text) %}[{{ text }}]{% endmacro %}",
    "icon.html": '{% import "card.html" as cards %}{{ cards.card("icon") }}',
    "list.html": '{% from "icon.html" import x %}{% import "icon.html" as i with context %}list',
    "feed.xml": '{% include "card.html" %}{% for n in (1, 2) %}{% include part %}{% endfor %}',
    "maybe.html": '{% include ["missing.html", "card.html"] %}',
    "absent.html": '{% include "missing.html" ignore missing %}',
}


def make_templates() -> Templates:
    environment = Environment(loader=DictLoader(TEXTS), autoescape=True)
    find = environment.get_template
    return Templates(environment, lambda name: find(f"{name}.html"), {"name": "common"})


@pytest.mark.parametrize(
    ("name", "text", "used"),
    [
        ("base", "<>", ["base.html"]),
        ("page", "<Acommon>", ["base.html", "page.html"]),
        ("page.html", "<Acommon>", ["base.html", "page.html"]),
        ("icon", "[icon]", ["card.html", "icon.html"]),
        ("list", "list", ["card.html", "icon.html", "list.html"]),
        ("feed.xml", "[icon][icon]", ["card.html", "feed.xml", "icon.html"]),
        ("maybe", "", ["card.html", "maybe.html", "missing.html"]),
        ("absent", "", ["absent.html", "missing.html"]),
    ],
)
def test_used_templates_are_recorded_at_each_use(name: str, text: str, used: list[str]) -> None:
    templates = make_templates()
    for _ in range(2):  # Jinja keeps what it has compiled and imported
        values = {"title": "A", "part": "icon.html"}
        rendered, _, names = recorded(partial(templates.render, name, values))
        assert rendered == text
        assert sorted(names) == used


def test_values_of_a_file_come_before_the_common_ones() -> None:
    assert make_templates().render("page", {"title": "A", "name": "B"}) == "<AB>"


def test_a_template_may_be_given_as_an_object() -> None:
    templates = make_templates()
    part = templates.environment.get_template("base.html")
    get = templates.environment.get_template
    assert recorded(lambda: get(part))[2] == {"base.html"}
    assert recorded(lambda: templates.environment.select_template([part]))[2] == {"base.html"}


def test_a_template_that_is_missing_raises_what_jinja_raises() -> None:
    with pytest.raises(TemplateNotFound):
        make_templates().render("missing", {})


def test_the_version_of_a_template_is_that_of_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: make_templates().version(name) for name in TEXTS}
    assert len({*before.values()}) == len(TEXTS)
    assert before == {name: make_templates().version(name) for name in TEXTS}
    monkeypatch.setitem(TEXTS, "base.html", "changed")
    monkeypatch.delitem(TEXTS, "card.html")
    templates = make_templates()
    changed = {name for name in before if templates.version(name) != before[name]}
    assert changed == {"base.html", "card.html"}
    assert templates.version("card.html") == templates.version("missing.html") == b""
