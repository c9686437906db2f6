"""What a build prints at its end."""

from types import SimpleNamespace

import pytest

from newsroom.diagnostics.report import Report
from plugins.publish.next_change import print_next_changes
from tests.conftest import NOW


def test_the_next_change_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    print_next_changes(SimpleNamespace(settings={"REPORT": report}))
    report.withhold("a.md", NOW)
    print_next_changes(SimpleNamespace(settings={"REPORT": report}))
    assert capsys.readouterr().out == "next change: 2026-01-01 00:00 +00:00 a.md is due\n"
