"""HTML and XML that cannot run anything, whichever parser reads it: files of search engines, feeds.

The HTML grammar is a small part of the standard on which all parsers agree, not what they make of
mistakes: enough for the files by which search engines verify an owner.
"""

import re
from collections.abc import Iterator

from newsroom.attachments.strict_xml import Instruction, Name, Start, XmlError, read_events
from newsroom.attachments.svg import (
    ACTIVE,
    ACTIVE_NAMESPACES,
    SVG,
    XLINK,
    Problem,
    instruction_problems,
)

XHTML = "http://www.w3.org/1999/xhtml"
BLANK = r"[\t\n\f\r ]"
VALUE = r"""(?:"[^"<>&]*"|'[^'<>&]*')"""
TAG = re.compile(
    rf"""<!doctype{BLANK}html>
    |</?(?:html|head|body|title|p|br|h[1-6]|meta)
      (?:{BLANK}+(?:lang|name|property|content|charset|id|dir){BLANK}*={BLANK}*{VALUE})*
      {BLANK}*/?>
    |<meta{BLANK}+http-equiv=["']content-type["']
      {BLANK}+content=["']text/html;{BLANK}?charset=[\w-]+["']{BLANK}*/?>
    """.encode(),
    re.IGNORECASE | re.VERBOSE,
)
OPENED = re.compile(rb"<")
UNREADABLE = re.compile(rb"[\x00\x1b]")  # UTF-16, or an encoding that switches character sets


def html_problems(data: bytes) -> list[Problem]:
    """Return a problem for the first tag of an HTML file that is not plain text and its frame."""
    if found := UNREADABLE.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        return [Problem(line, "has bytes that no text in UTF-8 has")]
    position = 0
    while opened := OPENED.search(data, position):
        tag = TAG.match(data, opened.start())
        if not tag:
            line = data.count(b"\n", 0, opened.start()) + 1
            shown = re.split(rb"[\s>]", data[opened.start() : opened.start() + 20])[0]
            return [Problem(line, f"has {shown.decode(errors='replace')}, more than plain text")]
        position = tag.end()
    return []


def is_inert_html(data: bytes) -> bool:
    """Whether an HTML file has content, and nothing but plain text and its frame."""
    return bool(data.strip()) and not html_problems(data)


def xml_problems(data: bytes) -> list[Problem]:
    """Return what in an XML file, other than an SVG, a browser could run."""
    return list(dict.fromkeys(_xml_problems(data)))


def _xml_problems(data: bytes) -> Iterator[Problem]:
    try:
        for event in read_events(data):
            if isinstance(event, Instruction):
                yield from instruction_problems(event)
            elif isinstance(event, Start):
                yield from _element(event)
    except XmlError as error:
        yield Problem(error.line, str(error))


def _element(start: Start) -> Iterator[Problem]:
    namespace, local = start.name.namespace, start.name.local
    kind = {SVG: "SVG", **ACTIVE_NAMESPACES}.get(namespace, "")
    if kind and not _is_alternate(start):
        yield Problem(start.line, f"has the {kind} element <{local}>, which browsers show or run")
    elif local.lower() in ACTIVE:
        yield Problem(start.line, f"has <{local}>, which is active content")
    for name in start.attributes:
        if name.namespace == XLINK or name.namespace in ACTIVE_NAMESPACES:
            yield Problem(start.line, f"has the attribute {name.local} of another language")


def _is_alternate(start: Start) -> bool:
    """Whether this is the element by which a sitemap names a page in another language."""
    kind = start.attributes.get(Name("", "rel"), "").lower()
    named = {name.local for name in start.attributes}
    return start.name == Name(XHTML, "link") and kind == "alternate" and named <= ALTERNATE


ALTERNATE = frozenset(["rel", "hreflang", "href", "media"])
