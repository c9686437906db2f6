"""Reports: severities, drafts, and the error that stops a build."""

import pytest

from newsroom.diagnostics.diagnostic import Diagnostic, Severity
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report

KEY = "front-matter/unknown-key"


@pytest.mark.parametrize(
    ("destinations", "count"),
    [
        ([("a", 1)], "1 error in 1 file; nothing was built"),
        ([("a", 1), ("a", 2)], "2 errors in 1 file; nothing was built"),
        ([("a", 1), ("b", 2), ("b", 2)], "2 errors in 2 files; nothing was built"),
    ],
)
def test_the_error_ends_with_the_number_of_errors(
    destinations: list[tuple[str, int]], count: str
) -> None:
    report = Report()
    report.add(*(Diagnostic(path, line, KEY, "x") for path, line in destinations))
    assert isinstance(report.error(), UserError)
    assert str(report.error()).split("\n")[-1] == count


@pytest.mark.parametrize(
    ("severities", "draft", "severity"),
    [
        ({}, False, "error"),
        ({}, True, "warning"),
        ({KEY: "warning"}, False, "warning"),
        ({KEY: "note"}, True, "note"),
        ({KEY: "error"}, True, "warning"),
        ({"other/code": "note"}, False, "error"),
    ],
)
def test_severity_depends_on_settings_and_drafts(
    severities: dict[str, Severity], draft: bool, severity: Severity
) -> None:
    report = Report(severities)
    report.add(Diagnostic("a", 1, KEY, "x"), draft=draft)
    assert report.of(severity) == report.diagnostics


def test_reports_share_nothing() -> None:
    Report().add(Diagnostic("a", 1, KEY, "x"))
    Report().withhold("a", None)
    assert Report() == Report({}, set(), {}, {})
