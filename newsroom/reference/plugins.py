"""docs/plugins.md: every plugin by phase, with the first paragraph of its docstring.

What a plugin needs and provides is read from the declaration `PLUGIN` without importing it.
"""

import ast
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsroom.reference.fields import render_table

PHASES = {
    "read": "while source files are read",
    "collect": "when all files are read: what belongs together",
    "check": "what is wrong with the content; errors stop the build",
    "enrich": "what each page shows beyond its own text",
    "publish": "the files of the site: pages, lists, feeds, sitemaps, headers",
}
INTRODUCTION = """\
# Plugins

Plugins are in the folder of the phase in which they run; `PLUGINS` in `pelicanconf.py` lists those
of a site. Their order follows from what they need and provide: `python3 blog.py pipeline` prints
it. [Extending](extending.md) says how to add one.
"""


def render_plugins(folder: Path) -> str:
    """Return the page docs/plugins.md for the folder of the plugins."""
    parts = [INTRODUCTION]
    for phase, about in PHASES.items():
        paths = sorted(p for p in (folder / phase).glob("*.py") if p.stem != "__init__")
        table = render_table(("plugin", "effect", "needs", "provides"), map(table_row, paths))
        parts.append(f"## {phase}: {about}\n\n{table}\n")
    return "\n".join(parts)


def table_row(path: Path) -> tuple[str, str, str, str]:
    """Return the row for the module of a plugin: its name, effect, needs and provisions."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    declared = declaration(module)
    needs, provides = (code_list(declared.get(key, ())) for key in ("needs", "provides"))
    return f"`{path.stem}`", first_paragraph(module), needs, provides


def declaration(module: ast.Module) -> dict[str, Sequence[str]]:
    """Return the literal `needs` and `provides` of the `PLUGIN` of a module, {} without one."""
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="PLUGIN")], value=ast.Call(keywords=keywords)):
                return {
                    keyword.arg: ast.literal_eval(keyword.value)
                    for keyword in keywords
                    if keyword.arg in ("needs", "provides")
                }
    return {}


def code_list(names: Iterable[str]) -> str:
    """Return names as a list of code, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)


def first_paragraph(module: ast.Module) -> str:
    """Return the first paragraph of the docstring of a module, on one line."""
    docstring = ast.get_docstring(module) or ""
    return " ".join(docstring.split("\n\n")[0].split())
