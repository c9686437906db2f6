"""HTML and XML that cannot run anything, whichever parser reads it: files of search engines, feeds.

The HTML grammar is a small part of the standard on which all parsers agree, without the parts where
they recover from errors: enough for the files by which search engines verify an owner.
"""

import re
from collections.abc import Iterator

from newsroom.attachments.strict_xml import (
    Instruction,
    StartTag,
    XmlError,
    XmlName,
    read_events,
)
from newsroom.attachments.svg import (
    ACTIVE,
    ACTIVE_NAMESPACES,
    SVG,
    XLINK,
    active_problem,
    instruction_problems,
    xml_problem,
)
from newsroom.diagnostics.diagnostic import Diagnostic

XHTML = "http://www.w3.org/1999/xhtml"
SPACE = r"[\t\n\f\r ]"
VALUE = r"""(?:"[^"<>&]*"|'[^'<>&]*')"""
TAG = re.compile(
    rf"""<!doctype{SPACE}html>
    |</?(?:html|head|body|title|p|br|h[1-6]|meta)
      (?:{SPACE}+(?:lang|name|property|content|charset|id|dir){SPACE}*={SPACE}*{VALUE})*
      {SPACE}*/?>
    |<meta{SPACE}+http-equiv=["']content-type["']
      {SPACE}+content=["']text/html;{SPACE}?charset=[\w-]+["']{SPACE}*/?>
    """.encode(),
    re.IGNORECASE | re.VERBOSE,
)
ALTERNATE = frozenset(["rel", "hreflang", "href", "media"])  # attributes of such a link
OPENED = re.compile(rb"<")
UNREADABLE = re.compile(rb"[\x00\x1b]")  # UTF-16, or an encoding that switches character sets


def html_problems(data: bytes) -> list[Diagnostic]:
    """Return an error for the first tag of an HTML file beyond plain text and its frame."""
    if unreadable := UNREADABLE.search(data):
        line = data.count(b"\n", 0, unreadable.start()) + 1
        return [active_problem(line, "control character, or text not in UTF-8")]
    position = 0
    while opened := OPENED.search(data, position):
        tag = TAG.match(data, opened.start())
        if not tag:
            line = data.count(b"\n", 0, opened.start()) + 1
            name = re.split(rb"[\s>]", data[opened.start() : opened.start() + 20])[0]
            message = f"tag {name.decode(errors='replace')}> in a file of plain text"
            return [active_problem(line, message)]
        position = tag.end()
    return []


def is_inert_html(data: bytes) -> bool:
    """Return whether an HTML file has content, and nothing but plain text and its frame."""
    return bool(data.strip()) and not html_problems(data)


def xml_problems(data: bytes) -> list[Diagnostic]:
    """Return what in an XML file, other than an SVG, a browser could run."""
    return list(dict.fromkeys(_xml_problems(data)))


def _xml_problems(data: bytes) -> Iterator[Diagnostic]:
    try:
        for event in read_events(data):
            if isinstance(event, Instruction):
                yield from instruction_problems(event)
            elif isinstance(event, StartTag):
                yield from _inert_problems(event)
    except XmlError as error:
        yield xml_problem(error.line, error.message, error.advice)


def _inert_problems(start: StartTag) -> Iterator[Diagnostic]:
    namespace, local = start.name.namespace, start.name.local
    kind = {SVG: "SVG", **ACTIVE_NAMESPACES}.get(namespace, "")
    if kind and not _is_alternate(start):
        yield active_problem(start.line, f"{kind} element <{local}>")
    elif local.lower() in ACTIVE:
        yield active_problem(start.line, f"active element <{local}>")
    for name in start.attributes:
        if name.namespace == XLINK or name.namespace in ACTIVE_NAMESPACES:
            yield active_problem(start.line, f"attribute {name.local} of another namespace")


def _is_alternate(start: StartTag) -> bool:
    """Return whether this is the element by which a sitemap names a page in another language."""
    kind = start.attributes.get(XmlName("", "rel"), "").lower()
    names = {name.local for name in start.attributes}
    return start.name == XmlName(XHTML, "link") and kind == "alternate" and names <= ALTERNATE
