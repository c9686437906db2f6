"""The command: its options, missing tools, what it prints, and its exit status."""

import os
import signal
from pathlib import Path

import pytest

from benchmarks import build
from benchmarks.process_tree import ToolError
from benchmarks.tools import Tool
from tests.benchmarks.test_comparison import copier


def missing() -> Tool:
    """Stand for a tool that is not installed."""
    raise ToolError("Hugo is missing; install it")


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tools = {
        "ours": lambda: copier("ours"),
        "hugo": missing,
        "pelican": lambda: copier("pelican", "once"),
    }
    monkeypatch.setattr(build, "TOOLS", tools)
    monkeypatch.setattr(build, "SIGNALS", ())
    monkeypatch.setattr(build, "categories", lambda: ["News"])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def run(*words: str) -> int:
    """Run the command with four posts and one round."""
    return build.main(["--corpora", "4", "--rounds", "1", "--cases", "cold", "unchanged", *words])


def test_tables_are_printed_and_a_missing_tool_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("--tools", "ours", "hugo") == 0
    out, progress = capsys.readouterr()
    assert "4 posts" in out
    assert "| Ours " in out
    assert "Files built: Ours 4 (" in out
    assert "Medians of 1 round, " in out
    assert "left out: hugo: Hugo is missing; install it\n" in progress
    assert [*tmp_path.iterdir()] == []


def test_the_status_is_1_if_a_tool_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--tools", "pelican", "ours") == 1
    out, progress = capsys.readouterr()
    assert "| Ours " in out
    assert progress.count("FileExistsError") == 2  # when it happens, and at the end


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--corpora", "x", "invalid corpus 'x': must be long, emoji or a number of posts"),
        ("--tools", "jekyll", "invalid choice: 'jekyll'"),
        ("--cases", "warm", "invalid choice: 'warm'"),
    ],
)
def test_unknown_values_are_errors(
    option: str, value: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        build.main([option, value])
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_a_signal_removes_the_scratch_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_folder: object) -> None:
        assert len([*tmp_path.iterdir()]) == 1
        os.kill(os.getpid(), signal.SIGTERM)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(build, "SIGNALS", tuple(before))
    monkeypatch.setattr("benchmarks.project.Project.clear", interrupted)
    try:
        assert run("--tools", "ours") == 130
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert capsys.readouterr().err.endswith("stopped\n")
    assert [*tmp_path.iterdir()] == []
