"""What a writer types, as YAML scalars of front matter."""

import json
import re

from newsroom.content.source_files import SURROGATE
from newsroom.diagnostics.errors import UserError
from newsroom.text.xml_text import to_xml_text


def clean_line(text: str) -> str:
    """Return a title or a name on one line, without characters that a page must not contain.

    Raises `UserError` for text that is not UTF-8: part of a word would be lost.
    """
    if SURROGATE.search(text):
        printable = SURROGATE.sub("\ufffd", text)
        raise UserError(f'"{printable}" is not UTF-8; set the terminal to UTF-8 and type it again')
    return " ".join(to_xml_text(text).split())


def quoted_scalar(text: str) -> str:
    """Return a text as a quoted YAML scalar. Every JSON string is one (YAML 1.2, section 1.3)."""
    return json.dumps(text, ensure_ascii=False)


def list_item(name: str) -> str:
    """Return a name as an item of a YAML list, quoted where it must be."""
    return name if re.fullmatch(r"\w[\w .-]*", name) else quoted_scalar(name)
