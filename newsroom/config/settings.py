"""From the settings of pelicanconf.py to a `Site`, with a diagnostic for each error.

Each table of pelicanconf.py is a dataclass of newsroom/config/schema.py. An unknown key, an unknown
name or a value of the wrong type is refused with the nearest known one.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from newsroom.config.parsing import read_rows, read_table, read_value
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
    Indexnow,
    Link,
    Llms,
    RelatedPosts,
    Robots,
    Site,
    Sources,
    TimeLimit,
    locate_setting,
)
from newsroom.config.validators import (
    check_attachments,
    check_feeds,
    check_indexnow,
    read_address,
    read_severities,
    unknown_categories,
)
from newsroom.dates.local_time import in_zone
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import did_you_mean, nearest

# Names that Pelican reads and has no default for.
PELICAN_NAMES = frozenset(
    (
        "TIMEZONE SITESUBTITLE AUTHOR DEBUG DEFAULT_DATE FEED_DOMAIN SUMMARY_MAX_PARAGRAPHS "
        "AUTHOR_REGEX_SUBSTITUTIONS CATEGORY_REGEX_SUBSTITUTIONS TAG_REGEX_SUBSTITUTIONS "
        "TAG_FEED_ATOM TAG_FEED_RSS CATEGORY_FEED_RSS TRANSLATION_FEED_RSS FEED_ALL_RSS"
    ).split()
)


TABLES: Mapping[str, type] = {
    "FRONT_MATTER": FrontMatterSettings,
    "ACTIVE_HTML": ActiveHtml,
    "TIME_LIMIT": TimeLimit,
    "ATTACHMENTS": Attachments,
    "AUTHOR_BIOS": AuthorBios,
    "RELATED_POSTS": RelatedPosts,
    "FEEDBACK_LINKS": FeedbackSettings,
    "FEEDS": Feeds,
    "ENTITIES": Entities,
    "DIGEST": Digest,
    "FRONT_PAGE": FrontPage,
    "SOURCES": Sources,
    "ROBOTS": Robots,
    "LLMS": Llms,
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
SHOWN = 20  # characters of a wrong value
OURS = frozenset({*TABLES, *LISTS, "DIAGNOSTICS", "PRODUCTION", "PREVIEW"})


def known_names(templates: Iterable[str], pelican: Iterable[str]) -> frozenset[str]:
    """Return every name that pelicanconf.py may set; `pelican` are those with a default there.

    `templates` are the pages with a URL of their own.
    """
    own = [f"{name.upper()}_{kind}" for name in templates for kind in ("URL", "SAVE_AS")]
    return frozenset((*OURS, *PELICAN_NAMES, *pelican, *own))


def unknown_names(
    names: Iterable[str], pelican: Iterable[str], templates: Iterable[str] = ("tags",)
) -> list[tuple[str, str]]:
    """(name, sentence) for each setting that neither Pelican nor this site knows."""
    known = known_names(templates, pelican)
    return [
        (name, f"{name} is no setting{did_you_mean(name, known) or '; remove it'}")
        for name in sorted(names)
        if name not in known
    ]


def clock(environment: Mapping[str, str], timezone: ZoneInfo) -> datetime:
    """Return the one instant that counts as now, with the fixed offset of the time zone then.

    It is SOURCE_DATE_EPOCH (seconds since 1970), else that of the clock.

    Raises ValueError where SOURCE_DATE_EPOCH is no number of seconds, or after `LATEST`.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return in_zone(datetime.now(UTC), timezone)
    if not EPOCH.fullmatch(epoch) or int(epoch) > LATEST.timestamp():
        raise ValueError(epoch if len(epoch) <= SHOWN else f"{epoch[:SHOWN]}…")
    return in_zone(datetime.fromtimestamp(int(epoch), UTC), timezone)


def read_zone(name: object) -> tuple[ZoneInfo, str]:
    """A time zone, and "" or what is wrong with its name."""
    if isinstance(name, str) and name in available_timezones():
        return ZoneInfo(name), ""
    places = {zone.rsplit("/", 1)[-1]: zone for zone in sorted(available_timezones())}
    near = nearest(str(name).rsplit("/", 1)[-1], places, least=0.8)  # regions are alike by nature
    hint = f'; did you mean "{places[near]}"?' if near else '; write one as in "Asia/Kolkata"'
    return ZoneInfo("UTC"), f'TIMEZONE is "{name}", which is no time zone{hint}'


def read_site(
    settings: Mapping[str, Any], environment: Mapping[str, str], defaults: Mapping[str, Any]
) -> Site:
    """All settings as a `Site`; raises `UserError` with every mistake and its place.

    `defaults` are the settings of Pelican.
    """
    wrong: list[tuple[str, str]] = []
    values: dict[str, Any] = {}
    for name, kind in TABLES.items():
        values[name.lower()], sentences = read_table(kind, name, settings.get(name, {}))
        wrong += [(name, sentence) for sentence in sentences]
    invalid = check_attachments(values["attachments"] or Attachments())
    wrong += [("ATTACHMENTS", sentence) for sentence in invalid]
    wrong += [("FEEDS", sentence) for sentence in check_feeds(values["feeds"] or Feeds())]
    told = check_indexnow(values["indexnow"] or Indexnow())
    wrong += [("INDEXNOW", sentence) for sentence in told]
    for name, kind in LISTS.items():
        values[name.lower()], sentences = read_rows(kind, name, settings.get(name, []))
        wrong += [(name, sentence) for sentence in sentences]
    for key, (name, kind) in PLAIN.items():
        values[key], sentence = read_value(kind, name, settings.get(name, kind()))
        wrong += [(name, sentence)] if sentence else []
    unknown = unknown_categories(values["sources"], values["categories"])
    wrong += [("SOURCES", sentence) for sentence in unknown]
    values["diagnostics"], sentences = read_severities(settings.get("DIAGNOSTICS", {}))
    wrong += [("DIAGNOSTICS", sentence) for sentence in sentences]
    values["timezone"], sentence = read_zone(settings.get("TIMEZONE", "UTC"))
    wrong += [("TIMEZONE", sentence)] if sentence else []
    production = bool(values["production"])
    values["url"], sentence = read_address(values["url"] or "", production=production)
    wrong += [("SITEURL", sentence)] if sentence else []
    try:
        values["now"] = clock(environment, values["timezone"])
    except ValueError as error:
        wrong.append(("", f'SOURCE_DATE_EPOCH is "{error}"; it has to be seconds since 1970'))
    templates = settings.get("DIRECT_TEMPLATES", defaults["DIRECT_TEMPLATES"])
    wrong += unknown_names((name for name in settings if name.isupper()), defaults, templates)
    if wrong:
        raise UserError("\n".join(f"{place(name)}: {sentence}" for name, sentence in wrong))
    return Site(**values)


def place(name: str) -> str:
    """`pelicanconf.py:12`, where a setting is assigned; the file alone where it is not."""
    if not name:
        return "the environment"
    file, line = locate_setting(name)
    return f"{file}:{line}" if line else file
