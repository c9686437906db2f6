"""Front matter values: from the strings of a head to typed values.

Each reader takes the value of a key as parsed from YAML and returns it typed, or raises
`FieldError`, whose text follows the key in a message.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date as day
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from unidecode import unidecode

from newsroom.dates import local_time
from newsroom.text.tokenizer import LETTERS
from newsroom.text.uuid import UUID
from newsroom.urls.hosts import InvalidUrlError, encode_netloc

Value = Any  # text, a list, or keys with values: what YAML can write


class FieldError(ValueError):
    """A value that cannot be used; its text says why and what to write.

    `mistakes` are its reasons with the line of each, 0 for that of the key: a list has several.
    """

    def __init__(self, *mistakes: str | tuple[int, str]) -> None:
        self.mistakes = [(0, said) if isinstance(said, str) else said for said in mistakes]
        super().__init__("; ".join(text for _, text in self.mistakes))


STATUSES = ("published", "draft", "hidden")
# Blank before the offset and hours without minutes are common; neither is in ISO 8601.
OFFSET = re.compile(r"(?<!\s)\s++(?=[+-]\d\d(:?\d\d){1,2}$|Z$)")
# Embeddings and overrides end with POP DIRECTIONAL FORMATTING, isolates with their own sign.
TURNED = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def text(value: Value) -> str:
    """One line of text, which leaves the direction of what is written after it alone."""
    if not isinstance(value, str):
        raise FieldError("has to be text; put quotes around it")
    written = " ".join(value.split())
    if written and all(unicodedata.category(sign)[0] in "CZ" for sign in written):
        raise FieldError("holds no sign that can be seen; write some words")
    return written + _closing(written) if TURNING.search(written) else written


def _closing(written: str) -> str:
    """The signs that end what turns the direction of text and was not ended (UAX #9, X1 to X8)."""
    to_come: list[str] = []
    for sign in TURNING.findall(written):
        if sign in TURNED:
            to_come.append(TURNED[sign])
        elif sign in to_come:
            del to_come[len(to_come) - 1 - to_come[::-1].index(sign) :]
    return "".join(reversed(to_come))


def names(value: Value) -> tuple[str, ...]:
    """A list, or names with commas (semicolons where a name has a comma) between; no name twice."""
    if isinstance(value, str):
        value = value.removeprefix("[").removesuffix("]").split(";" if ";" in value else ",")
    if not isinstance(value, list):
        raise FieldError("has to be a list, such as [one, two]")
    found = [text(name) for name in value]
    by_spelling = {name.casefold(): name for name in reversed(found) if name}
    return tuple(reversed(by_spelling.values()))


def date(value: Value, timezone: ZoneInfo) -> datetime:
    """Return the instant of an ISO 8601 date, with or without time and offset.

    It has the fixed offset of the site's time zone then, never the zone itself: see `local_time`.
    """
    moment, _ = _iso_8601(value)
    if moment.tzinfo:
        return local_time.in_zone(moment, timezone)
    return local_time.from_wall_time(moment, timezone)


def date_warning(value: Value, timezone: ZoneInfo) -> str:
    """Return the warning about a date that occurs twice or never in a zone, "" for any other."""
    try:
        moment, whole_day = _iso_8601(value)
    except FieldError:
        return ""
    if moment.tzinfo:
        return ""
    return "; ".join(local_time.ambiguity(moment, timezone, whole_day=whole_day) or ())


def _iso_8601(value: Value) -> tuple[datetime, bool]:
    """Return a datetime, aware only if an offset is written, and whether it is a day alone."""
    written = OFFSET.sub("", text(value).rstrip())
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        example = "write it as 2025-11-20 09:00 or 2025-11-20 09:00 +05:30"
        raise FieldError(f'"{written}" cannot be read; {example}') from None
    # An address needs the year 1 to 9999 in any zone; astimezone fails at the ends.
    if not 1000 < moment.year < 9999:
        raise FieldError(f'"{written}" is not in this millennium or the next')
    try:
        return moment, bool(day.fromisoformat(written))
    except ValueError:
        return moment, False


def status(value: Value) -> str:
    """One of `STATUSES`."""
    written = text(value).lower()
    if written not in STATUSES:
        raise FieldError(f'"{written}" is not one of {", ".join(STATUSES)}')
    return written


def language(value: Value) -> str:
    """A language tag (BCP 47), in lower case as Pelican compares it."""
    written = text(value)
    if not LANGUAGE.match(written):
        raise FieldError(f'"{written}" is no language tag, such as en or pt-BR')
    return written.lower()


def slug(value: Value) -> str:
    """The last part of an address, as written."""
    written = text(value)
    if not re.fullmatch(rf"[{LETTERS}-]+", written):
        ascii_words = re.sub(r"[^\w\s-]", "", unidecode(written)).lower()
        fitting = re.sub(r"[-\s]+", "-", ascii_words).strip("-")
        advice = f'write "{fitting}"' if fitting else "use some of these"
        raise FieldError(f'"{written}" holds more than letters, digits, - and _; {advice}')
    return written


def identifier(value: Value) -> str:
    """A UUID (RFC 9562) in lower case, from itself or from the `urn:uuid:…` of a feed."""
    written = text(value).lower().removeprefix("urn:uuid:")
    if not UUID.match(written):
        raise FieldError(
            f'"{written}" is no UUID; remove the line, or write one as `make new` does'
        )
    return written


def address(value: Value) -> str:
    """An http or https address."""
    written = text(value)
    if not re.match(r"https?://", written, re.IGNORECASE):
        raise FieldError(f'"{written}" is no address; it has to start with https://')
    try:
        parts = urlsplit(written)
        host = parts.hostname if parts.port != 0 else ""
    except ValueError:  # `https://[`, or a port over 65535
        host = ""
    if not host:
        raise FieldError(f'"{written}" has no host that can be read; correct what follows //')
    try:
        encode_netloc(parts.netloc)
    except InvalidUrlError as error:
        raise FieldError(f'invalid URL "{written}": {error}') from None
    if "@" in parts.netloc:
        raise FieldError(f'"{written}" holds a name before @, which leads to {host}; leave it out')
    if " " in written:
        raise FieldError(f'"{written}" holds a blank; write it as %20')
    return written


Reader = Callable[[Value], Any]
