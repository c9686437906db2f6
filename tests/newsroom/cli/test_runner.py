"""How commands end: in a sentence, with the right status, whatever a person does."""

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from newsroom.cli.runner import BROKEN, STOPPED
from newsroom.cli.runner import run as run_command
from newsroom.diagnostics.errors import UserError
from tests.conftest import ROOT, MakeSite, build_in, run


def raising(error: BaseException) -> Callable[[], int]:
    def act() -> int:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (UserError("a.md:1: wrong"), 3, "a.md:1: wrong\n"),
        (
            OSError(13, "Permission denied", "a.md"),
            3,
            "a.md: Permission denied; nothing was done\n",
        ),
        (OSError("odd"), 3, "odd; nothing was done\n"),
        (BrokenPipeError(), 3, ""),
        (KeyboardInterrupt(), STOPPED, "stopped; nothing was done\n"),
        (EOFError(), 3, "stopped; nothing was done\n"),
    ],
)
def test_an_error_is_a_sentence_and_a_status(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(raising(error), failed=3, undone="nothing was done") == status
    assert capsys.readouterr() == ("", said)


def test_a_mistake_of_our_own_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run_command(raising(ZeroDivisionError()))


COMMANDS = [
    ("newsroom.commands.build",),
    ("newsroom.commands.build", "--production"),
    ("newsroom.commands.check",),
    ("newsroom.commands.new", "A title"),
    ("newsroom.commands.author", "A Name"),
    ("newsroom.commands.digest", "2025-W02"),
    ("newsroom.commands.related", "first"),
    ("newsroom.commands.next_change",),
    ("newsroom.commands.next_change", "--since", "2025-01-01"),
    ("newsroom.commands.deploy", "folder"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_mistake_in_the_settings_ends_no_command_in_a_traceback(
    make_site: MakeSite, command: tuple[str, ...]
) -> None:
    site = make_site()
    if command[0] == "newsroom.commands.deploy":
        build_in(site, "--production", SITEURL="https://a.example")
    for file in ("pelicanconf.py", "publishconf.py"):
        with (site / file).open("a", encoding="utf-8") as conf:
            conf.write("SITENAME = blog\n")
    done = run(*command, folder=site)
    assert "name 'blog' is not defined; put quotes around a text" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == (2 if command[0] == "newsroom.commands.next_change" else 1)


@pytest.mark.parametrize("redirected", ["| true", "> /dev/full", ">&-", "2>&- >&-"])
@pytest.mark.parametrize(
    ("command", "status"),
    [("check", 0), ("check --json", 0), ("related first", 0), ("nginx", 0), ("build", 0),
     ("next_change --since 2025-01-01", 0), ("new --author='Ada Writer' --category=News -- New", 0),
     ("author -- 'Cleo Writer'", 0)],
)  # fmt: skip
def test_an_output_that_nobody_reads_is_no_traceback(
    make_site: MakeSite, command: str, status: int, redirected: str
) -> None:
    site = make_site()
    build_in(site)
    failed = 2 if command.startswith("next_change") else 1
    done = subprocess.run(
        ["bash", "-c", f'"$0" -m newsroom.commands.{command} {redirected}; exit ${{PIPESTATUS[0]}}',
         sys.executable],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == (failed if "full" in redirected else status), done.stderr
    assert ("No space left" in done.stderr) == ("full" in redirected)
    for words in ("Traceback", "Exception ignored"):
        assert words not in done.stderr


def test_no_terminal_and_no_signs_are_no_traceback(make_site: MakeSite) -> None:
    site = make_site()
    words = [
        '"$0" -m newsroom.commands.new "What happened" <&-',
        '"$0" -m newsroom.commands.author "Zoe Quill" <&- >&-',
        'PYTHONIOENCODING=ascii "$0" -m newsroom.commands.related first',
    ]
    for line in words:
        done = subprocess.run(
            ["bash", "-c", line, sys.executable],
            cwd=site,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert "under \\u201cThe first post\\u201d" in done.stdout


INTERRUPTED = [("yaml.py", ""), ("pelicanconf.py", "SITENAME = 'S'\n")]


@pytest.mark.parametrize(("file", "start"), INTERRUPTED, ids=["while-it-loads", "while-it-works"])
@pytest.mark.parametrize("command", COMMANDS[:-1], ids=" ".join)
def test_ctrl_c_is_answered_in_a_word(
    make_site: MakeSite, command: tuple[str, ...], file: str, start: str
) -> None:
    site = make_site({file: f"{start}raise KeyboardInterrupt\n"})
    done = run(*command, folder=site)
    assert done.returncode == STOPPED
    assert re.fullmatch(r"stopped(; nothing was (built|written))?\n", done.stderr)


def test_a_command_that_breaks_while_it_loads_has_no_answer(make_site: MakeSite) -> None:
    site = make_site({"yaml.py": "raise RuntimeError('broken')\n"})
    done = run("newsroom.commands.next_change", folder=site)
    assert "RuntimeError: broken" in done.stderr
    assert done.returncode == BROKEN
