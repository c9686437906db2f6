"""The colours of a card: those of the custom properties in the style sheet of the theme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
ROOT = re.compile(r"(?:^|[};])\s*:root\s*\{([^{}]*)")
TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;}]*)")
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`, each of the custom property of its name; the defaults are our own."""

    paper: str = "#fbf8f2"
    ink: str = "#17181c"
    soft: str = "#5a5b62"
    accent: str = "#b93516"
    rule: str = "#d9d2c4"


@dataclass(frozen=True)
class InvalidToken:
    """A custom property without a colour that we read: its name, value ("": missing) and line."""

    name: str
    value: str
    line: int
    fallback: str


def parse_palette(sheet: str) -> tuple[Palette, list[InvalidToken]]:
    """Return the colours in the first rule `:root` of a style sheet outside of any at-rule.

    A property that is missing there or has another form than `#rgb` or `#rrggbb` is among the
    invalid ones, and has the colour of the default.
    """
    colours: dict[str, str] = {}
    invalid = []
    tokens = dict(_root_tokens(sheet))
    for field in fields(Palette):
        value, line = tokens.get(field.name, ("", 0))
        if HEX.fullmatch(value):
            colours[field.name] = six_digits(value)
        else:
            invalid.append(InvalidToken(field.name, value, line, str(field.default)))
    return Palette(**colours), invalid


def six_digits(colour: str) -> str:
    """Return `#abc` as `#aabbcc`, in lower case."""
    digits = colour[1:].lower()
    return f"#{''.join(digit * 2 for digit in digits) if len(digits) == 3 else digits}"


def _root_tokens(sheet: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield name, value and line of each custom property of the first `:root`."""
    text = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), sheet)
    root = ROOT.search(text)
    if not root or text.count("{", 0, root.start(1)) - text.count("}", 0, root.start(1)) != 1:
        return
    for token in TOKEN.finditer(root[1]):
        line = text.count("\n", 0, root.start(1) + token.start()) + 1
        yield token[1], (token[2].strip(), line)
