"""Says when the output would next change by itself: when the next scheduled post is due, and when
the next post is too old for the news sitemap. A site that builds at those moments is never stale.

Needs: front_matter, news_sitemap.
"""

import sys
from collections.abc import Mapping
from datetime import datetime

from pelican import Pelican, signals

from newsroom.dates.local_time import format_datetime
from newsroom.diagnostics.report import Report


def next_change(what: str, due: Mapping[str, datetime | None]) -> str:
    """`next scheduled post: 2025-12-01 09:00 +05:30, content/posts/…`; "" when there is none."""
    moments = sorted((moment, file) for file, moment in due.items() if moment)
    if not moments:
        return ""
    moment, file = moments[0]
    return f"{what}: {format_datetime(moment)}, {file}"


def tell_next_change(pelican: Pelican) -> None:
    """A line for each kind of change, when the build is done."""
    report: Report = pelican.settings["REPORT"]
    kinds = {"next scheduled post": report.withheld, "next post to be old news": report.news_until}
    for what, due in kinds.items():
        if sentence := next_change(what, due):
            sys.stdout.write(f"{sentence}\n")


def register() -> None:
    """The last thing a build says."""
    signals.finalized.connect(tell_next_change)
