"""The line that shows how far a long command is: on a terminal, after a second, and then gone."""

import os
import pty
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count

import pytest

from newsroom.cli import progress_bar
from newsroom.cli.progress_bar import shown_progress
from newsroom.parallel.progress import Progress
from tests.conftest import MakeSite, call

CONTROL = re.compile(r"(\x1b\[[?\d;]*[a-zA-Z]|\r|\n)")
Screen = Callable[[], str]


@contextmanager
def terminal(patch: pytest.MonkeyPatch, **environment: str) -> Iterator[Screen]:
    """Put a terminal in place of standard error; yield what returns all that was written to it."""
    ours, theirs = pty.openpty()
    patch.delenv("CI", raising=False)
    for name, value in {"TERM": "xterm", **environment}.items():
        patch.setenv(name, value)
    with os.fdopen(theirs, "w", encoding="utf-8") as stream, patch.context() as streams:
        streams.setattr(sys, "stderr", stream)

        def read_screen() -> str:
            stream.flush()
            os.set_blocking(ours, False)
            data = b""
            with suppress(BlockingIOError):
                while True:
                    data += os.read(ours, 1_000_000)
            return data.decode().replace("\r\n", "\n")

        yield read_screen
    os.close(ours)


def visible_lines(text: str) -> list[str]:
    """Return the lines that a terminal shows at the end of a text."""
    lines, row = [""], 0
    for part in CONTROL.split(text):
        if part == "\n":
            row += 1
            lines += [""] * (row == len(lines))
        elif part.endswith("A"):
            row -= int(part[2:-1] or 1)
        elif part in ("\x1b[2K", "\r"):
            lines[row] = ""  # after \r, all is read_screen again
        elif part and not CONTROL.fullmatch(part):
            lines[row] += part
    return [line for line in lines if line]


def slow() -> Callable[[], float]:
    """Return a clock that is a second later each time."""
    return count().__next__


def work(progress: Progress) -> None:
    assert [*progress.track("reading 3 sources", "abc", 3)] == ["a", "b", "c"]


def test_slow_work_is_shown_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as read_screen:
        with shown_progress(slow()) as progress:
            work(progress)
            text = read_screen()
        assert re.search(r"reading 3 sources .*━.* 33%", text)
        (line,) = visible_lines(text)
        assert line.endswith("100%")
        assert visible_lines(text + read_screen()) == []


def test_a_phase_without_steps_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as read_screen, shown_progress(slow()) as progress:
        progress.start_phase("comparing posts")
        (line,) = visible_lines(read_screen())
        assert line.startswith("comparing posts ")


def test_fast_work_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as read_screen:
        with shown_progress(lambda: 0.9) as progress:
            work(progress)
        assert read_screen() == ""


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"CI": "true"}])
def test_some_terminals_have_no_line(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    with terminal(monkeypatch, **environment) as read_screen:
        with shown_progress(slow()) as progress:
            work(progress)
        assert read_screen() == ""


def test_a_log_has_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    stream = sys.stderr
    with shown_progress(slow()) as progress:
        assert sys.stderr is stream
        work(progress)
    assert capsys.readouterr() == ("", "")


def test_warnings_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    warning = "content/posts/a.md:3: warning: " + "long " * 40
    lines = [*(f"{number} {warning}" for number in range(3)), "a part of a line"]
    with terminal(monkeypatch) as read_screen:
        stream = sys.stderr
        with shown_progress(slow()) as progress:
            for number, _ in enumerate(progress.track("reading 3 sources", "abc", 3)):
                sys.stderr.write(f"{number} {warning}\n")
            sys.stderr.write("a part of ")
            progress.advance()
            sys.stderr.write("a line\n")
            progress.advance()
            text = read_screen()
        assert len(visible_lines(text)) == len(lines) + 1
        assert visible_lines(text)[:-1] == lines
        assert visible_lines(text + read_screen()) == lines
        assert sys.stderr is stream


def test_an_error_removes_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as read_screen:
        with pytest.raises(KeyboardInterrupt), shown_progress(slow()) as progress:
            progress.start_phase("comparing posts")
            raise KeyboardInterrupt
        text = read_screen()
        assert "comparing posts" in text
        assert visible_lines(text) == []


def test_a_build_and_a_check_name_their_phases(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site()
    monkeypatch.setattr(progress_bar, "DELAY", 0)
    with terminal(monkeypatch) as read_screen:
        assert call("build") == 0
        text = read_screen()
        phases = r"reading \d+ sources.*comparing posts.*writing \d+ files"
        assert re.search(phases, text, re.DOTALL)
        assert visible_lines(text) == []
        assert call("check", "--json") == 0
        assert read_screen() == ""
        assert call("check", "output") == 0
        assert re.search(r"checking \d+ files", read_screen())
