"""HTML that covers or imitates the page, or sends what readers write to another site."""

import pytest

from newsroom.html.deceptive_html import find_deceptive, template_classes
from newsroom.html.tree import parse_html

CLASSES = {"byline", "masthead"}


@pytest.mark.parametrize(
    ("html", "messages"),
    [
        ("<p class='box wide'>x</p>", []),
        ("<form action=/search/><input autocomplete=off></form>", []),
        ("<form action='https://o.example/'></form>",
         ["<form> sends what readers write to another site, https://o.example/"]),
        ("<form><button formaction='//o.example'>x</button></form>",
         ["<button> sends what readers write to another site, //o.example"]),
        ("<dialog>x</dialog>", []),
        ("<dialog open>x</dialog>", ["<dialog> is open and covers the page"]),
        ("<div popover>x</div>", ["the attribute popover on <div> can cover the page"]),
        ("<input autofocus>",
         ["the attribute autofocus on <input> takes the keyboard, and scrolls the page"]),
        ("<p hidden>x</p>",
         ["the attribute hidden on <p> hides text from readers that others still read"]),
        ("<a href=/a/ ping='https://o.example/'>x</a>",
         ["the attribute ping on <a> tells another site who follows the link"]),
        ("<p class='x byline'>Written by: Ada</p>",
         ['<p> has the class "byline" of the page around it and can imitate it']),
        ("<svg><g class=masthead></g></svg>",
         ['<g> has the class "masthead" of the page around it and can imitate it']),
    ],
)  # fmt: skip
def test_what_deceives(html: str, messages: list[str]) -> None:
    found = find_deceptive(parse_html(html), CLASSES)
    assert [message for _, message in found] == messages


@pytest.mark.parametrize(
    ("template", "classes"),
    [
        ('<p class="byline">x</p>', {"byline"}),
        ("<p class='a  b-c'>x</p>", {"a", "b-c"}),
        ('<p class="card{{ " unpublished" if x }}">', {"card"}),
        ("<p class={{ x }}>{% if class %}", set()),
    ],
)
def test_the_classes_of_a_template(template: str, classes: set[str]) -> None:
    assert template_classes(template) == classes
