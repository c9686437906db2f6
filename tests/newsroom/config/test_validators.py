"""Settings that have the right type and an invalid value."""

import pytest

from newsroom.config.validators import parse_severities
from newsroom.diagnostics import codes
from newsroom.diagnostics.codes import Code

KEY = "front-matter/unknown-key"
LOCKED = {
    "x/security": Code("error", "x", "security"),
    "x/structure": Code("warning", "x", "structure"),
}


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_the_severity_of_a_code_can_be_set(severity: str) -> None:
    assert parse_severities({KEY: severity}) == (((KEY, severity),), [])


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["x"], "DIAGNOSTICS must be a dict of codes and severities, not ['x']"),
        ({"front-matter/unknown-kye": "note"},
         'unknown code "front-matter/unknown-kye" in DIAGNOSTICS; '
         'did you mean "front-matter/unknown-key"?'),
        ({"zzz": "note"},
         'unknown code "zzz" in DIAGNOSTICS; docs/diagnostics.md lists the codes'),
        ({1: "note"},
         'unknown code "1" in DIAGNOSTICS; docs/diagnostics.md lists the codes'),
        ({KEY: "off"},
         f'DIAGNOSTICS["{KEY}"] must be one of "error", "warning", "note", not \'off\''),
        ({KEY: 1}, f'DIAGNOSTICS["{KEY}"] must be one of "error", "warning", "note", not 1'),
        ({"x/security": "warning"},
         'DIAGNOSTICS["x/security"] cannot be lowered to "warning": readers would be at risk'),
        ({"x/structure": "note"},
         'DIAGNOSTICS["x/structure"] cannot be lowered to "note": the site would be broken'),
    ],
)  # fmt: skip
def test_invalid_severities_are_errors(
    monkeypatch: pytest.MonkeyPatch, value: object, message: str
) -> None:
    monkeypatch.setattr("newsroom.config.validators.CODES", codes.CODES | LOCKED)
    assert [d.text for d in parse_severities(value)[1]] == [message]


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_locked_code_can_be_raised(monkeypatch: pytest.MonkeyPatch, severity: str) -> None:
    monkeypatch.setattr("newsroom.config.validators.CODES", LOCKED)
    assert parse_severities({"x/structure": severity})[1] == []
