"""`check`: report on the posts and on the built site."""

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from newsroom.cache.check_stamp import CheckResult, unchanged_check
from newsroom.cli.progress_bar import shown_progress
from newsroom.parallel.progress import Progress

OUTPUT = Path("output")


def report(folder: Path | None, *, external: bool, as_json: bool) -> int:
    """Print the diagnostics of the sources and the built site; return the exit status."""
    result = None if folder or external else unchanged_check(OUTPUT)
    if result is None:
        with nullcontext(Progress()) if as_json else shown_progress() as progress:
            result = check_again(folder, external=external, progress=progress)
    click.echo(result.json if as_json else result.text, nl=False)
    return result.status


def check_again(
    folder: Path | None, *, external: bool, progress: Progress | None = None
) -> CheckResult:
    """Return the check of the project, or of the site in a folder alone."""
    from newsroom.build.project_check import (  # noqa: PLC0415  # importing Pelican takes longest
        check_folder,
        check_project,
    )

    if folder:
        return check_folder(folder, external=external, progress=progress)
    return check_project(external=external, progress=progress)


def check_on_save(options: list[str]) -> int:
    """Build and report again on every save, each in a process of its own, until Ctrl+C.

    Python imports settings and plugins once. Of a failed build the last line is printed: the report
    contains its errors, except for those of the theme.
    """
    from newsroom.preview.saves import saves  # noqa: PLC0415  # no other check needs it

    for _ in saves(Path()):
        build = [sys.executable, "-m", "newsroom", "build"]
        process = subprocess.run(build, capture_output=True, encoding="utf-8", check=False)
        subprocess.run([sys.executable, "-m", "newsroom", "check", *options], check=False)
        if process.returncode and process.stderr:
            sys.stderr.write(f"{process.stderr.splitlines()[-1]}\n")
        sys.stdout.flush()
    return 0


def run(folder: Path | None, *, external: bool, as_json: bool, watch: bool) -> int:
    """Check the posts and the site, or the site in `folder` alone; return the exit status."""
    if watch:
        return check_on_save(["--external"] * external + ["--json"] * as_json)
    return report(folder, external=external, as_json=as_json)
