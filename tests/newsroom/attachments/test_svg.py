"""SVGs: drawings pass, and whatever runs or loads something does not."""

import pytest

from newsroom.attachments.strict_xml import XmlError
from newsroom.attachments.svg import ANIMATIONS, svg_problems, svg_root
from tests.svgs import GOOD, HOSTILE, svg

ACTIVE, REFERENCE = "attachment/active-content", "attachment/external-reference"


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD.keys())
def test_a_drawing_passes(data: bytes) -> None:
    assert svg_problems(data) == []


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_runs_or_loads_is_a_problem(data: bytes) -> None:
    assert svg_problems(data) != []


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("\n\n<script/>", [(3, ACTIVE, "active element <script>")]),
        (
            '\n<g\nonload="x()"/>\n<script/>',
            [
                (2, ACTIVE, 'event handler onload="x()" on <g>'),
                (4, ACTIVE, "active element <script>"),
            ],
        ),
        ("\n<a href='/x'/>", [(2, REFERENCE, 'href="/x" on <a> links to another file')]),
        (
            "\n\n<style>\n@import 'x'</style>",
            [(4, REFERENCE, "@import in <style> loads another file")],
        ),
        ('<g fill="url(a)"/>', [(1, REFERENCE, "url(a) on <g> loads another file")]),
        ("\n<g></i>", [(2, "attachment/invalid-xml", "invalid XML (mismatched tag)")]),
        ("\n<marquee/>", [(2, ACTIVE, "unknown SVG element <marquee>")]),
        ("<g xml:base='/x'/>", [(1, REFERENCE, 'base="/x" on <g> names another file')]),
        (
            "<set attributeName='href'/>",
            [(1, ACTIVE, 'attributeName="href" on <set> changes a link or a script')],
        ),
        (
            "<set to='javascript:x'/>",
            [(1, ACTIVE, 'to="javascript:x" on <set> has a javascript: URL')],
        ),
        (
            "<style><b/></style>",
            [(1, ACTIVE, "element inside <style>"), (1, ACTIVE, "unknown SVG element <b>")],
        ),
    ],
)
def test_a_problem_has_its_line(body: str, problems: list[tuple[int, str, str]]) -> None:
    assert [(p.line, p.code, p.message) for p in svg_problems(svg(body))] == problems


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    (problem,) = svg_problems(svg("<g/>").decode().encode(encoding))
    assert (problem.line, problem.text) == (1, "file in UTF-16; save it in UTF-8")


@pytest.mark.parametrize("element", ANIMATIONS.split())
def test_no_animation_changes_a_link(element: str) -> None:
    assert svg_problems(svg(f'<{element} attributeName="fill"/>')) == []
    assert svg_problems(svg(f'<{element} attributeName="xlink:href"/>')) != []


def test_the_root_is_read_without_the_rest() -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" width="3" x:y="4" xmlns:x="urn:x"><b></i>'
    assert svg_root(data) == {"width": "3"}


@pytest.mark.parametrize(
    ("doctype", "width"),
    [
        ('<!ENTITY w "40">', "&w;"),
        ('<!ENTITY % p "x"><!ENTITY w "40">', "&w;"),
        ('<!ENTITY w SYSTEM "file:///etc/hostname">', "40"),
        ('<!ENTITY % w SYSTEM "file:///etc/hostname"> %w;', "40"),
        ('<!ATTLIST svg height CDATA "30">', "40"),
        ('<!ENTITY a "4"><!ENTITY w "&a;0">', "&w;"),
    ],
)
def test_no_entity_is_expanded(doctype: str, width: str) -> None:
    root = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="30">&w;</svg>'
    with pytest.raises(XmlError, match="DOCTYPE with declarations"):
        svg_root(f"<!DOCTYPE svg [{doctype}]>\n{root}".encode())
