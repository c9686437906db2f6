"""Exceptions of plugins: which are reported, and with which line."""

import logging
import re
from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.pipeline.failures import is_own, reported_failures

HERE = Path(__file__).relative_to(Path.cwd()).as_posix()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyError("x"), "KeyError: 'x'"),
        (ValueError(), "ValueError"),
        (ValueError("a\n b"), "ValueError: a b"),
        (RuntimeError("mine"), "RuntimeError: mine"),
        (SystemExit(3), "SystemExit: 3"),
    ],
)
def test_an_exception_has_the_line_that_raised_it(error: BaseException, reason: str) -> None:
    with pytest.raises(DiagnosticsError) as raised, reported_failures("it fails"):
        raise error
    pattern = rf"{re.escape(HERE)}:\d+: error: it fails: {re.escape(reason)} \[plugin/failed\]"
    assert re.fullmatch(rf"{pattern}\nnothing was built", str(raised.value))


def test_what_a_library_raises_has_the_line_that_called_it() -> None:
    with pytest.raises(DiagnosticsError) as raised, reported_failures("it fails"):
        re.compile("(")
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.path == HERE
    assert re.search(r"\(raised at \S+:\d+\)$", diagnostic.message)


def test_what_no_plugin_raises_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.pipeline.failures.is_own", lambda _: False)
    with pytest.raises(DiagnosticsError) as raised, reported_failures("it fails"):
        raise KeyError(1)
    assert [(d.path, d.line) for d in raised.value.diagnostics] == [("", 0)]


def test_an_error_of_syntax_has_its_own_line(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    with pytest.raises(DiagnosticsError) as raised, reported_failures("it fails"):
        compile("\ndef (\n", str(file), "exec")
    assert [(d.path, d.line) for d in raised.value.diagnostics] == [(str(file), 2)]


@pytest.mark.parametrize(
    "error",
    [UserError("a"), OSError(28, "No space left on device"), KeyboardInterrupt(), LookupError()],
)
def test_what_is_for_people_passes(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised, reported_failures("it fails", (LookupError,)):
        raise error
    assert raised.value is error


def test_a_warning_that_logging_raises_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    code = compile("def _log(*_):\n raise RuntimeError('fatal')", "/pelican/log.py", "exec")
    namespace: dict[str, object] = {}
    exec(code, namespace)  # a frame of Pelican's module log
    monkeypatch.setattr(logging.Logger, "_log", namespace["_log"])
    with pytest.raises(RuntimeError, match="fatal"), reported_failures("it fails"):
        logging.getLogger("x").critical("careful")  # at any level of other tests


@pytest.mark.parametrize(
    ("file", "answer"),
    [
        (__file__, True),
        (pytest.__file__, False),
        (logging.__file__, False),
        ("newsroom/urls/urls.py", False),
        ("<template>", False),
    ],
)
def test_whose_line_it_is(file: str, *, answer: bool) -> None:
    assert is_own(file) is answer
