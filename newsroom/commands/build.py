"""`build` and `publish`: build the site into a folder."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsroom.cache.stamp import Printed, kept_stamp
from newsroom.cli.progress_bar import shown_progress
from newsroom.cli.runner import reported_errors, stop_on_signals
from newsroom.diagnostics.rendering import plural
from newsroom.files.scratch import OUTPUT, remove_leftovers
from newsroom.output.output_folder import Outcome, put_back

if TYPE_CHECKING:
    from newsroom.build.site_build import BuildResult


def run(
    output: Path,
    *,
    production: bool = False,
    preview: bool = False,
    clean: bool = False,
    explain: bool = False,
) -> int:
    """Build the site into `output` and return the exit status.

    The site is built beside the folder and replaces it when it is complete. With `clean`, nothing
    of earlier builds is used; with `explain`, the reason for each file is printed.
    """
    settings_file = "publishconf.py" if production else "pelicanconf.py"
    outcome, start = Outcome(output), time.monotonic()
    stop_on_signals()
    if not clean and (printed := unchanged_build(output, (settings_file, preview))):
        sys.stderr.write(printed.warnings)
        unchanged = f"{printed.text}0 of {plural(printed.files, 'file')} written to {output}/"
        click.echo(f"{unchanged} in {time.monotonic() - start:.1f} s")
        return 0
    from newsroom.build.builder import build  # noqa: PLC0415  # importing Pelican takes longest

    with reported_errors(outcome):
        with shown_progress() as progress:
            result = build(
                settings_file,
                output,
                preview=preview,
                outcome=outcome,
                clean=clean,
                progress=progress,
            )
        if explain:
            click.echo("".join(explained(result)), nl=False)
        click.echo(render_result(result, output, time.monotonic() - start))
    return 0


def unchanged_build(output: Path, options: tuple[str, bool]) -> Printed | None:
    """Return what the last build with these options printed, if nothing has changed since.

    Remove what that build has left if it was killed after its last step.
    """
    stamp, folder = kept_stamp(output), output.resolve()
    if not stamp or not stamp.is_current(options, folder):
        return None
    remove_leftovers(folder.parent, OUTPUT, put_back)
    return stamp.printed


def render_result(result: "BuildResult", output: Path, seconds: float) -> str:
    """Return what a build did: "2 of 10,412 files written to output/ in 0.6 s (1 post changed)"."""
    files = f"{len(result.changed):,} of {plural(result.total, 'file')} written to {output}/"
    removed = f", {len(result.removed):,} removed" if result.removed else ""
    sources = f" ({plural(len(result.parsed), 'source')} changed)" if result.parsed else ""
    return f"{files}{removed} in {seconds:.1f} s{sources}"


def explained(result: "BuildResult") -> list[str]:
    """Return a line for each file that was rendered: its path, whether it changed, the reason."""
    changed = {*result.changed}
    lines = [
        f"{path}: {reason}{'' if path in changed else ' (same bytes)'}\n"
        for path, reason in sorted(result.reasons.items())
    ]
    return [*lines, *(f"{path}: removed\n" for path in sorted(result.removed))]
