"""Filters of templates for URLs, Markdown and dates; those in words are in `newsroom/locale`.

`relative_url` makes a path of the site work below the path of SITEURL; `absolute_url` makes it
absolute; `encode_url` percent-encodes a URL outside of HTML; `plain_markdown` escapes text
in Markdown; `datetime` prints a date as RFC 3339; `headline` keeps words with a hyphen in one line.
"""

from collections.abc import Callable
from functools import partial

from newsroom.config.schema import Settings
from newsroom.content.markdown import plain_markdown
from newsroom.dates.formats import format_iso
from newsroom.html.headline import headline
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.model import Site
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
        "datetime": format_iso,
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
