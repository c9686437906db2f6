"""Says when the output would next change by itself: the date of the next scheduled post.

Needs: front_matter.
"""

import sys
from collections.abc import Mapping
from datetime import datetime

from pelican import Pelican, signals


def next_change(held_back: Mapping[str, datetime | None]) -> str:
    """`next scheduled post: 2025-12-01 09:00 +05:30, content/posts/…`; "" when there is none."""
    due = sorted((moment, file) for file, moment in held_back.items() if moment)
    if not due:
        return ""
    moment, file = due[0]
    offset = moment.strftime("%z")
    return f"next scheduled post: {moment:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:]}, {file}"


def tell_next_change(pelican: Pelican) -> None:
    """One line, when the build is done."""
    if sentence := next_change(pelican.settings["REPORT"].held_back):
        sys.stdout.write(f"{sentence}\n")


def register() -> None:
    """The last thing a build says."""
    signals.finalized.connect(tell_next_change)
