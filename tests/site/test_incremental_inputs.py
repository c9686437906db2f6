"""A build sees what changed wherever it is read: settings, their modules, plugins, data, variables.

Each build runs in a process of its own, since Python imports a module once.
"""

from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, build_in, lay_out

PLUGIN = """
import os
from pathlib import Path
from newsroom.pipeline.plugin import Plugin
from newsroom.site.output_files import OutputFile

LINES

def provide(site):
    site.functions["word"] = word

def declare(site):
    yield OutputFile("word.txt", "word", "the word", data=lambda: word().encode())

PLUGIN = Plugin(__name__, phase="enrich", provides=["function.word"], run=provide, files=declare)
register = PLUGIN.register
"""
FOOTER = "theme/templates/parts/footer.html"
CONF = "pelicanconf.py"


class Input(NamedTuple):
    """Lines of the settings, lines of a plugin that define `word`, and files; {} is a word."""

    settings: str = ""
    plugin: str = ""
    files: tuple[tuple[str, str], ...] = ()


INPUTS = {
    "plugin": Input(plugin="def word(): return '{}'"),
    "default of a plugin": Input(plugin="def word(value='{}'): return value"),
    "module of a plugin": Input(
        plugin="from own import word", files=(("own.py", "def word(): return '{}'\n"),)
    ),
    "file that a plugin reads at its start": Input(
        plugin="TEXT = Path('word').read_text()\ndef word(): return TEXT", files=(("word", "{}"),)
    ),
    "variable that a plugin reads": Input(plugin="def word(): return os.environ['WORD']"),
    "module of the settings": Input("from own import *", files=(("own.py", "SITENAME = '{}'\n"),)),
    "file that the settings read": Input(
        "from pathlib import Path\nSITENAME = Path('word').read_text()", files=(("word", "{}"),)
    ),
    "word of the theme": Input(
        "DEFAULT_LANG = 'en-gb'", files=(("theme/locale/en-gb.yaml", "follow: '{}'\n"),)
    ),
    "word of the site": Input(files=(("content/locale/en.yaml", "follow: '{}'\n"),)),
    "variable that the settings read": Input("import os\nSITENAME = os.environ['WORD']"),
}


def write_input(folder: Path, changed: Input, word: str) -> None:
    """Write the files of an input, with a word in them."""
    plugin = (("added.py", PLUGIN.replace("LINES", changed.plugin)),) if changed.plugin else ()
    for path, text in (*plugin, *changed.files):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text.replace("{}", word), encoding="utf-8")


def add_lines(file: Path, lines: str) -> None:
    """Add lines at the end of a file."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{lines}\n")


@pytest.mark.parametrize("changed", INPUTS.values(), ids=INPUTS)
def test_an_input_is_read_again_when_it_has_changed(tmp_path: Path, changed: Input) -> None:
    folder = lay_out(tmp_path, {})
    add_lines(folder / CONF, changed.settings)
    if changed.plugin or any(path.startswith("theme/") for path, _ in changed.files):
        (folder / "theme").unlink()
        copytree(ROOT / "theme", folder / "theme")
    if changed.plugin:
        add_lines(folder / CONF, "PLUGINS = [*PLUGINS, 'added']")
        add_lines(folder / FOOTER, "{{ word() }}")
    for word in ("walrus", "lobster", "lobster"):
        write_input(folder, changed, word)
        variables = {"WORD": word} if "environ" in changed.settings + changed.plugin else {}
        output = build_in(folder, **variables)
        assert word in (output / "index.html").read_text(encoding="utf-8")
        if changed.plugin:
            assert (output / "word.txt").read_text(encoding="utf-8") == word
