"""The settings of pelicanconf.py, checked and typed, as `SITE` in every template and plugin.

Each table of pelicanconf.py is a dataclass of plugins/support/site.py.
An unknown key, an unknown name or a value of the wrong type is refused with the nearest known one.
Also starts the `REPORT` that collects what is wrong with the content.
"""

import dataclasses
import os
import re
import typing
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pelican import Pelican, signals
from pelican.settings import DEFAULT_CONFIG

from plugins.support.report import Report, SiteError, did_you_mean
from plugins.support.site import (
    ActiveHtml,
    AuthorBios,
    Category,
    FeedbackLinks,
    Feeds,
    FrontMatter,
    FrontPage,
    Link,
    RelatedPosts,
    Site,
)

# Names that Pelican reads and has no default for.
PELICAN_NAMES = frozenset(
    (
        "TIMEZONE SITESUBTITLE AUTHOR DEBUG DEFAULT_DATE FEED_DOMAIN SUMMARY_MAX_PARAGRAPHS "
        "AUTHOR_REGEX_SUBSTITUTIONS CATEGORY_REGEX_SUBSTITUTIONS TAG_REGEX_SUBSTITUTIONS"
    ).split()
)
FILES = ("publishconf.py", "pelicanconf.py")


TABLES: Mapping[str, type] = {
    "FRONT_MATTER": FrontMatter,
    "ACTIVE_HTML": ActiveHtml,
    "AUTHOR_BIOS": AuthorBios,
    "RELATED_POSTS": RelatedPosts,
    "FEEDBACK_LINKS": FeedbackLinks,
    "FEEDS": Feeds,
    "FRONT_PAGE": FrontPage,
}
LISTS: Mapping[str, type] = {"CATEGORIES": Category, "NAVIGATION": Link, "FOLLOW": Link}
OURS = frozenset({*TABLES, *LISTS, "PRODUCTION", "PREVIEW"})


def unknown_names(names: Iterable[str]) -> list[tuple[str, str]]:
    """(name, sentence) for each setting that neither Pelican nor this site knows."""
    known = OURS | PELICAN_NAMES | frozenset(DEFAULT_CONFIG)
    return [
        (name, f"{name} is no setting{did_you_mean(name, known) or '; remove it'}")
        for name in sorted(names)
        if name not in known and not re.search(r"_(URL|SAVE_AS|FEED_ATOM|FEED_RSS)$", name)
    ]


def read_table(kind: type, name: str, value: object) -> tuple[Any, list[str]]:
    """A dataclass of `kind` from a dict of settings, and a sentence for each mistake in it."""
    if not isinstance(value, Mapping):
        return None, [f"{name} has to be a dict of settings, not {value!r}"]
    hints = typing.get_type_hints(kind)
    known = f"; keys: {', '.join(hints)}"
    wrong = [
        f'{name} has no key "{key}"{did_you_mean(str(key), hints) or known}'
        for key in value
        if key not in hints
    ]
    wrong += [
        f'{name}["{f.name}"] is missing'
        for f in dataclasses.fields(kind)
        if f.name not in value and f.default is dataclasses.MISSING
    ]
    typed = {}
    for key in hints.keys() & value.keys():
        hint, given = hints[key], value[key]
        expected = list if typing.get_origin(hint) is tuple else hint
        if not isinstance(given, expected) or (expected is int and isinstance(given, bool)):
            wrong.append(f'{name}["{key}"] is {given!r}; it has to be a {expected.__name__}')
        typed[key] = tuple(given) if expected is list and isinstance(given, list) else given
    return (None if wrong else kind(**typed)), sorted(wrong)


def check_address(url: str, *, production: bool) -> str | None:
    """The sentence against a site address that cannot be published, None when it can."""
    if not production:
        return None
    advice = 'set it to the address of the site, for example SITEURL="https://example.org"'
    if not url:
        return f"SITEURL is not set, and links, feeds and mail need the real address; {advice}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        return f'SITEURL is "{url}", which is no address of a site; {advice}'
    return None


def clock(environment: Mapping[str, str], timezone: ZoneInfo) -> datetime:
    """The one moment that counts as now: SOURCE_DATE_EPOCH (seconds since 1970), else the clock."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(timezone)


def read_site(settings: Mapping[str, Any], environment: Mapping[str, str]) -> Site:
    """All settings as a `Site`; raises `SiteError` with every mistake and its place."""
    wrong: list[tuple[str, str]] = []
    values: dict[str, Any] = {}
    for name, kind in TABLES.items():
        values[name.lower()], sentences = read_table(kind, name, settings.get(name, {}))
        wrong += [(name, sentence) for sentence in sentences]
    for name, kind in LISTS.items():
        rows = [
            read_table(kind, f"{name}[{i}]", row) for i, row in enumerate(settings.get(name, []))
        ]
        values[name.lower()] = tuple(row for row, _ in rows)
        wrong += [(name, sentence) for _, sentences in rows for sentence in sentences]
    production = bool(settings.get("PRODUCTION", False))
    if sentence := check_address(settings["SITEURL"], production=production):
        wrong.append(("SITEURL", sentence))
    zone = settings.get("TIMEZONE", "UTC")
    if zone not in available_timezones():
        near = did_you_mean(zone, available_timezones())
        wrong.append(("TIMEZONE", f'TIMEZONE is "{zone}", which is no time zone{near}'))
    epoch = environment.get("SOURCE_DATE_EPOCH", "0")
    if not epoch.isdecimal():
        wrong.append(("", f'SOURCE_DATE_EPOCH is "{epoch}"; it has to be seconds since 1970'))
    wrong += unknown_names(name for name in settings if name.isupper())
    if wrong:
        raise SiteError("\n".join(f"{place(name)}: {sentence}" for name, sentence in wrong))
    timezone = ZoneInfo(zone)
    return Site(
        name=settings["SITENAME"],
        tagline=settings.get("SITESUBTITLE", ""),
        url=settings["SITEURL"],
        language=settings["DEFAULT_LANG"],
        timezone=timezone,
        now=clock(environment, timezone),
        production=production,
        preview=bool(settings.get("PREVIEW", False)),
        **values,
    )


def place(name: str) -> str:
    """`pelicanconf.py:12`, where a setting is assigned; the file alone where it is not."""
    for file in FILES:
        text = Path(file).read_text(encoding="utf-8") if Path(file).is_file() else ""
        if name and (found := re.search(rf"^{re.escape(name)}\b", text, re.MULTILINE)):
            return f"{file}:{text.count(chr(10), 0, found.start()) + 1}"
    return FILES[-1] if name else "the environment"


def publish_site(pelican: Pelican) -> None:
    """Put `SITE` and an empty `REPORT` where generators, readers and templates find them."""
    pelican.settings["SITE"] = read_site(pelican.settings, os.environ)
    pelican.settings["REPORT"] = Report()


def register() -> None:
    """Settings come first: every other plugin reads `SITE`."""
    signals.initialized.connect(publish_site)
