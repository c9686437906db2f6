"""What is wrong with settings that have the right type: sentences, for plugins/read/settings.py."""

import re
from collections.abc import Iterable

from newsroom.config.schema import Attachments, Category, Feeds, Indexnow, Sources
from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.diagnostic import SEVERITIES, Severity
from newsroom.diagnostics.suggestions import did_you_mean, suggestion
from newsroom.files.extensions import ACTIVE_TYPES, SOURCES, TYPES
from newsroom.text.uuid import UUID
from newsroom.urls.credentials import has_login
from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.site_url import is_local_url, normalize_site_url

ADDRESS = re.compile(r"^https?://[^/\s]+\S*$")
PUBLIC = "holds a login; no password stands in settings, leave it out"


def read_address(written: str, *, production: bool) -> tuple[str, str]:
    """The address of the site, and "" or the sentence against one that cannot be published."""
    advice = 'set it to the address of the site, for example SITEURL="https://example.org"'
    if not written:
        lacking = f"SITEURL is not set, and links, feeds and mail need the real address; {advice}"
        return "", lacking if production else ""
    if has_login(written if "://" in written else f"https://{written}"):
        login = f"SITEURL holds a login, which every page would show; {advice}"
        return written, login if production else ""
    try:
        url = normalize_site_url(written)
    except InvalidUrlError as error:
        why = f" ({error})" if str(error) else ""
        sentence = f'SITEURL is "{written}", which is no address of a site{why}; {advice}'
        return written, sentence if production else ""
    if production and is_local_url(url):
        return url, f'SITEURL is "{written}", which is no real address of a site; {advice}'
    return url, ""


def check_attachments(attachments: Attachments) -> list[str]:
    """Sentences against types that are not written as such, that run, or that are published."""
    wrong = []
    for kind in attachments.extra_types:
        what = f'ATTACHMENTS["extra_types"] contains "{kind}"'
        if not re.fullmatch(r"[a-z0-9_+~-]+", kind):
            wrong.append(f"{what}; write the extension in lower case, without a dot")
        elif kind in ACTIVE_TYPES:
            advice = 'name the single file in ACTIVE_HTML["allow"]'
            wrong.append(f"{what}, and such files can run on the site; {advice}")
        elif kind in SOURCES:
            wrong.append(f"{what}, which is the type of posts; remove it")
        elif kind in TYPES:
            wrong.append(f"{what}, which is published anyway; remove it")
    return wrong


def check_feeds(feeds: Feeds) -> list[str]:
    """Sentences against an id that is no UUID and a hub that is no address."""
    wrong = []
    if not UUID.match(feeds.id):
        wrong.append(f'FEEDS["id"] is "{feeds.id}", which is no UUID in lower case')
    if has_login(feeds.hub):
        wrong.append(f'FEEDS["hub"] {PUBLIC}')
    elif feeds.hub and not ADDRESS.match(feeds.hub):
        wrong.append(f'FEEDS["hub"] is "{feeds.hub}"; it has to be an address, or "" for none')
    return wrong


def unknown_categories(sources: Sources | None, declared: Iterable[Category]) -> list[str]:
    """A sentence for each name in SOURCES that is none of CATEGORIES."""
    known = [category.name for category in declared if category]
    none_near = f"; categories: {', '.join(known)}"
    return [
        f'SOURCES["categories"] names "{name}", which is no category'
        + (did_you_mean(name, known) or none_near)
        for name in (sources.categories if sources else ())
        if name not in known
    ]


def check_indexnow(indexnow: Indexnow) -> list[str]:
    """Sentences against a key that the protocol has not and a server that is no address."""
    wrong = []
    if indexnow.key and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", indexnow.key):
        wrong.append(
            f'INDEXNOW["key"] is "{indexnow.key}"; it has to be 8 to 128 letters, digits and dashes'
        )
    if has_login(indexnow.server):
        wrong.append(f'INDEXNOW["server"] {PUBLIC}')
    elif not ADDRESS.match(indexnow.server):
        wrong.append(f'INDEXNOW["server"] is "{indexnow.server}"; it has to be an address')
    return wrong


LOCKS = {"security": "readers would be at risk", "structure": "the site would be broken"}


def read_severities(value: object) -> tuple[tuple[tuple[str, Severity], ...], list[str]]:
    """Return (code, severity) of each row of DIAGNOSTICS, and a message for each invalid one."""
    if not isinstance(value, dict):
        return (), [f"DIAGNOSTICS must be a dict of codes and severities, not {value!r}"]
    messages = []
    for code, severity in value.items():
        if code not in CODES:
            hint = suggestion(str(code), CODES) or "docs/diagnostics.md lists the codes"
            messages.append(f'DIAGNOSTICS contains the unknown code "{code}"; {hint}')
        elif severity not in SEVERITIES:
            words = ", ".join(f'"{word}"' for word in SEVERITIES)
            messages.append(f'DIAGNOSTICS["{code}"] must be one of {words}, not {severity!r}')
        elif CODES[code].lock and SEVERITIES.index(severity) > SEVERITIES.index(
            CODES[code].severity
        ):
            why = LOCKS[CODES[code].lock]
            messages.append(f'DIAGNOSTICS["{code}"] cannot be lowered to "{severity}": {why}')
    return tuple(value.items()), messages
