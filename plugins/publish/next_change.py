"""Prints when the output changes by itself: the next scheduled post, and the next post to leave the
news sitemap. A site that is built then is never stale.

Needs: front_matter, news_sitemap.
"""

import sys

from pelican import Pelican, signals

from newsroom.output.next_change import next_changes


def print_next_changes(pelican: Pelican) -> None:
    """Print a line for each kind of change, when the build is done."""
    for change in next_changes(pelican.settings["REPORT"]):
        sys.stdout.write(f"next change: {change}\n")


def register() -> None:
    """Run at the end of a build."""
    signals.finalized.connect(print_next_changes)
