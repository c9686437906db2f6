"""From the settings of pelicanconf.py to typed `Settings`, with a diagnostic for each error.

Each table of pelicanconf.py is a dataclass of newsroom/config/schema.py. An unknown key, an unknown
name or a value of the wrong type is an error that names the nearest known one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from newsroom.config.parsing import invalid, parse_rows, parse_table, parse_value
from newsroom.config.pelican_names import EFFECTIVE, WITHOUT_DEFAULT
from newsroom.config.schema import (
    ActiveHtml,
    Attachments,
    AuthorBios,
    Category,
    Deploy,
    Digest,
    Entities,
    FeedbackSettings,
    Feeds,
    FrontMatterSettings,
    FrontPage,
    Images,
    Indexnow,
    Link,
    Llms,
    PageWeightLimit,
    RelatedPosts,
    Robots,
    Search,
    SectionPosts,
    Settings,
    ShareCards,
    Sources,
    TimeLimit,
    Toc,
    locate_setting,
)
from newsroom.config.validators import (
    check_categories,
    check_extra_types,
    check_feeds,
    check_images,
    check_indexnow,
    parse_severities,
    parse_site_url,
)
from newsroom.dates.local_time import in_zone
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.diagnostics.suggestions import nearest, suggestion

TABLES: Mapping[str, type] = {
    "FRONT_MATTER": FrontMatterSettings,
    "ACTIVE_HTML": ActiveHtml,
    "TIME_LIMIT": TimeLimit,
    "PAGE_WEIGHT": PageWeightLimit,
    "ATTACHMENTS": Attachments,
    "TOC": Toc,
    "IMAGES": Images,
    "AUTHOR_BIOS": AuthorBios,
    "RELATED_POSTS": RelatedPosts,
    "SECTION_POSTS": SectionPosts,
    "FEEDBACK_LINKS": FeedbackSettings,
    "FEEDS": Feeds,
    "ENTITIES": Entities,
    "DIGEST": Digest,
    "FRONT_PAGE": FrontPage,
    "SOURCES": Sources,
    "ROBOTS": Robots,
    "LLMS": Llms,
    "SEARCH": Search,
    "SHARE_CARDS": ShareCards,
    "DEPLOY": Deploy,
    "INDEXNOW": Indexnow,
}
LISTS: Mapping[str, type] = {"CATEGORIES": Category, "NAVIGATION": Link, "FOLLOW": Link}
PLAIN: Mapping[str, tuple[str, type]] = {
    "name": ("SITENAME", str),
    "tagline": ("SITESUBTITLE", str),
    "url": ("SITEURL", str),
    "language": ("DEFAULT_LANG", str),
    "production": ("PRODUCTION", bool),
    "preview": ("PREVIEW", bool),
}
EPOCH = re.compile("[0-9]{1,12}")
LATEST = datetime(9000, 1, 1, tzinfo=UTC)  # years later, calendars of Python end
PRINTED = 20  # characters of an invalid value
ENVIRONMENT = "environment"  # the path of what no file sets
OURS = frozenset(
    {*TABLES, *LISTS, *(name for name, _ in PLAIN.values()), "DIAGNOSTICS", "TIMEZONE"}
)


def unknown_names(
    names: Iterable[str], pelican: Iterable[str], templates: Iterable[str] = ("tags",)
) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each setting that neither Pelican nor this site knows, with an error.

    `pelican` are the names with a default there, `templates` the pages with a URL of their own.
    """
    urls = (f"{name.upper()}_URL" for name in templates)
    useful = frozenset((*OURS, *EFFECTIVE, *urls))
    paths = (f"{name.upper()}_SAVE_AS" for name in templates)
    for name in sorted({*names} - {*useful, *WITHOUT_DEFAULT, *pelican, *paths}):
        advice = suggestion(name, useful) or "remove it"
        yield name, Diagnostic("", 0, "setting/unknown", f"unknown setting {name}", advice)


