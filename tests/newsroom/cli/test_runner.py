"""How commands end: with a message and the right status, whatever a person does."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from newsroom.cli.runner import FAULT, INTERRUPTED, CommandError, reported_errors
from newsroom.diagnostics.errors import UserError
from tests.conftest import ROOT, MakeSite, build_here, call, lay_out, run_process


def raised_by_prompt(error: BaseException) -> click.Abort:
    """Return the error that a prompt of click raises for Ctrl+C or the end of the input."""
    try:
        try:
            raise error
        except (KeyboardInterrupt, EOFError):
            raise click.Abort from None
    except click.Abort as abort:
        return abort


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (UserError("a.md:1: wrong"), 3, "a.md:1: wrong"),
        (OSError(13, "Permission denied", "a.md"), 3, "a.md: Permission denied; nothing was done"),
        (OSError("odd"), 3, "odd; nothing was done"),
        (KeyboardInterrupt(), INTERRUPTED, "stopped; nothing was done"),
        (raised_by_prompt(KeyboardInterrupt()), INTERRUPTED, "stopped; nothing was done"),
        (raised_by_prompt(EOFError()), 3, "stopped; nothing was done"),
    ],
)
def test_an_error_is_a_message_and_a_status(
    error: BaseException, status: int, message: str
) -> None:
    with pytest.raises(CommandError) as end, reported_errors("nothing was done", failure=3):
        raise error
    assert (end.value.exit_code, end.value.message) == (status, message)


def test_a_broken_pipe_is_a_status_without_a_message() -> None:
    with pytest.raises(click.exceptions.Exit) as end, reported_errors(failure=3):
        raise BrokenPipeError
    assert end.value.exit_code == 3


def test_an_error_reported_inside_keeps_its_message() -> None:
    with pytest.raises(CommandError, match=r"^a$"), reported_errors("b"), reported_errors():
        raise UserError("a")


COMMANDS = [
    ("build",),
    ("publish",),
    ("check",),
    ("new", "A title"),
    ("author", "A Name"),
    ("digest", "2025-W02"),
    ("related", "first"),
    ("next-change",),
    ("next-change", "--since", "2025-01-01"),
]


@pytest.mark.parametrize("command", [*COMMANDS, ("deploy", "folder", "--rollback")], ids=" ".join)
def test_an_error_in_the_settings_ends_no_command_in_a_traceback(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    site = make_site()
    for file in ("pelicanconf.py", "publishconf.py"):
        with (site / file).open("a", encoding="utf-8") as conf:
            conf.write("SITENAME = blog\n")
    assert call(*command) == (FAULT if command[0] == "next-change" else 1)
    out, err = capfd.readouterr()
    assert "name 'blog' is not defined" in out + err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_ctrl_c_is_reported_in_a_word(
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    make_site()
    monkeypatch.setattr("newsroom.build.settings_file.read_settings", interrupt)
    assert call(*command) == INTERRUPTED
    assert re.fullmatch(r"stopped(; nothing was (built|written))?\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [("KeyboardInterrupt", INTERRUPTED, "^stopped\n$"), ("RuntimeError", FAULT, "RuntimeError")],
)
def test_the_end_of_a_command_whose_module_is_being_imported(
    make_site: MakeSite, error: str, status: int, message: str
) -> None:
    done = run_process("next-change", folder=make_site({"pelican.py": f"raise {error}\n"}))
    assert done.returncode == status
    assert re.search(message, done.stderr)


def test_a_fault_shows_its_traceback(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def divide(*_: object) -> None:
        raise ZeroDivisionError

    make_site()
    monkeypatch.setattr("newsroom.build.settings_file.read_settings_file", divide)
    monkeypatch.setattr("newsroom.commands.new.read_settings_file", divide)
    assert call("new", "A title") == FAULT
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.fixture(scope="module")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site with an output folder, for commands that run in a shell."""
    folder = lay_out(tmp_path_factory.mktemp("shell"), {})
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder)
        monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
        build_here()
        yield folder


@pytest.fixture
def shell(built_site: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """A shell in the built site, in which `blog` is `python -m newsroom`."""

    def run_line(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", f'blog() {{ "$0" -m newsroom "$@"; }}; {line}', sys.executable],
            cwd=built_site,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run_line


@pytest.mark.parametrize(
    ("line", "status", "error"),
    [
        ("blog nginx | true; exit ${PIPESTATUS[0]}", 1, ""),
        ("blog next-change --since 2025-01-01 | true; exit ${PIPESTATUS[0]}", 2, ""),
        ("blog nginx > /dev/full", 1, "No space left on device\n"),
        ("blog build >&-", 0, ""),
        ("blog nginx 2>&- >&-", 0, ""),
        ("blog new --category=News -- 'What happened' <&-", 0, ""),
        ("PYTHONIOENCODING=ascii blog related first", 0, ""),
    ],
)
def test_an_output_that_cannot_be_written_is_no_traceback(
    shell: Callable[[str], subprocess.CompletedProcess[str]], line: str, status: int, error: str
) -> None:
    done = shell(line)
    assert (done.returncode, done.stderr) == (status, error)


def test_characters_beyond_the_encoding_of_the_output_are_escaped(
    shell: Callable[[str], subprocess.CompletedProcess[str]],
) -> None:
    done = shell("PYTHONIOENCODING=ascii blog author --bio=x 'Zoë Quill' && blog --help")
    assert done.returncode == 0, done.stderr
