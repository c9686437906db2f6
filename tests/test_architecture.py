"""The rules of the house, as far as a machine can see them."""

import ast
import re
import subprocess
from collections.abc import Sequence
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from newsroom.build.plugin_modules import shipped_plugins
from tests.conftest import ROOT, fixture_settings

PLUGINS = sorted(path for path in (ROOT / "plugins").glob("*/*.py") if path.stem != "__init__")
MODULES = sorted(
    path.relative_to(ROOT)
    for folder in (ROOT / "newsroom", ROOT / "plugins")
    for path in folder.rglob("*.py")
)
TEMPLATES = sorted((ROOT / "theme" / "templates").rglob("*.*"))

# A module imports from its own room and from rooms of the lines above.
ROOMS = """
diagnostics
dates files parallel text urls
cache config
locale
attachments html
images
cards
content
entities related
site
pipeline search
output
hosting
checks
cli reference
authoring
deploy
build
preview
commands
"""
LEVELS = {room: level for level, row in enumerate(ROOMS.split("\n")) for room in row.split()}

OWNED = ("content", "pelicanconf.py", "publishconf.py")  # the owner may name any site
# Split, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "proxy.golang" + ".org")
HERE = "/" + "work/"


def text_of(path: Path) -> str:
    """The text of a file of the project."""
    return Path(str(ROOT), path).read_text(encoding="utf-8")


def module_name(path: Path) -> str:
    """`plugins.read.documents` for its path."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports(text: str) -> set[str]:
    """The modules that a module imports, or imports from."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0  # every import says the room
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def may_import(importer: Sequence[str], imported: Sequence[str]) -> bool:
    """Whether a module may import another, each as the parts of its name."""
    top, room = imported[0], (importer[1:2] or [""])[0]
    if importer[0] == "plugins":
        if top == "newsroom":
            return LEVELS[imported[1]] < LEVELS["build"]
        return top not in ("plugins", "pelican")
    if top == "newsroom":
        return room in (imported[1], "__main__") or LEVELS[imported[1]] < LEVELS[room]
    if top == "plugins":
        return room == "build"
    return top != "pelican" or room == "build"


def test_imports_follow_the_order_of_the_rooms() -> None:
    offenders = [
        f"{path} imports {name}"
        for path in MODULES
        for name in sorted(imports(text_of(path)))
        if not may_import(path.with_suffix("").parts, name.split("."))
    ]
    assert offenders == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("newsroom.html.tree", "newsroom.urls.urls", True),
        ("newsroom.html.tree", "newsroom.html.elements", True),
        ("newsroom.html.tree", "newsroom.attachments.svg", False),  # on one level
        ("newsroom.urls.urls", "newsroom.config.schema", False),
        ("newsroom.images.image_files", "pelican.utils", False),
        ("newsroom.images.image_files", "plugins.check.links", False),
        ("newsroom.build.builder", "pelican", True),
        ("newsroom.commands.check", "plugins", False),
        ("newsroom.commands.check", "pelican", False),
        ("plugins.read.documents", "newsroom.output.links", True),
        ("plugins.read.documents", "plugins.check.links", False),
        ("plugins.read.documents", "newsroom.commands.new", False),
        ("plugins.read.documents", "pelican", False),
    ],
)
def test_the_order_of_the_rooms(importer: str, imported: str, allowed: bool) -> None:
    assert may_import(importer.split("."), imported.split(".")) is allowed


def test_every_room_has_a_level() -> None:
    rooms = {
        path.name for path in (ROOT / "newsroom").iterdir() if (path / "__init__.py").is_file()
    }
    assert rooms == set(LEVELS)


# A drawer for everything helps nobody to find a thing: a module has the name of its subject.
DRAWERS = frozenset("common core helper helpers lib misc shared support util utils".split())
PARTICIPLES = frozenset(
    "asked built found given gone held kept known left made meant named needed often said seen "
    "sent shown taken told used wishes written".split()
)


def test_no_package_is_a_drawer_and_no_module_is_named_by_a_participle() -> None:
    offenders = [
        str(path)
        for path in MODULES
        if DRAWERS & {*path.with_suffix("").parts} or PARTICIPLES & {*path.stem.split("_")}
    ]
    assert offenders == []


def test_modules_do_not_import_one_another_in_circles() -> None:
    names = {".".join(path.with_suffix("").parts): imports(text_of(path)) for path in MODULES}
    sorter = TopologicalSorter({name: imported & names.keys() for name, imported in names.items()})
    sorter.prepare()  # raises CycleError