def clock(environment: Mapping[str, str], timezone: ZoneInfo) -> datetime:
    """Return the one instant that counts as now, with the fixed offset of the time zone then.

    It is SOURCE_DATE_EPOCH (seconds since 1970), else that of the clock.

    Raises ValueError where SOURCE_DATE_EPOCH is not a number of seconds, or after `LATEST`.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return in_zone(datetime.now(UTC), timezone)
    if not EPOCH.fullmatch(epoch) or int(epoch) > LATEST.timestamp():
        raise ValueError(epoch if len(epoch) <= PRINTED else f"{epoch[:PRINTED]}…")
    return in_zone(datetime.fromtimestamp(int(epoch), UTC), timezone)


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all time zones, for which Python opens six hundred files."""
    return frozenset(available_timezones())


def parse_zone(name: object) -> tuple[ZoneInfo, list[Diagnostic]]:
    """Return the time zone of a name, and an error for an unknown one."""
    if isinstance(name, str) and name in zone_names():
        return ZoneInfo(name), []
    by_city = {zone.rsplit("/", 1)[-1]: zone for zone in sorted(zone_names())}
    match = nearest(str(name).rsplit("/", 1)[-1], by_city, least=0.8)  # regions are much alike
    advice = f'did you mean "{by_city[match]}"?' if match else 'write one such as "Asia/Kolkata"'
    return ZoneInfo("UTC"), [invalid(f'unknown time zone "{name}" in TIMEZONE', advice)]


def parse_settings(
    raw: Mapping[str, Any], environment: Mapping[str, str], defaults: Mapping[str, Any]
) -> Settings:
    """Return all settings, typed; raise `DiagnosticsError` with every error in them.

    `defaults` are the settings of Pelican.
    """
    values: dict[str, Any] = {}
    errors = [*_parse_values(raw, values)]
    errors += [
        ("ATTACHMENTS", e) for e in check_extra_types(values["attachments"] or Attachments())
    ]
    errors += [("IMAGES", e) for e in check_images(values["images"] or Images())]
    errors += [("FEEDS", e) for e in check_feeds(values["feeds"] or Feeds())]
    errors += [("INDEXNOW", e) for e in check_indexnow(values["indexnow"] or Indexnow())]
    errors += [("SOURCES", e) for e in check_categories(values["sources"], values["categories"])]
    try:
        values["now"] = clock(environment, values["timezone"])
    except ValueError as error:
        message = f'SOURCE_DATE_EPOCH must be seconds since 1970, not "{error}"'
        errors.append(("", invalid(message)))
    templates = raw.get("DIRECT_TEMPLATES", defaults["DIRECT_TEMPLATES"])
    errors += unknown_names((name for name in raw if name.isupper()), defaults, templates)
    if errors:
        raise DiagnosticsError(locate(name, error) for name, error in errors)
    return Settings(**values)


def _parse_values(
    raw: Mapping[str, Any], values: dict[str, Any]
) -> Iterator[tuple[str, Diagnostic]]:
    """Put the typed value of each field of `Settings` into `values`; yield name and error."""
    for name, kind in TABLES.items():
        values[name.lower()], errors = parse_table(kind, name, raw.get(name, {}))
        yield from ((name, error) for error in errors)
    for name, kind in LISTS.items():
        values[name.lower()], errors = parse_rows(kind, name, raw.get(name, []))
        yield from ((name, error) for error in errors)
    for key, (name, kind) in PLAIN.items():
        values[key], errors = parse_value(kind, name, raw.get(name, kind()))
        yield from ((name, error) for error in errors)
    values["diagnostics"], errors = parse_severities(raw.get("DIAGNOSTICS", {}))
    yield from (("DIAGNOSTICS", error) for error in errors)
    values["timezone"], errors = parse_zone(raw.get("TIMEZONE", "UTC"))
    yield from (("TIMEZONE", error) for error in errors)
    is_production = bool(values["production"])
    values["url"], errors = parse_site_url(values["url"] or "", production=is_production)
    yield from (("SITEURL", error) for error in errors)


def locate(name: str, diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic with the file and line where a setting is assigned.

    The line is 0 where it is assigned nowhere; "" is the name of what the environment sets.
    """
    file, line = locate_setting(name) if name else (ENVIRONMENT, 0)
    return replace(diagnostic, path=file, line=line)
