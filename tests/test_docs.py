"""What README, CONTRIBUTING and docs/ name exists: files, headings, commands, codes."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from newsroom.commands.application import blog
from newsroom.config.schema import Settings
from newsroom.diagnostics.codes import CODES
from plugins.read.template_filters import template_filters
from tests.conftest import NOW, ROOT

PROJECT = Path(str(ROOT))
PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted(PROJECT.glob("docs/*.md"))]
LINK = re.compile(r"\[[^\[\]]*\]\((?P<path>[^)#\s]*)(?:#(?P<fragment>[^)\s]*))?\)")
CODE_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:newsroom|plugins|tests|theme|benchmarks|\.github)/[\w./-]+)`")
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
COMMAND = re.compile(r"python3 blog\.py ([a-z][a-z-]*)([^`\n|#&>]*)")
CODE = re.compile(r"\[([a-z-]+/[a-z-]+)\](?!\()|\"([a-z-]+/[a-z-]+)\": \"(?:error|warning|note)\"")


def prose(page: Path) -> str:
    """Return the text of a page without code."""
    return INLINE_CODE.sub("", CODE_BLOCK.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """Return the fragments of the headings of a page, as GitHub derives them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", text).strip().lower().replace(" ", "-") for text in headings}


def broken_links(page: Path) -> Iterator[str]:
    """Yield the links of a page to files or headings that do not exist."""
    for link in LINK.finditer(prose(page)):
        if "//" in link["path"]:
            continue
        target = (page.parent / link["path"]).resolve() if link["path"] else page
        if not target.exists() or (link["fragment"] and link["fragment"] not in anchors(target)):
            yield f"{page.name}: {link[0]}"


def test_links_lead_to_files_and_headings() -> None:
    assert [link for page in PAGES for link in broken_links(page)] == []


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {link["path"] for link in LINK.finditer(prose(PROJECT / "README.md"))}
    assert {f"docs/{page.name}" for page in PROJECT.glob("docs/*.md")} - linked == set()


def test_codes_in_examples_exist() -> None:
    texts = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
    pairs = {
        (n, first or second) for n, text in texts.items() for first, second in CODE.findall(text)
    }
    assert {(name, code) for name, code in pairs if code not in CODES} == set()


def unknown_commands(text: str) -> Iterator[str]:
    """Yield the commands of blog.py in a text that do not exist, and those with unknown options."""
    for name, rest in COMMAND.findall(text):
        if name not in blog.commands:
            yield name
            continue
        options = {option for p in blog.commands[name].params for option in p.opts}
        if unknown := set(re.findall(r"--[a-z-]+", rest)) - options - {"--help"}:
            yield f"{name} {' '.join(sorted(unknown))}"


def test_commands_in_examples_exist() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    assert [command for text in texts for command in unknown_commands(text)] == []
    assert sum(len(COMMAND.findall(text)) for text in texts) > 20


def test_every_filter_of_templates_is_documented() -> None:
    settings = Settings("Name", "", "https://example.org", "en", ZoneInfo("UTC"), NOW)
    text = (PROJECT / "docs/theming.md").read_text(encoding="utf-8")
    assert [name for name in template_filters(settings) if not re.search(rf"\b{name}`", text)] == []


def test_paths_in_text_exist() -> None:
    paths = {path for page in PAGES for path in PATH.findall(page.read_text(encoding="utf-8"))}
    missing = {path for path in paths if not (PROJECT / path).exists()}
    assert missing - CODES.keys() == set()
    assert len(paths) > 20


def test_imports_in_examples_exist() -> None:
    text = (PROJECT / "docs/extending.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    imports = [
        (node.module, alias.name)
        for block in blocks
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert ("newsroom.pipeline.plugin", "Plugin") in imports
    assert [name for module, name in imports if not hasattr(import_module(str(module)), name)] == []
