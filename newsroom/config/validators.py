"""Errors in settings that have the right type.

The diagnostics have no path and line yet: `newsroom.config.settings` knows where each setting is.
"""

import re
from collections.abc import Iterable, Iterator

from newsroom.config.parsing import invalid
from newsroom.config.schema import Attachments, Category, Feeds, Images, Indexnow, Sources
from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.diagnostic import SEVERITIES, Diagnostic, Severity
from newsroom.diagnostics.suggestions import suggestion
from newsroom.files.extensions import ACTIVE_TYPES, SOURCES, TYPES
from newsroom.text.uuid import UUID
from newsroom.urls.credentials import has_login
from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.site_url import is_local_url, normalize_site_url
from newsroom.urls.urls import encode_url

HTTP_URL = re.compile(r"^https?://[^/\s]+\S*$")
IMAGE_FORMATS = ("avif", "webp")
REMOVE_LOGIN = "remove it: settings must not contain passwords"
SITE_URL = 'set it to the URL of the site, for example SITEURL="https://example.org"'
LOCKS = {"security": "readers would be at risk", "structure": "the site would be broken"}


def parse_site_url(text: str, *, production: bool) -> tuple[str, list[Diagnostic]]:
    """Return the URL of the site as programs write it, and an error for one that is not public.

    Outside of `production` any text will do.
    """
    url, error = text, _site_url_error(text)
    if not error:
        url = normalize_site_url(text) if text else ""
        if is_local_url(url):
            error = invalid(f'SITEURL "{text}" is not public', SITE_URL)
    return url, [error] if error and production else []


def _site_url_error(text: str) -> Diagnostic | None:
    if not text:
        message = "SITEURL is required: links, feeds and mail contain it"
        return Diagnostic("", 0, "setting/missing", message, SITE_URL)
    if has_login(text if "://" in text else f"https://{text}"):
        return invalid("SITEURL contains a login, which every page would show", SITE_URL)
    try:
        normalize_site_url(text)
    except InvalidUrlError as error:
        reason = f": {error}" if str(error) else ""
        return invalid(f'invalid URL "{text}" in SITEURL{reason}', SITE_URL)
    return None


def check_extra_types(attachments: Attachments) -> Iterator[Diagnostic]:
    """Yield an error for each extension that is invalid, active, or published anyway."""
    setting = 'ATTACHMENTS["extra_types"]'
    for extension in attachments.extra_types:
        if not re.fullmatch(r"[a-z0-9_+~-]+", extension):
            advice = "write it in lower case, without a dot"
            yield invalid(f'invalid extension "{extension}" in {setting}', advice)
        elif extension in ACTIVE_TYPES:
            message = f'files of the type "{extension}" in {setting} can run on the site'
            yield invalid(message, 'add the single file to ACTIVE_HTML["allow"]')
        elif extension in SOURCES:
            yield invalid(f'"{extension}" in {setting} is the type of posts', "remove it")
        elif extension in TYPES:
            yield invalid(f'"{extension}" in {setting} is already published', "remove it")


def check_feeds(feeds: Feeds) -> Iterator[Diagnostic]:
    """Yield an error for an id that is not a UUID and a hub that is not a URL."""
    if not UUID.match(feeds.id):
        yield invalid(f'FEEDS["id"] "{feeds.id}" is not a valid UUID', "write it in lower case")
    if feeds.hub:
        yield from _check_url('FEEDS["hub"]', feeds.hub)


def check_images(images: Images) -> Iterator[Diagnostic]:
    """Yield an error for widths that are missing, and a format that is not made."""
    if not images.widths:
        yield invalid('IMAGES["widths"] must have a width', "such as 800")
    for name in images.formats:
        if name not in IMAGE_FORMATS:
            advice = suggestion(name, IMAGE_FORMATS) or f"formats: {', '.join(IMAGE_FORMATS)}"
            yield invalid(f'unknown format "{name}" in IMAGES["formats"]', advice)


def check_indexnow(indexnow: Indexnow) -> Iterator[Diagnostic]:
    """Yield an error for a key that the protocol does not allow, and an invalid server."""
    if indexnow.key and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", indexnow.key):
        allowed = "8 to 128 letters, digits and dashes"
        yield invalid(f'INDEXNOW["key"] must be {allowed}, not "{indexnow.key}"')
    yield from _check_url('INDEXNOW["server"]', indexnow.server)


def _check_url(setting: str, url: str) -> Iterator[Diagnostic]:
    if has_login(url):
        yield invalid(f"{setting} contains a login", REMOVE_LOGIN)
    elif not HTTP_URL.match(url):
        yield invalid(f'invalid URL "{url}" in {setting}', "write an http or https URL")
    else:
        try:
            encode_url(url)
        except InvalidUrlError as error:
            yield invalid(f'invalid URL "{url}" in {setting}', str(error))


def check_categories(
    sources: Sources | None, declared: Iterable[Category | None]
) -> Iterator[Diagnostic]:
    """Yield an error for each name in SOURCES that is not one of CATEGORIES."""
    names = [category.name for category in declared if category]
    for name in sources.categories if sources else ():
        if name not in names:
            advice = suggestion(name, names) or f"categories: {', '.join(names)}"
            yield invalid(f'unknown category "{name}" in SOURCES["categories"]', advice)


def parse_severities(value: object) -> tuple[tuple[tuple[str, Severity], ...], list[Diagnostic]]:
    """Return (code, severity) of each row of DIAGNOSTICS, and an error for each invalid one."""
    if not isinstance(value, dict):
        return (), [invalid(f"DIAGNOSTICS must be a dict of codes and severities, not {value!r}")]
    errors = [error for row in value.items() if (error := _severity_error(*row))]
    return tuple(value.items()), errors


def _severity_error(code: object, severity: object) -> Diagnostic | None:
    """Return why a code cannot have a severity; None if it can."""
    if not isinstance(code, str) or code not in CODES:
        advice = suggestion(str(code), CODES) or "docs/diagnostics.md lists the codes"
        return invalid(f'unknown code "{code}" in DIAGNOSTICS', advice)
    if severity not in SEVERITIES:
        allowed = ", ".join(f'"{word}"' for word in SEVERITIES)
        return invalid(f'DIAGNOSTICS["{code}"] must be one of {allowed}, not {severity!r}')
    default, lock = CODES[code].severity, CODES[code].lock
    if lock and SEVERITIES.index(severity) > SEVERITIES.index(default):
        reason = LOCKS[lock]
        return invalid(f'DIAGNOSTICS["{code}"] cannot be lowered to "{severity}": {reason}')
    return None
