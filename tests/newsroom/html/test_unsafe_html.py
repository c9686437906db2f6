"""Active and deceptive content: what could run, cover the page, imitate it, or send data away."""

import pytest

from newsroom.html.tree import described_elements, parse_html
from newsroom.html.unsafe_html import (
    UnsafeHtml,
    class_names,
    find_active,
    find_deceptive,
    find_imitations,
    template_classes,
)

HANDLER = "html/event-handler"
ELEMENT = "html/active-element"
URL = "html/script-url"


@pytest.mark.parametrize(
    ("html", "active"),
    [
        ("<p>x</p>", ()),
        ("<script>x</script>", (UnsafeHtml("<script", ELEMENT, "active element <script>"),)),
        ("<p onclick=x>", (UnsafeHtml("onclick", HANDLER, "event handler onclick= on <p>"),)),
        ('<a href="JavaScript:x">y</a>',
         (UnsafeHtml("javascript:", URL, "javascript: URL on <a>"),)),
        ('<a href="data:text/html,x">y</a>', (UnsafeHtml("data:", URL, "data: URL on <a>"),)),
        ('<img alt="" src="data:image/png;base64,x">', ()),
        ('<a href="data:image/png;base64,x">y</a>',
         (UnsafeHtml("data:", URL, "data: URL on <a>"),)),
        ("<svg><a xlink:href='java&#10;script:x'/></svg>",
         (UnsafeHtml("javascript:", URL, "javascript: URL on <a>"),)),
        ("<template><b onclick=x></template>",
         (UnsafeHtml("<template", ELEMENT, "active element <template>"),
          UnsafeHtml("onclick", HANDLER, "event handler onclick= on <b>"))),
        ("<svg><animateTransform/></svg>",
         (UnsafeHtml("<animatetransform", ELEMENT, "active element <animatetransform>"),)),
    ],
)  # fmt: skip
def test_active_content(html: str, active: tuple[UnsafeHtml, ...]) -> None:
    assert tuple(find_active(described_elements(parse_html(html)))) == active


FORM, ATTRIBUTE, CLASS = "html/external-form", "html/deceptive-attribute", "html/page-class"


@pytest.mark.parametrize(
    ("html", "deceptive"),
    [
        ("<p class='box wide'>x</p>", []),
        ("<form action=/search/><input autocomplete=off></form>", []),
        ("<form action='https://o.example/'></form>",
         [(FORM, "<form> sends what readers write to another site, https://o.example/")]),
        ("<form><button formaction='//o.example'>x</button></form>",
         [(FORM, "<button> sends what readers write to another site, //o.example")]),
        ("<dialog>x</dialog>", []),
        ("<dialog open>x</dialog>", [(ATTRIBUTE, "attribute open on <dialog> covers the page")]),
        ("<div popover>x</div>", [(ATTRIBUTE, "attribute popover on <div> can cover the page")]),
        ("<input autofocus>",
         [(ATTRIBUTE,
           "attribute autofocus on <input> takes the keyboard focus, and scrolls the page")]),
        ("<p hidden>x</p>",
         [(ATTRIBUTE, "attribute hidden on <p> hides text from some readers only")]),
        ("<a href=/a/ ping='https://o.example/'>x</a>",
         [(ATTRIBUTE, "attribute ping on <a> tells another site who follows the link")]),
        ("<p class='x byline'>Written by: Ada</p>",
         [(CLASS, 'class "byline" on <p> is one of the page around it and can imitate it')]),
        ("<svg><g class=masthead></g></svg>",
         [(CLASS, 'class "masthead" on <g> is one of the page around it and can imitate it')]),
    ],
)  # fmt: skip
def test_deceptive_content(html: str, deceptive: list[tuple[str, str]]) -> None:
    every = described_elements(parse_html(html))
    imitations = find_imitations(class_names(every), {"byline", "masthead"})
    contents = [*find_deceptive(every), *imitations]
    assert [(content.code, content.message) for content in contents] == deceptive


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


def test_each_class_is_named_once_with_its_tag() -> None:
    every = described_elements(parse_html("<p class='a b'>x<i class=a>y</i></p><p class='b'>z</p>"))
    classes = class_names(every)
    assert list(classes) == [("a", "p"), ("b", "p"), ("a", "i")]
    assert [content.text for content in find_imitations(classes, {"b", "c"})] == ["b"]
