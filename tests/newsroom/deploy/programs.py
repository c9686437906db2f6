"""Programs of others, played by a script that notes how it was called and what it was handed."""

import json
import shlex
import shutil
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json, os, pathlib, shutil, sys
folder = pathlib.Path(next(word for word in sys.argv if ".output-" in word))
files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
words = [word.replace(str(folder), "FOLDER") for word in sys.argv[1:]]
shutil.rmtree({staged!r}, ignore_errors=True)
shutil.copytree(folder, {staged!r})
with open({log!r}, "a") as log:
    print(json.dumps([words, files]), file=log)
if os.environ.get("FAIL"):
    sys.exit("Error: " + os.environ["FAIL"] + " " + os.environ["A_TOKEN"])
"""


def watch(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file into which a program, which runs as before, writes the arguments of each call."""
    log, program = folder / f"{name}.log", shutil.which(name)
    folder.mkdir(exist_ok=True)
    log.touch()
    call = f'exec {shlex.quote(program)} "$@"' if program else "exit 1"
    (folder / name).write_text(f'#!/bin/sh\necho "$*" >> {shlex.quote(str(log))}\n{call}\n')
    (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return log


class Program:
    """A program on the path of the tests."""

    def __init__(self, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.log, self.staged = folder / f"{name}.log", folder / f"{name}.staged"
        folder.mkdir(exist_ok=True)
        file, script = folder / name, folder / f"{name}.py"
        script.write_text(SCRIPT.format(log=str(self.log), staged=str(self.staged)))
        # A first line that names Python itself ends at a space in its path.
        words = " ".join(map(shlex.quote, (sys.executable, str(script))))
        file.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        file.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=":")
        monkeypatch.setenv("A_TOKEN", "nobody-may-see-this")

    @property
    def calls(self) -> list[tuple[list[str], list[str]]]:
        """(words, files) of each call; `staged` keeps the files of the last one."""
        if not self.log.exists():
            return []
        rows = map(json.loads, self.log.read_text().splitlines())
        return [(words, files) for words, files in rows]
