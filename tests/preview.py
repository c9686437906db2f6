"""`serve`, started in a project of its own, and what a browser sees of it."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import AT_NOW, ROOT
from tests.loopback import PATIENCE, wait_for


@dataclass(frozen=True)
class Preview:
    """The running command, where it serves, and the file with what it prints."""

    process: subprocess.Popen[bytes]
    url: str
    printed: Path

    @property
    def text(self) -> str:
        """What it has printed so far, errors included."""
        return self.printed.read_text(encoding="utf-8")

    def builds(self) -> int:
        """How many builds have succeeded."""
        return self.text.count("built in ")

    def fetch(self, path: str = "") -> tuple[int, str]:
        """Status and text of a path."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def shows(self, path: str, text: str) -> bool:
        """Whether a page has a text before patience is at its end."""
        return wait_for(lambda: text in self.fetch(path)[1])

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """End the command by a signal; gives its exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def previewing(
    site: Path, printed: Path, *options: str, port: int = 0, **environment: str
) -> Iterator[Preview]:
    """The command in a project, from when it listens; `printed` gets what it prints."""
    command = [sys.executable, "-m", "newsroom", "serve", f"--port={port}", *options]
    inherited = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"}
    with printed.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=site,
            env=AT_NOW | inherited | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    pattern = re.compile(r"serving (http://\S+/);")
    try:
        wait_for(lambda: process.poll() is not None or "serving" in printed.read_text("utf-8"))
        match = pattern.search(printed.read_text("utf-8"))
        assert match, printed.read_text("utf-8")
        yield Preview(process, match[1], printed)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=PATIENCE)
            finally:
                process.kill()
                process.wait()


def save(file: Path, old: str, new: str) -> None:
    """Change a file as an editor does that saves atomically."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    temporary = file.with_name(f".new-{file.name}")
    temporary.write_text(text.replace(old, new), encoding="utf-8")
    temporary.replace(file)
