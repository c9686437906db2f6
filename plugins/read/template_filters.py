"""What every template may use: filters for addresses and dates.

`address` makes a path of this site work under the site's own path; `permalink` makes it absolute;
`uri` percent-encodes it for machines that read no HTML; `plain_markdown` keeps text from being it;
`day` and `month` print dates in words; `iso` prints them for machines.

Needs: settings.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from pelican import Pelican, signals

from newsroom.config.schema import Site
from newsroom.content.markdown import plain_markdown
from newsroom.dates.formats import format_day, format_iso, format_month
from newsroom.urls.urls import encode_url


def address(path: str, base: str) -> str:
    """`2025/11/x/` as `/blog/2025/11/x/`; the path may start with a slash."""
    return f"{base}/{str(path).lstrip('/')}"


def filters(site: Site) -> dict[str, Callable[..., Any]]:
    """The filters by name."""
    return {
        "address": partial(address, base=site.base),
        "permalink": partial(address, base=site.url),
        "uri": encode_url,
        "plain_markdown": plain_markdown,
        "day": format_day,
        "month": format_month,
        "iso": format_iso,
    }


def furnish(pelican: Pelican) -> None:
    """Hand the filters to Pelican."""
    pelican.settings["JINJA_FILTERS"] = filters(pelican.settings["SITE"])


def register() -> None:
    """Generators read the filters when they are made."""
    signals.initialized.connect(furnish)
