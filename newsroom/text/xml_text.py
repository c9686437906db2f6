"""Text for XML: without the characters that it may not contain, and its length once escaped."""

import re

# Characters that XML 1.0 forbids (its section 2.2), and those that it discourages.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# How many bytes longer a character is once it is escaped.
ESCAPED = {"&": 4, "<": 3, ">": 3, '"': 5, "'": 5}


def to_xml_text(text: str) -> str:
    """Return a text without the characters that no page and no feed may contain.

    Those from U+0080 to U+009F come from bytes of Windows-1252, so they are read as these, as the
    HTML standard does: a curly apostrophe stays one.
    """
    return NOT_XML.sub(_windows_1252, text)


def escaped_length(text: str) -> int:
    """Return the length in bytes of a text as `html.escape` writes it, in UTF-8."""
    more = sum(count * text.count(mark) for mark, count in ESCAPED.items())
    return len(text.encode()) + more


def _windows_1252(match: re.Match[str]) -> str:
    code = ord(match[0])
    return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0x9F else ""
