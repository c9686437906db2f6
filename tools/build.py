"""Build the site: `python -m tools.build [--production | --preview] [--output FOLDER]`.

The site is built beside the output folder and put in its place when all of it is there, so a
build that fails changes nothing. Exit status 1 and one report of all mistakes when it fails.
"""

import argparse
import logging
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from pelican import Pelican
from pelican.log import console
from pelican.log import init as init_logging

from plugins.support.report import SiteError, plural
from tools.checks.site import mistakes as check
from tools.support.command import run, say, silence
from tools.support.manifest import write_manifest
from tools.support.settings_file import read_settings_file

SOURCES = ("content", "theme", "plugins", "tools", "tests", "benchmarks", ".git", ".venv")


class Listener(logging.Handler):
    """Keeps what Pelican logs, so that the error can say it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message as one line, with the exception that Pelican leaves out of it."""
        reason = f": {error}" if (error := sys.exception()) else ""
        self.messages.append(" ".join(f"{record.getMessage()}{reason}".split()))


def build(settings_file: str, output: Path, *, preview: bool = False) -> int:
    """Build into `output` and return the number of files; raises `SiteError`.

    Any warning of Pelican's is an error: it drops posts and plugins with no more than that. A
    production build is checked, and gets its manifest, before it takes the place of the old one.
    """
    output = output.resolve()  # a link stays a link
    refuse_output(output, Path.cwd())
    heard = Listener()
    logging.getLogger().addHandler(heard)
    output.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".output-", dir=output.parent))
    building.chmod(0o755)
    try:
        settings = read_settings_file(settings_file, building)
        settings["PREVIEW"], address = preview, settings["SITEURL"]
        init_logging(level=logging.WARNING, fatal="warnings", handler=None)
        pelican = Pelican(settings)
        if missing := set(settings["PLUGINS"]) ^ {plugin.__name__ for plugin in pelican.plugins}:
            raise SiteError(f"a plugin could not be started: {', '.join(sorted(missing))}")
        pelican.run()
        if settings["PRODUCTION"] and (mistakes := check(building)):
            told = "\n".join(mistakes).replace(str(building), output.name)
            raise SiteError(f"{told}\n{plural(len(mistakes), 'mistake')}; nothing was published")
        files = sum(path.is_file() for path in building.rglob("*"))
        if settings["PRODUCTION"]:
            write_manifest(building, address)  # as it was given: a deployment compares it
        replace_folder(building, output)
    except TemplateError as error:
        raise SiteError(f"{template_place(error)}: {error}; nothing was built") from error
    except RuntimeError as error:
        messages = heard.messages or [str(error)]
        raise SiteError("\n".join([*messages, "nothing was built"])) from error
    finally:
        logging.getLogger().removeHandler(heard)
        shutil.rmtree(building, ignore_errors=True)
    return files


def refuse_output(output: Path, project: Path) -> None:
    """Raise `SiteError` for a folder that a build must not replace: the project, or other work."""
    sources = [(project / name).resolve() for name in SOURCES]
    inside = any(output.is_relative_to(source) for source in sources)
    if project.is_relative_to(output) or inside:
        raise SiteError(f"{output} holds what the site is made of; build into another folder")
    if output.exists() and not output.is_dir():
        raise SiteError(f"{output} is a file; build into a folder")
    others = {path.name for path in output.iterdir()} - {".gitkeep"} if output.exists() else set()
    ours = output == (project / "output").resolve() or {"index.html", "404.html"} <= others
    if others and not ours:
        raise SiteError(f"{output} holds files that no build wrote; build into another folder")


def template_place(error: TemplateError) -> str:
    """`theme/templates/article.html:12`, where a template could not be read or printed."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    places = [frame for frame in frames if "templates" in frame.filename]
    return f"{places[-1].filename}:{places[-1].lineno}" if places else "theme/templates"


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
    console.on_broken_pipe = silence  # Pelican's own ends the build there
    # A build that is told to stop tidies up after itself, as it does on Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    def act() -> int:
        files = build(settings_file, options.output, preview=options.preview)
        say(f"built {plural(files, 'file')} in {options.output}/\n")
        return 0

    return run(act, undone="nothing was built")


if __name__ == "__main__":
    raise SystemExit(main())
