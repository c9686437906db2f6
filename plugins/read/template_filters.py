"""Gives templates filters for URLs, Markdown and dates.

`relative_url` makes a path of the site work below the path of SITEURL; `absolute_url` makes it
absolute; `encode_url` percent-encodes a URL outside of HTML; `plain_markdown` escapes text
in Markdown; `date` and `month` print dates in words, `datetime` as RFC 3339.

Needs: settings.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from pelican import Pelican, signals

from newsroom.config.schema import Settings
from newsroom.content.markdown import plain_markdown
from newsroom.dates.formats import format_day, format_iso, format_month
from newsroom.urls.urls import encode_url


def join_url(path: str, base: str) -> str:
    """Return `/blog/2025/11/x/` for the path `2025/11/x/`, which may start with a slash."""
    return f"{base}/{str(path).lstrip('/')}"


def template_filters(settings: Settings) -> dict[str, Callable[..., Any]]:
    """Return the filters by name."""
    return {
        "relative_url": partial(join_url, base=settings.base),
        "absolute_url": partial(join_url, base=settings.url),
        "encode_url": encode_url,
        "plain_markdown": plain_markdown,
        "date": format_day,
        "month": format_month,
        "datetime": format_iso,
    }


def attach_template_filters(pelican: Pelican) -> None:
    """Add the filters to the settings of Pelican."""
    pelican.settings["JINJA_FILTERS"] = template_filters(pelican.settings["SITE"])


def register() -> None:
    """Connect to Pelican's signal before generators are created, which read the filters."""
    signals.initialized.connect(attach_template_filters)
