"""When a site changes by itself."""

from datetime import timedelta

from newsroom.diagnostics.report import Report
from newsroom.output.next_change import ScheduledChange, next_changes, scheduled_changes
from tests.conftest import NOW


def test_changes_in_order_and_the_next_of_each_kind() -> None:
    report = Report()
    report.withhold("b.md", NOW)
    report.withhold("draft.md", None)
    report.withhold("e.md", NOW + timedelta(days=1))
    report.news_until["a.md"] = NOW
    report.news_until["c.md"] = NOW - timedelta(hours=1)
    report.news_until["old.md"] = None
    changes = [
        ScheduledChange(NOW - timedelta(hours=1), "c.md", "leaves the news sitemap"),
        ScheduledChange(NOW, "a.md", "leaves the news sitemap"),
        ScheduledChange(NOW, "b.md", "is due"),
        ScheduledChange(NOW + timedelta(days=1), "e.md", "is due"),
    ]
    assert scheduled_changes(report) == changes
    assert next_changes(report) == [changes[0], changes[2]]
    assert str(changes[0]) == "2025-12-31 23:00 +00:00 c.md leaves the news sitemap"
    assert next_changes(Report()) == []
