"""What every template may use: filters for addresses and dates.

`address` makes a path of this site work under the site's own path; `permalink` makes it absolute;
`day`, `moment` and `month` print dates in words; `iso` prints them for machines.

Needs: settings.
"""

import calendar
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from pelican import Pelican, signals

from plugins.support.site import Site

MONTHS = tuple(calendar.month_name)  # looked up once: calendar works a name out at each use


def address(path: str, base: str) -> str:
    """`2025/11/x/` as `/blog/2025/11/x/`; the path may start with a slash."""
    return f"{base}/{str(path).lstrip('/')}"


def day(moment: datetime) -> str:
    """`21 November 2025`, in English whatever the machine's locale."""
    return f"{moment.day} {MONTHS[moment.month]} {moment.year}"


def month(moment: datetime) -> str:
    """`November 2025`."""
    return f"{MONTHS[moment.month]} {moment.year}"


def iso(moment: datetime) -> str:
    """`2025-11-21T09:00:00+05:30`, a valid `datetime` attribute and RFC 3339."""
    return moment.isoformat(timespec="seconds")


def filters(site: Site) -> dict[str, Callable[..., Any]]:
    """The filters by name."""
    return {
        "address": partial(address, base=site.base),
        "permalink": partial(address, base=site.url),
        "day": day,
        "month": month,
        "iso": iso,
    }


def furnish(pelican: Pelican) -> None:
    """Hand the filters to Pelican."""
    pelican.settings["JINJA_FILTERS"] = filters(pelican.settings["SITE"])


def register() -> None:
    """Generators read the filters when they are made."""
    signals.initialized.connect(furnish)
