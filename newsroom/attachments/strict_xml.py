"""Reads XML of unknown origin: no entities, no encoding that hides markup, a line for each event.

Browsers run what stands before an error in a file, and expand what a DOCTYPE declares. A file that
is not well-formed, that declares anything, or that is not in a superset of ASCII is therefore
refused as a whole. Nothing outside the bytes that are passed in is ever read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

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


class XmlError(ValueError):
    """A file that is not XML as this module accepts it; the text says why."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True)
class Name:
    """The name of an element or attribute: its namespace, "" for none, and its local part."""

    namespace: str
    local: str


@dataclass(frozen=True)
class Start:
    """A start tag."""

    line: int
    name: Name
    attributes: Mapping[Name, str] = field(default_factory=dict)


@dataclass(frozen=True)
class End:
    """An end tag."""

    line: int


@dataclass(frozen=True)
class Text:
    """Characters of an element; a run of them may come in several pieces."""

    line: int
    text: str


@dataclass(frozen=True)
class Instruction:
    """A processing instruction."""

    line: int
    target: str


Event = Start | End | Text | Instruction


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
        named = {_name(key): value for key, value in pairs}
        events.append(Start(parser.CurrentLineNumber, _name(name), named))

    def end(name: str) -> None:
        del name
        events.append(End(parser.CurrentLineNumber))

    def text(characters: str) -> None:
        events.append(Text(parser.CurrentLineNumber, characters))

    def instruction(target: str, words: str) -> None:
        del words
        events.append(Instruction(parser.CurrentLineNumber, target))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = text, instruction


def _name(written: str) -> Name:
    namespace, _, local = written.rpartition(SEPARATOR)
    return Name(namespace, local)


def _feed(parser: expat.XMLParserType, data: bytes, *, last: bool) -> XmlError | None:
    try:
        parser.Parse(data, last)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code) or "unreadable"
        return XmlError(error.lineno, f"is not well-formed XML ({why}); correct it")
    return None


def _check_encoding(data: bytes) -> None:
    """Raise `XmlError` for bytes in which markup could be hidden from this parser."""
    if data.startswith(GZIP):
        raise XmlError(1, "is compressed with gzip; save it uncompressed")
    if data.startswith(UTF_16):
        raise XmlError(1, "is in UTF-16; save it in UTF-8")
    marked = data.startswith(BYTE_ORDER_MARK)
    declaration = DECLARED.match(data.removeprefix(BYTE_ORDER_MARK))
    declared = declaration["name"].decode("ascii", "replace").lower() if declaration else "utf-8"
    if declared not in ENCODINGS or (marked and declared != "utf-8"):
        raise XmlError(1, f'declares the encoding "{declared}"; save it in UTF-8')
    if declared == "utf-8":
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise XmlError(line, "is not in UTF-8; save it in that encoding") from None


def _without_doctype(data: bytes) -> bytes:
    """The file with spaces in place of its DOCTYPE; raise `XmlError` for one that declares more.

    Without it a reference such as `&colon;` is an error. Browsers know it where the DOCTYPE is that
    of XHTML, and this parser would skip it.
    """
    found = PROLOG.match(data)
    if not found:
        return data
    if not found["end"]:
        line = data.count(b"\n", 0, found.start("doctype")) + 1
        raise XmlError(line, "has a DOCTYPE with declarations; save it without a DOCTYPE")
    blank = re.sub(rb"[^\n]", b" ", found["doctype"])
    return data[: found.start("doctype")] + blank + data[found.end("doctype") :]
