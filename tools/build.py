"""Build the site: `python -m tools.build [--production | --preview] [--output FOLDER]`.

The site is built beside the output folder and put in its place when all of it is there, so a
build that fails changes nothing. Exit status 1 and one report of all mistakes when it fails.
"""

import argparse
import logging
import shutil
import sys
import tempfile
from pathlib import Path

from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from plugins.support.report import SiteError, plural


def build(settings_file: str, output: Path, *, preview: bool = False) -> int:
    """Build into `output` and return the number of files; raises `SiteError`.

    Any warning of Pelican's is an error: it drops posts and plugins with no more than that.
    """
    init_logging(level=logging.WARNING, fatal="warnings")
    output.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".output-", dir=output.parent))
    building.chmod(0o755)
    try:
        settings = read_settings(settings_file, override={"OUTPUT_PATH": str(building)})
        settings["PREVIEW"] = preview
        pelican = Pelican(settings)
        if missing := set(settings["PLUGINS"]) ^ {plugin.__name__ for plugin in pelican.plugins}:
            raise SiteError(f"a plugin could not be started: {', '.join(sorted(missing))}")
        pelican.run()
        files = sum(path.is_file() for path in building.rglob("*"))
        replace_folder(building, output)
    except RuntimeError as error:
        raise SiteError(f"Pelican gave a warning, and nothing was built: {error}") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return files


def replace_folder(new: Path, old: Path) -> None:
    """Put the folder `new` where `old` is. Git's empty-folder mark stays."""
    if (old / ".gitkeep").exists():
        (new / ".gitkeep").touch()
    if old.exists():
        aside = Path(tempfile.mkdtemp(prefix=".output-", dir=old.parent))
        old.rename(aside / "old")
        new.rename(old)
        shutil.rmtree(aside)
    else:
        new.rename(old)


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--production", action="store_true", help="with publishconf.py and SITEURL")
    mode.add_argument("--preview", action="store_true", help="show drafts and scheduled posts too")
    parser.add_argument("--output", type=Path, default=Path("output"), help="default: output/")
    options = parser.parse_args(arguments)
    settings_file = "publishconf.py" if options.production else "pelicanconf.py"
    try:
        files = build(settings_file, options.output, preview=options.preview)
    except SiteError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"built {plural(files, 'file')} in {options.output}/\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
