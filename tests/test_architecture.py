"""The rules of the house, as far as a machine can see them."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, fixture_settings

PLUGINS = sorted(p.stem for p in (ROOT / "plugins").glob("*.py") if p.stem != "__init__")
TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.*"))
every_plugin = pytest.mark.parametrize("name", PLUGINS)
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)

OWNED = ("content", "pelicanconf.py", "publishconf.py")  # the owner may name any site
# Split, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "proxy.golang" + ".org")
HERE = "/" + "work/"


def source(name: str) -> str:
    """The text of a plugin."""
    return (ROOT / "plugins" / f"{name}.py").read_text(encoding="utf-8")


def imports(text: str) -> set[str]:
    """The modules that a module imports from."""
    nodes = list(ast.walk(ast.parse(text)))
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return names | {a.name for node in nodes if isinstance(node, ast.Import) for a in node.names}


def test_the_pipeline_names_every_plugin_once() -> None:
    assert sorted(fixture_settings()["PLUGINS"]) == [f"plugins.{name}" for name in PLUGINS]


@every_plugin
def test_a_plugin_says_what_it_does(name: str) -> None:
    assert ast.get_docstring(ast.parse(source(name)))


@every_plugin
def test_a_plugin_ends_in_register(name: str) -> None:
    last = ast.parse(source(name)).body[-1]
    assert isinstance(last, ast.FunctionDef)
    assert last.name == "register"


@every_plugin
def test_a_plugin_imports_no_other_plugin(name: str) -> None:
    ours = {module for module in imports(source(name)) if re.match(r"plugins\b", module)}
    assert {module for module in ours if not module.startswith("plugins.support")} == set()


def test_support_imports_no_plugin() -> None:
    for path in (ROOT / "plugins" / "support").glob("*.py"):
        ours = {m for m in imports(path.read_text(encoding="utf-8")) if re.match(r"plugins\b", m)}
        assert {module for module in ours if not module.startswith("plugins.support")} == set()


def test_no_plugin_prints_or_exits() -> None:
    for path in (ROOT / "plugins").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bprint\(|sys\.exit|SystemExit", text), path


def zone_aware(text: str) -> list[int]:
    """The lines of a module that may make a datetime whose offset is not fixed."""
    found = []
    for call in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        given = [word.value for word in call.keywords if word.arg in ("tz", "tzinfo")]
        given += call.args if name in ("astimezone", "now") else []
        given += call.args[1:2] if name == "fromtimestamp" else []
        found += [call.lineno for zone in given if ast.unparse(zone) not in ("UTC", "None")]
    return found


def test_only_one_module_makes_datetimes_with_a_time_zone() -> None:
    modules = [
        path for folder in (ROOT / "plugins", ROOT / "tools") for path in folder.rglob("*.py")
    ]
    lines = {path.stem: zone_aware(path.read_text(encoding="utf-8")) for path in modules}
    assert {name for name, found in lines.items() if found} == {"local_time"}


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("datetime.now(zone)", True), ("datetime.now(UTC)", False), ("x.astimezone(zone)", True),
        ("datetime.fromtimestamp(0, site.timezone)", True), ("x.replace(tzinfo=zone)", True),
        ("datetime.fromtimestamp(0, UTC)", False), ("x.replace(tzinfo=None)", False),
        ("datetime.now(tz=zone)", True), ("datetime(2025, 1, 1, tzinfo=zone)", True),
    ],
)  # fmt: skip
def test_datetimes_with_a_time_zone_are_seen(code: str, zone: bool) -> None:
    assert bool(zone_aware(code)) is zone


@every_plugin
def test_a_plugin_has_a_test_of_its_name(name: str) -> None:
    assert (ROOT / "tests" / "plugins" / f"test_{name}.py").is_file()


@every_plugin
def test_a_plugin_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


@every_template
def test_a_template_prints_and_does_not_compute(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "PLUGINS" not in text
    assert not re.search(r"\|\s*(sort|groupby)\b", text)
    assert len(text.splitlines()) <= 60


def test_no_file_names_a_registry_or_a_place_of_this_machine() -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = [name.decode() for name in done.stdout.split(b"\0") if name]
    files = [name for name in names if name.split("/")[0] not in OWNED]
    assert len(files) > 100
    for file in (Path(str(ROOT), name) for name in files):
        if not file.is_file():
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        assert [mark for mark in (*REGISTRIES, HERE) if mark in text] == [], file


@pytest.mark.parametrize(
    "folder", [ROOT / "benchmarks", ROOT / "plugins", ROOT / "tests", ROOT / "tools"]
)
def test_no_server_of_ours_listens_on_all_addresses(folder: Path) -> None:
    """nginx does where a site is deployed; what runs on a writer's machine is for that machine."""
    for file in folder.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        assert [text for text in texts if EVERYWHERE.search(text)] == [], file
        hosts = [bound(node) for node in nodes if isinstance(node, ast.Call)]
        assert {*filter(None, hosts)} <= {"127.0.0.1"}, file


EVERYWHERE = re.compile(r"(?<![\d.])0(\.0){3}(?![\d.])")


def bound(call: ast.Call) -> str:
    """The host that a call binds a server to: `Server((host, port), …)`, "" for any other call."""
    name = ast.unparse(call.func)
    is_server = name.endswith(("Server", "create_server", ".bind", "super().__init__"))
    first = call.args[0] if call.args else None
    if is_server and isinstance(first, ast.Tuple) and len(first.elts) == 2:
        return ast.literal_eval(first.elts[0]) or "any"
    return ""
