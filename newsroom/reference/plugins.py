"""docs/plugins.md: every plugin by phase, with the first paragraph of its docstring."""

import ast
from pathlib import Path

from newsroom.reference.fields import render_table

PHASES = {
    "read": "while source files are read",
    "collect": "when all files are read: what belongs together",
    "check": "what is wrong with the content, and the gate that stops the build",
    "enrich": "what each page shows beyond its own text",
    "publish": "further files: feeds, sitemaps, headers",
}
INTRODUCTION = """\
# Plugins

Plugins are in the folder of the phase in which they run; `PLUGINS` in `pelicanconf.py` lists them
in their order. [Extending](extending.md) says how to add one.
"""


def render_plugins(folder: Path) -> str:
    """Return the page docs/plugins.md for the folder of the plugins."""
    parts = [INTRODUCTION]
    for phase, about in PHASES.items():
        paths = sorted(p for p in (folder / phase).glob("*.py") if p.stem != "__init__")
        rows = [(f"`{path.stem}`", first_paragraph(path)) for path in paths]
        parts.append(f"## {phase}: {about}\n\n{render_table(('plugin', 'effect'), rows)}\n")
    return "\n".join(parts)


def first_paragraph(path: Path) -> str:
    """Return the first paragraph of the docstring of a module, on one line."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split())
