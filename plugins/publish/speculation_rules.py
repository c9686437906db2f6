"""Writes `/speculation-rules.json`, which lets browsers fetch a page before its link is followed.

A page of this site is fetched when a reader points at its link or starts to press it, and never one
of another site (https://html.spec.whatwg.org/multipage/speculative-loading.html). `/_headers` names
the file in `Speculation-Rules`; browsers and hosts without that header are as fast as before.
"""

import json
from collections.abc import Iterator
from functools import partial

from newsroom.config.schema import Settings
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.host_files import SPECULATION_RULES
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile


def prefetch_rules(settings: Settings) -> bytes:
    """Return the rules for links to pages of the site, whose URLs end in a slash."""
    pages = {"href_matches": [f"{settings.base}/", f"{settings.base}/*/"]}
    rules = {"prefetch": [{"where": pages, "eagerness": "moderate"}]}
    return f"{json.dumps(rules, indent=2)}\n".encode()


def declare_rules(site: Site) -> Iterator[OutputFile]:
    """Yield the file at the top of the site."""
    data = partial(prefetch_rules, site.settings)
    yield OutputFile(SPECULATION_RULES, "file", "the rules for prefetching", data=data)


PLUGIN = Plugin(__name__, phase="publish", files=declare_rules, update=unaffected)
register = PLUGIN.register
