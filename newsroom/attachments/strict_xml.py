"""Reads XML of unknown origin: no entities, no encoding that hides markup, a line for each event.

Browsers run what comes before an error in a file, and expand what a DOCTYPE declares. A file that
is not well-formed, that declares anything, or that is not in a superset of ASCII is therefore
refused as a whole. Nothing outside the bytes that are passed in is ever read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from newsroom.diagnostics.errors import UserError

SEPARATOR = "\x1f"  # XML 1.0 has no such character, not even as a reference
ENCODINGS = frozenset(["utf-8", "us-ascii", "iso-8859-1"])  # markup is the same bytes in each
CHUNK = 65_536  # bytes that are parsed at once
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
GZIP = b"\x1f\x8b"
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")
DECLARED = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["'](?P<name>[^"']*)["']""")
# What may come before a DOCTYPE, and as much of it as is not a declaration.
PROLOG = re.compile(
    rb"""(?:\xef\xbb\xbf)?+(?>\s|<\?.*?\?>|<!--.*?-->)*+
    (?P<doctype><!DOCTYPE(?>[^>"'\[]|"[^"]*"|'[^']*')*+(?P<end>>)?)""",
    re.VERBOSE | re.DOTALL,
)


class XmlError(UserError):
    """A file that is not XML as this module accepts it, with a line, a message and an advice."""

    def __init__(self, line: int, message: str, advice: str) -> None:
        super().__init__(f"{message}; {advice}")
        self.line, self.message, self.advice = line, message, advice


@dataclass(frozen=True)
class XmlName:
    """The name of an element or attribute: its namespace, "" for none, and its local part."""

    namespace: str
    local: str


@dataclass(frozen=True)
class StartTag:
    """A start tag: its line, the name of its element, and the attributes by name."""

    line: int
    name: XmlName
    attributes: Mapping[XmlName, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EndTag:
    """An end tag: its line."""

    line: int


@dataclass(frozen=True)
class CharacterData:
    """Characters of an element; a run of them may come in several pieces."""

    line: int
    text: str


@dataclass(frozen=True)
class Instruction:
    """A processing instruction: its line and its target, `xml-stylesheet` or the like."""

    line: int
    target: str


Event = StartTag | EndTag | CharacterData | Instruction


def read_events(data: bytes) -> Iterator[Event]:
    """Yield the events of a file in order; raise `XmlError` at the point where it is refused."""
    _check_encoding(data)
    data = _without_doctype(data)
    parser, events = expat.ParserCreate(namespace_separator=SEPARATOR), list[Event]()
    parser.ordered_attributes = True
    _collect(parser, events)
    for start in range(0, len(data) + 1, CHUNK):
        error = _feed(parser, data[start : start + CHUNK], last=start + CHUNK > len(data))
        yield from events
        events.clear()
        if error:
            raise error


def _collect(parser: expat.XMLParserType, events: list[Event]) -> None:
    """Have a parser append its events to a list."""

    def start(name: str, attributes: list[str]) -> None:
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        values = {_name(key): value for key, value in pairs}
        events.append(StartTag(parser.CurrentLineNumber, _name(name), values))

    def end(name: str) -> None:
        del name
        events.append(EndTag(parser.CurrentLineNumber))

    def text(characters: str) -> None:
        events.append(CharacterData(parser.CurrentLineNumber, characters))

    def instruction(target: str, words: str) -> None:
        del words
        events.append(Instruction(parser.CurrentLineNumber, target))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = text, instruction


def _name(separated: str) -> XmlName:
    namespace, _, local = separated.rpartition(SEPARATOR)
    return XmlName(namespace, local)


def _feed(parser: expat.XMLParserType, data: bytes, *, last: bool) -> XmlError | None:
    try:
        parser.Parse(data, last)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code) or "unreadable"
        return XmlError(error.lineno, f"invalid XML ({why})", "correct it")
    return None


def _check_encoding(data: bytes) -> None:
    """Raise `XmlError` for bytes in which markup could be hidden from this parser."""
    if data.startswith(GZIP):
        raise XmlError(1, "file compressed with gzip", "save it uncompressed")
    if data.startswith(UTF_16):
        raise XmlError(1, "file in UTF-16", "save it in UTF-8")
    marked = data.startswith(BYTE_ORDER_MARK)
    declaration = DECLARED.match(data.removeprefix(BYTE_ORDER_MARK))
    declared = declaration["name"].decode("ascii", "replace").lower() if declaration else "utf-8"
    if declared not in ENCODINGS or (marked and declared != "utf-8"):
        raise XmlError(1, f'unsupported encoding "{declared}"', "save it in UTF-8")
    if declared == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise XmlError(line, "file not in UTF-8", "save it in UTF-8") from None


def _without_doctype(data: bytes) -> bytes:
    """Return a file with spaces for its DOCTYPE; raise `XmlError` for one that declares more.

    Without it a reference such as `&colon;` is an error. Browsers know it where the DOCTYPE is that
    of XHTML, and this parser would skip it.
    """
    prolog = PROLOG.match(data)
    if not prolog:
        return data
    if not prolog["end"]:
        line = data.count(b"\n", 0, prolog.start("doctype")) + 1
        raise XmlError(line, "DOCTYPE with declarations", "remove the DOCTYPE")
    spaces = re.sub(rb"[^\n]", b" ", prolog["doctype"])
    return data[: prolog.start("doctype")] + spaces + data[prolog.end("doctype") :]
