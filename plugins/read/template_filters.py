"""Filters of templates for URLs, Markdown and dates.

`relative_url` makes a path of the site work below the path of SITEURL; `absolute_url` makes it
absolute; `encode_url` percent-encodes a URL outside of HTML; `plain_markdown` escapes text
in Markdown; `date`, `short_date` and `month` print dates in words, `day_and_time` with the time of
day, `day_and_month` and `month_name` without the year, `datetime` as RFC 3339; `minutes` prints a
time to read; `headline` keeps words with a hyphen in one line.
"""

from collections.abc import Callable
from functools import partial

from newsroom.config.schema import Settings
from newsroom.content.markdown import plain_markdown
from newsroom.dates.formats import (
    format_day,
    format_day_and_month,
    format_day_and_time,
    format_iso,
    format_month,
    format_month_name,
    format_short_day,
)
from newsroom.html.headline import headline
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.model import Site
from newsroom.text.reading_time import format_minutes
from newsroom.urls.urls import encode_url


def join_url(path: str, base: str) -> str:
    """Return `/blog/2025/11/x/` for the path `2025/11/x/`, which may start with a slash."""
    return f"{base}/{str(path).lstrip('/')}"


def template_filters(settings: Settings) -> dict[str, Callable[..., object]]:
    """Return the filters by name."""
    return {
        "relative_url": partial(join_url, base=settings.base),
        "absolute_url": partial(join_url, base=settings.url),
        "encode_url": encode_url,
        "plain_markdown": plain_markdown,
        "date": format_day,
        "short_date": format_short_day,
        "month": format_month,
        "month_name": format_month_name,
        "day_and_month": format_day_and_month,
        "day_and_time": partial(format_day_and_time, zone=settings.timezone),
        "datetime": format_iso,
        "minutes": format_minutes,
        "headline": headline,
    }


def attach_template_filters(site: Site) -> None:
    """Add the filters to those of the site."""
    site.filters |= template_filters(site.settings)


PLUGIN = Plugin(
    __name__,
    phase="read",
    provides=["site.filters"],
    run=attach_template_filters,
    update=unaffected,
)
register = PLUGIN.register
