"""What a writer says, as it can stand in front matter: scalars of YAML."""

import json
import re

from newsroom.content.front_matter.parser import sound
from newsroom.content.source_files import LOST
from newsroom.diagnostics.errors import UserError


def clean(said: str) -> str:
    """A title or a name on one line, without characters that no page may hold.

    Raises `UserError` for what is not in UTF-8: half of a word would be lost unseen.
    """
    if LOST.search(said):
        shown = LOST.sub("\ufffd", said)
        raise UserError(f'"{shown}" is not in UTF-8; set the terminal to UTF-8 and write it again')
    return " ".join(sound(said).split())


def quoted(text: str) -> str:
    """A text in quotes. A JSON string is a YAML string, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def in_list(name: str) -> str:
    """A name as it can stand in a YAML list, in quotes where it needs them."""
    return name if re.fullmatch(r"\w[\w .-]*", name) else quoted(name)
