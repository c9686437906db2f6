"""Elements of HTML and XML as lxml has them, and their text."""

import re
from typing import Any

from lxml import etree

from newsroom.diagnostics.diagnostic import Diagnostic

Element = Any  # one of lxml
Pairs = tuple[tuple[str, str], ...]


def text_of(element: Element) -> str:
    """Return the text in an element, with whitespace collapsed as browsers do."""
    return collapse_whitespace("".join(element.itertext()))


def collapse_whitespace(text: str) -> str:
    """Return a text with one space for each run of whitespace, and none at its ends."""
    return " ".join(text.split())


def parse_xml(path: str, data: bytes) -> Element | Diagnostic:
    """Return the root of an XML file, else what is wrong with it; entities are not expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        reason = re.sub(r",? line \d+.*", "", str(error.msg))
        return Diagnostic(path, line, "xml/invalid", f"XML is not well-formed: {reason}")
