"""Build the site: `python -m newsroom.commands.build [--production | --preview] [--output FOLDER]`.

The site is built beside the output folder and put in its place when all of it is there, so a
build that fails changes nothing. Exit status 1 and one report of all mistakes when it fails.
"""

import argparse
from pathlib import Path

from newsroom.build.builder import build
from newsroom.cli.runner import run, say, stop_on_signals
from newsroom.diagnostics.rendering import plural
from newsroom.output.output_folder import (
    Outcome,
)


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m newsroom.commands.build", description=__doc__)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--production", action="store_true", help="with publishconf.py and SITEURL")
    mode.add_argument("--preview", action="store_true", help="show drafts and scheduled posts too")
    parser.add_argument("--output", type=Path, default=Path("output"), help="default: output/")
    options = parser.parse_args(arguments)
    settings_file = "publishconf.py" if options.production else "pelicanconf.py"
    outcome = Outcome(options.output)
    stop_on_signals()

    def act() -> int:
        files = build(settings_file, options.output, preview=options.preview, outcome=outcome)
        say(f"built {plural(files, 'file')} in {options.output}/\n")
        return 0

    return run(act, undone=outcome)


if __name__ == "__main__":
    raise SystemExit(main())