def test_one_module_knows_the_generators_of_pelican() -> None:
    users = [str(p) for p in MODULES if "pelican.generators" in imports(text_of(p))]
    assert users == ["newsroom/build/pelican_adapter.py"]


def test_the_pipeline_names_every_plugin_once() -> None:
    assert sorted(fixture_settings()["PLUGINS"]) == sorted(map(module_name, PLUGINS))


def test_every_module_has_a_docstring() -> None:
    assert [str(p) for p in MODULES if not ast.get_docstring(ast.parse(text_of(p)))] == []


def test_a_plugin_ends_in_register() -> None:
    last = {path.stem: ast.parse(text_of(path)).body[-1] for path in PLUGINS}
    ends = {name: ast.unparse(node) for name, node in last.items()}
    assert {name: end for name, end in ends.items() if end != "register = PLUGIN.register"} == {}


def test_a_plugin_runs_in_the_phase_of_its_folder() -> None:
    phases = {plugin.name: plugin.phase for plugin in shipped_plugins()}
    assert {name: phase for name, phase in phases.items() if name.split(".")[1] != phase} == {}


def test_no_plugin_prints_or_exits() -> None:
    plugins = [path for path in MODULES if path.parts[0] == "plugins"]
    prints = re.compile(r"\bprint\(|sys\.exit|SystemExit")
    assert [str(path) for path in plugins if prints.search(text_of(path))] == []


def zone_aware(text: str) -> list[int]:
    """The lines of a module that may make a datetime whose offset is not fixed."""
    lines = []
    for call in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        zones = [word.value for word in call.keywords if word.arg in ("tz", "tzinfo")]
        zones += call.args if name in ("astimezone", "now") else []
        zones += call.args[1:2] if name == "fromtimestamp" else []
        lines += [call.lineno for zone in zones if ast.unparse(zone) not in ("UTC", "None")]
    return lines


def test_only_one_module_makes_datetimes_with_a_time_zone() -> None:
    assert {path.stem for path in MODULES if zone_aware(text_of(path))} == {"local_time"}


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


def test_a_plugin_has_a_test_of_its_name() -> None:
    """Beside it for its functions, or in tests/site/ where it takes a whole site."""
    tests = ROOT / "tests"
    files = {
        path: [
            tests / folder / f"test_{path.name}"
            for folder in (f"plugins/{path.parent.name}", "site")
        ]
        for path in PLUGINS
    }
    assert [str(path) for path, tests in files.items() if not any(map(Path.is_file, tests))] == []


def test_templates_print_and_do_not_compute() -> None:
    offenders = [
        path.name
        for path in TEMPLATES
        if re.search(r"PLUGINS|\|\s*(sort|groupby)\b", text := text_of(path))
        or len(text.splitlines()) > 60
    ]
    assert offenders == []


def test_no_file_names_a_registry_or_a_path_of_this_machine() -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = [name.decode() for name in done.stdout.split(b"\0") if name]
    files = [name for name in names if name.split("/")[0] not in OWNED]
    assert len(files) > 100
    paths = [path for path in (Path(str(ROOT), name) for name in files) if path.is_file()]
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in paths}
    offenders = [str(p) for p, text in texts.items() if any(s in text for s in (*REGISTRIES, HERE))]
    assert offenders == []


def test_no_server_listens_on_all_interfaces() -> None:
    """nginx does where a site is deployed; what runs on a writer's machine is for that machine.

    `serve --host` does for a person who names the host; its help says how.
    """
    folders = [Path(str(ROOT), name) for name in ("benchmarks", "newsroom", "plugins", "tests")]
    offenders = []
    for file in (path for folder in folders for path in folder.rglob("*.py")):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        hosts = {*filter(None, (bound(node) for node in nodes if isinstance(node, ast.Call)))}
        if hosts - {"127.0.0.1"} or any(map(EVERYWHERE.search, texts)):
            offenders.append(file.relative_to(ROOT).as_posix())
    assert sorted(offenders) == ["newsroom/commands/application.py", "newsroom/preview/server.py"]


EVERYWHERE = re.compile(r"(?<![\d.])0(\.0){3}(?![\d.])")


def bound(call: ast.Call) -> str:
    """The host that a call binds a server to: `Server((host, port), …)`, "" for any other call."""
    name = ast.unparse(call.func)
    is_server = name.endswith(("Server", "create_server", ".bind", "super().__init__"))
    first = call.args[0] if call.args else None
    if is_server and isinstance(first, ast.Tuple) and len(first.elts) == 2:
        host = first.elts[0]
        literal = isinstance(host, ast.Constant)
        return (ast.literal_eval(host) or "any") if literal else ast.unparse(host)
    return ""
