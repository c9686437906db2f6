"""No test depends on what the owner of the site writes: content/ and the settings files.

Publishing needs `publish` and `check` alone, but a test that fails after a new post or with another
`SITENAME` stops the next engineer. Tests build the sites of tests/fixtures/ instead.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

OWNED = ("content", "output", "digest", "pelicanconf.py", "publishconf.py")
SETTINGS = ("pelicanconf", "publishconf")


def owned_uses(text: str) -> Iterator[str]:
    """The expressions by which a module reads files of the owner, or might: `ROOT` handed on."""
    tree = ast.parse(text)
    allowed: set[int] = set()
    for node in ast.walk(tree):
        names = imported(node)
        if any(name.split(".")[0] in SETTINGS for name in names):
            yield ast.unparse(node)
        if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Name):
            part = node.right.value if isinstance(node.right, ast.Constant) else "?"
            if str(part).split("/")[0] not in (*OWNED, "?"):
                allowed.add(id(node.left))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("str", ".relative_to")):
            allowed |= {id(argument) for argument in node.args}
        if isinstance(node, ast.keyword) and node.arg == "cwd":
            allowed.add(id(node.value))
    yield from (f"line {node.lineno}" for node in names_of_root(tree) if id(node) not in allowed)


def imported(node: ast.AST) -> list[str]:
    """The names of the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def names_of_root(tree: ast.AST) -> list[ast.Name]:
    """The places in which a module reads the name of the folder of the project."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return [name for name in names if name.id == "ROOT" and isinstance(name.ctx, ast.Load)]


def test_no_test_reads_a_file_of_the_owner() -> None:
    modules = [path for path in (ROOT / "tests").rglob("*.py") if "fixtures" not in path.parts]
    assert len(modules) > 100
    uses = {path: list(owned_uses(path.read_text(encoding="utf-8"))) for path in modules}
    assert {path: found for path, found in uses.items() if found} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import pelicanconf",
        "from pelicanconf import SITENAME",
        "from publishconf import *",
        'posts = (ROOT / "content").rglob("*.md")',
        'text = (ROOT / "content/posts/a.md").read_text()',
        'shutil.copy(ROOT / "pelicanconf.py", folder)',
        "shutil.copy(ROOT / name, folder)",
        "build_in(ROOT)",
        'run("build", folder=ROOT)',
        "os.chdir(ROOT)",
        'ROOT.glob("content/**")',
    ],
)
def test_a_use_of_the_files_of_the_owner_is_found(line: str) -> None:
    assert list(owned_uses(line)) != []


@pytest.mark.parametrize(
    "line",
    [
        'text = (ROOT / "README.md").read_text()',
        '(folder / "theme").symlink_to(ROOT / "theme")',
        'subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})',
        'site / "content/posts/a.md"',
        "ROOT = Path(__file__).parent",
    ],
)
def test_a_use_of_code_is_none(line: str) -> None:
    assert list(owned_uses(line)) == []
