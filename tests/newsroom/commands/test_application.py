"""The command line as a whole: help, completion, usage errors."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsroom.commands.application import COMPLETION, blog
from tests.conftest import ROOT, call

NAMES = [
    "build", "serve", "new", "author", "digest", "related", "check", "publish", "deploy", "nginx",
    "next-change", "pipeline",
]  # fmt: skip


def test_the_commands_are_listed_with_and_without_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--help") == 0
    text = capsys.readouterr().out
    assert call() == 0
    assert capsys.readouterr().out == text
    lines = text.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in lines[: len(NAMES)]] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_help(name: str) -> None:
    result = CliRunner().invoke(blog, [name, "--help"], prog_name="python3 blog.py")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: python3 blog.py {name} ")
    assert "\n  --help " in result.output
    assert all(len(line) <= 80 for line in result.output.splitlines())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("biuld", "No such command 'biuld'. Did you mean 'build'?"),
        ("new --categry News", "No such option '--categry'. Did you mean '--category'?"),
        ("build --production --preview", "--production and --preview exclude each other"),
        ("related", "Missing argument 'SLUG'"),
    ],
)
def test_a_wrong_command_or_option_is_a_usage_error(
    words: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*words.split()) == 2
    assert message in capsys.readouterr().err


HELP = """
import sys
from newsroom.commands.application import main
assert main(["deploy", "--help"]) == 0
slow = {"numpy", "pelican", "jinja2", "yaml", "lxml", "PIL", "boto3"} & sys.modules.keys()
raise SystemExit(", ".join(slow) or 0)
"""


def test_help_imports_no_command() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELP], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ("blog.py n", ["new", "nginx", "next-change"]),
        ("blog.py deploy s", ["s3"]),
        ("blog.py check --e", ["--external"]),
    ],
)
def test_completion(
    words: str,
    completions: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(COMPLETION, "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    assert call() == 0
    assert capsys.readouterr().out.split() == [f"plain,{name}" for name in completions]


def test_each_command_has_a_module_with_a_test() -> None:
    modules = {name.replace("-", "_") for name in NAMES if name != "publish"}
    paths = (ROOT / "newsroom" / "commands").glob("[a-z]*.py")
    assert {path.stem for path in paths} == modules | {"application"}
    assert [
        m for m in sorted(modules) if not Path(__file__).with_name(f"test_{m}.py").exists()
    ] == []
