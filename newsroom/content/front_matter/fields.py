"""Front matter values: from the strings of YAML to typed values.

Each function takes the value of a key as parsed from YAML and returns it typed, or raises
`FieldError`, whose message follows the key: `lang "xx_" is not a valid language tag`. All types of
values are in one module, which is long for that.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date as calendar_date
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsroom.content.file_names import LANGUAGES
from newsroom.content.front_matter.yaml_nodes import Value
from newsroom.content.mathml import tex_text
from newsroom.dates import local_time
from newsroom.dates.date_formats import iso_date
from newsroom.diagnostics.errors import UserError
from newsroom.images.crops import Focus, parse_focus
from newsroom.text.plain_text import strip_marks
from newsroom.text.tokenizer import LETTERS
from newsroom.text.uuid import UUID
from newsroom.urls.hosts import InvalidUrlError, encode_netloc
from newsroom.urls.urls import LONGEST_NAME

ValueParser = Callable[[Value], Any]

TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
STATUSES = ("published", "draft", "hidden")
# What WordPress and Ghost write; a date in the future schedules a post.
PUBLIC = dict.fromkeys(("publish", "public", "scheduled", "future"), "published")
# A space before the offset and hours without minutes are common; ISO 8601 has neither.
OFFSET = re.compile(r"(?<!\s)\s++(?=[+-]\d\d(:?\d\d){1,2}$|Z$)")
# Embeddings and overrides end with POP DIRECTIONAL FORMATTING, isolates with POP ISOLATE.
DIRECTION_ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
HASHTAG = re.compile(r"^#(?=\w)")
NOTE_MARKS = " *\u2020\u2021\u00a7\u00b6"  # as papers have them
# The last of several names in a text: `A, B, and C`, `A, B, & C`.
LAST_NAME = re.compile(r",\s*+(?:and|&)\s+(?=[^,]*+$)", re.IGNORECASE)
# With a scheme (RFC 3987), which is followed by a host if it is that of a web page.
IRI = re.compile(r"""(?!https?:(?!//[^/?#:]))[a-z][a-z0-9+.-]*:[^<>"{}|\\^`]+""", re.IGNORECASE)
# In the permalinks of Jekyll, Hugo, and other templates: `/:year/:title/`, `/{slug}/`.
PATTERN = re.compile(r"(?:^|/):[a-z_]+|[{}]|^(?:pretty|none|date|ordinal|weekdate)$")
DATE_EXAMPLE = "write it as 2025-11-20 09:00 or 2025-11-20 09:00 +05:30"


class Problem(NamedTuple):
    """Why a value is invalid, what to write, and the line of the entry; line 0 is the key's."""

    message: str
    advice: str = ""
    line: int = 0

    def of(self, key: str) -> str:
        """Return the message with the key: `lang "x" is …`, but `canonical: invalid URL "x"`."""
        is_noun = self.message.startswith(("invalid ", "missing ", "unknown "))
        return f"{key}: {self.message}" if is_noun else f"{key} {self.message}"


class FieldError(UserError):
    """A value is invalid. `problems` says why; a list has one for each of its invalid entries."""

    def __init__(
        self, message: str = "", advice: str = "", *, each: Iterable[Problem] = ()
    ) -> None:
        self.problems = tuple(each) or (Problem(message, advice),)
        super().__init__("; ".join(filter(None, self.problems[0][:2])))


def truth(value: Value) -> bool | None:
    """Return whether a value says yes or no, None where it says neither."""
    return TRUTH.get(value.lower()) if isinstance(value, str) else None


def parse_truth(value: Value) -> bool:
    """Return whether a value says yes."""
    if (is_true := truth(value)) is None:
        raise FieldError("must be true or false")
    return is_true


def parse_image_focus(value: Value) -> Focus:
    """Return the point of an image that every crop contains."""
    try:
        return parse_focus(value if isinstance(value, str) else "")
    except ValueError:
        raise FieldError("must be two percentages", 'write it as "40% 30%"') from None


def parse_text(value: Value) -> str:
    """Return one line of text that leaves the direction of the text after it alone."""
    if not isinstance(value, str):
        raise FieldError("must be text", "put quotes around it")
    text = " ".join(value.split())
    if text and all(unicodedata.category(character)[0] in "CZ" for character in text):
        raise FieldError("has no visible characters", "write some words")
    return text + _direction_ends(text) if DIRECTION.search(text) else text


def _direction_ends(text: str) -> str:
    """Return the characters that end each change of direction left open (UAX #9, X1 to X8)."""
    pending: list[str] = []
    for character in DIRECTION.findall(text):
        if character in DIRECTION_ENDS:
            pending.append(DIRECTION_ENDS[character])
        elif character in pending:
            del pending[len(pending) - 1 - pending[::-1].index(character) :]
    return "".join(reversed(pending))


def parse_plain_text(value: Value) -> str:
    """Return one line of text as `parse_text` does, without the marks of Markdown and TeX."""
    text = parse_text(value)
    return strip_marks(text, tex_text) or text


def parse_names(value: Value) -> tuple[str, ...]:
    """Return the names of a list, or of a text with commas between (semicolons if it has any).

    An entry may be a table with the key `name`. Of names that differ in case alone, the first
    counts.
    """
    if isinstance(value, str):
        value = value.removeprefix("[").removesuffix("]").split(";" if ";" in value else ",")
    if isinstance(value, dict) and "name" in value:
        value = [value]
    if not isinstance(value, list):
        raise FieldError("must be a list", "write it as [one, two]")
    names = [_parse_name(entry) for entry in value]
    by_spelling = {name.casefold(): name for name in reversed(names) if name}
    return tuple(reversed(by_spelling.values()))


def parse_tags(value: Value) -> tuple[str, ...]:
    """Return names as `parse_names` does; `#ai`, as notes have it, is `ai`, and `C#` stays."""
    return parse_names([HASHTAG.sub("", name) for name in parse_names(value)])


def _parse_name(entry: Value) -> str:
    """Return a name from a text, or from a table such as `{name: Full Name, url: …}`."""
    name = entry.get("name") if isinstance(entry, dict) else entry
    if not isinstance(name, str):
        raise FieldError("must be a list of names", "write it as [one, two]")
    return parse_text(name)


def parse_author_names(value: Value) -> tuple[str, ...]:
    """Return the names of authors as `parse_names` does; `A, B, and C` are three in a text.

    Marks of footnotes at the end of a name, as in `Full Name*`, are left out.
    """
    if isinstance(value, str) and ";" not in value:
        value = LAST_NAME.sub(", ", value)
    names = (name.rstrip(NOTE_MARKS) for name in parse_names(value))
    return tuple(dict.fromkeys(filter(None, names)))


def parse_date(value: Value, timezone: ZoneInfo) -> datetime:
    """Return the instant of an ISO 8601 date, with or without time and offset.

    It has the fixed offset of the site's time zone then, never the zone itself: see `local_time`.
    """
    instant, _ = _iso_8601(value)
    if instant.tzinfo:
        return local_time.in_zone(instant, timezone)
    return local_time.from_wall_time(instant, timezone)


def date_problem(value: Value, timezone: ZoneInfo) -> Problem | None:
    """Return why a date is ambiguous (it occurs twice or never in the zone); None if it is not."""
    try:
        instant, is_whole_day = _iso_8601(value)
    except FieldError:
        return None
    if instant.tzinfo:
        return None
    ambiguity = local_time.ambiguity(instant, timezone, whole_day=is_whole_day)
    return Problem(*ambiguity) if ambiguity else None


def _iso_8601(value: Value) -> tuple[datetime, bool]:
    """Return a datetime, aware only if it has an offset, and whether it is a day without time."""
    text = OFFSET.sub("", parse_text(value).rstrip())
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        iso = iso_date(text)
        try:
            instant = datetime.fromisoformat(iso)
        except ValueError:
            raise FieldError(f'"{text}" is not a valid date', DATE_EXAMPLE) from None
        text = iso
    # A URL needs the year 1 to 9999 in any zone; astimezone fails at the ends.
    if not 1000 < instant.year < 9999:
        raise FieldError(f'"{text}" must be in a year from 1001 to 9998')
    try:
        return instant, bool(calendar_date.fromisoformat(text))
    except ValueError:
        return instant, False


def parse_status(value: Value) -> str:
    """Return one of `STATUSES`, in lower case."""
    status = parse_text(value).lower()
    status = PUBLIC.get(status, status)
    if status not in STATUSES:
        raise FieldError(f'"{status}" must be one of {", ".join(STATUSES)}')
    return status


def parse_language(value: Value) -> str:
    """Return a language tag (BCP 47), in lower case, as Pelican makes that of the site.

    `en_US`, the name of a locale, is `en-us`.
    """
    tag = parse_text(value).replace("_", "-")
    if not LANGUAGE.match(tag):
        raise FieldError(f'"{tag}" is not a valid language tag', "write one such as en or pt-BR")
    return tag.lower()


def parse_known_language(value: Value) -> str:
    """Return the tag of a language that file names may have: `en_US` is `en-us`."""
    tag = parse_language(value)
    if tag.partition("-")[0] not in LANGUAGES:
        raise FieldError(f'"{tag}" is not a known language')
    return tag


def parse_slug(value: Value, slugify: Callable[[str], str] = str) -> str:
    """Return the last part of a URL, as written; it is the name of a folder or file too.

    `slugify` makes the slug that an error proposes: that of the settings.
    """
    slug = parse_text(value)
    if not re.fullmatch(rf"[{LETTERS}-]+", slug):
        valid = slugify(slug)
        if not re.fullmatch(rf"[{LETTERS}-]+", valid):
            valid = ""
        message = f'"{slug}" must contain only letters, digits, - and _'
        raise FieldError(message, f'write "{valid}"' if valid else "")
    if (size := len(slug.encode())) > LONGEST_NAME:
        message = f'"{slug[:40]}…" has {size} bytes, and file names can have {LONGEST_NAME}'
        raise FieldError(message, "shorten it")
    return slug


def parse_id(value: Value) -> str:
    """Return an id: a UUID (RFC 9562) in lower case, or another absolute IRI as it is written.

    The `urn:uuid:…` of a feed is its UUID. Readers compare ids by character (RFC 4287, 4.2.6.1).
    """
    text = parse_text(value)
    if UUID.match(uuid := text.lower()) or UUID.match(uuid := text.removeprefix("urn:uuid:")):
        return uuid
    is_printable = all(unicodedata.category(character)[0] not in "CZ" for character in text)
    if is_printable and IRI.fullmatch(text):
        return text
    advice = "remove the line, or write an IRI such as https://old.example/?p=12"
    raise FieldError(f'"{text}" is not a valid UUID or IRI', advice)


def parse_permalink(value: Value) -> str:
    """Return the path or URL that a post had, which starts with a slash unless it has a host.

    A pattern such as `/:year/:title/` is not one.
    """
    text = parse_text(value)
    if PATTERN.search(text):
        message = f'"{text}" is a pattern, which ARTICLE_URL in pelicanconf.py is here'
        raise FieldError(message, "remove it, or write the path of this post")
    return text if IRI.fullmatch(text) or text.startswith("/") else f"/{text}"


def parse_url(value: Value) -> str:
    """Return an http or https URL, as written."""
    url = parse_text(value)
    if not re.match(r"https?://", url, re.IGNORECASE):
        raise FieldError(f'invalid URL "{url}": it must start with https://')
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else ""
    except ValueError:  # `https://[`, or a port over 65535
        host = ""
    if not host:
        raise FieldError(f'invalid URL "{url}": the host is missing or invalid')
    try:
        encode_netloc(parts.netloc)
    except InvalidUrlError as error:
        raise FieldError(f'invalid URL "{url}": {error}') from None
    if "@" in parts.netloc:
        raise FieldError(f'invalid URL "{url}": remove the user name before @{host}')
    if " " in url:
        raise FieldError(f'invalid URL "{url}": encode the space as %20')
    return url
