#!/usr/bin/env python3
"""Run a command of the blog: `python3 blog.py build`, `python3 blog.py --help`.

Needs Python 3.11 or newer and nothing else. Installs the libraries into `.venv` first, when it is
missing or a lock file has changed. `python3 blog.py --dev -m pytest` runs a development tool in the
same environment, for the Makefile.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MINIMUM = (3, 11)
FAILURE = 2  # not 1, which is an answer of `next-change`
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# What is installed, as the name of a file in .venv that is as new as the installation.
SITE, DEPLOY, DEV = "site", "deploy", "dev"
LOCKS = {
    SITE: "requirements.lock",
    DEPLOY: "requirements-deploy.lock",
    DEV: "requirements-dev.lock",
}


def main(arguments: list[str]) -> int:
    """Install what a command needs and run it; return its exit status."""
    if sys.version_info < MINIMUM:
        sys.stderr.write("Python 3.11 or newer is required; run it as in: python3.12 blog.py\n")
        return FAILURE
    os.chdir(ROOT)
    try:
        for name in installations(arguments):
            if is_outdated(name):
                install(name)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"cannot set up .venv: {error}\n")
        return FAILURE
    if arguments[:1] == ["--dev"]:
        return run([str(PYTHON), *arguments[1:]])
    return run([str(PYTHON), "-m", "newsroom", *arguments])


def installations(arguments: list[str]) -> list[str]:
    """Return the names of the installations that a command needs, in their order."""
    if arguments[:1] == ["--dev"]:
        return [SITE, DEV]
    if arguments[:1] == ["deploy"] and "s3" in arguments:
        return [SITE, DEPLOY]
    return [SITE]


def is_outdated(name: str) -> bool:
    """Return whether an installation is missing, or older than its lock file or `SITE`."""
    stamp = VENV / name
    if not PYTHON.exists() or not stamp.exists():
        return True
    sources = [ROOT / LOCKS[name]] + ([] if name == SITE else [VENV / SITE])
    return any(source.stat().st_mtime > stamp.stat().st_mtime for source in sources)


def install(name: str) -> None:
    """Install the libraries of a lock file; raise `CalledProcessError` if that fails."""
    sys.stderr.write(f"setting up .venv from {LOCKS[name]} (once)\n")
    if name == SITE:
        # An environment whose Python is gone, as after an upgrade of the system, is replaced.
        options = ["--clear"] if VENV.exists() and not PYTHON.exists() else []
        call([sys.executable, "-m", "venv", *options, str(VENV)])
    options = ["--no-deps", "--require-hashes", "--requirement", str(ROOT / LOCKS[name])]
    quiet = ["--disable-pip-version-check", "--quiet", "--quiet"]
    call([str(PYTHON), "-m", "pip", *quiet, "install", *options])
    (VENV / name).touch()


def call(command: list[str]) -> None:
    """Run a program with its output on standard error; raise `CalledProcessError` if it fails."""
    subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603


def run(command: list[str]) -> int:
    """Become the command, which then gets every signal; on Windows wait for its exit status."""
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606
    process = subprocess.Popen(command)  # noqa: S603
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the command gets Ctrl+C too, and ends by itself


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
