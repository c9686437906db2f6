"""Plugins and templates of a site that are faulty: one sentence with a line, and nothing built."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, build_here

IMPORTS = """from newsroom.pipeline.plugin import Plugin
from newsroom.site.output_files import OutputFile

"""
FILE = """def declare(site):
    return [OutputFile("x/", "page", "the glossary", {content})]
PLUGIN = Plugin(__name__, phase="publish", files=declare)
"""
FAIL = "def fail(*_):\n    return {}['x']\n"
RUN = f'{FAIL}PLUGIN = Plugin(__name__, phase="enrich", run=fail)\n'
DECLARED = 'PLUGIN = Plugin(__name__, phase="enrich", {})\n'


@pytest.mark.parametrize(
    ("name", "code", "error"),
    [
        ("runs", RUN, "ours/runs.py:5: error: the plugin ours.runs fails: KeyError: 'x'"),
        ("data", f"{FAIL}{FILE.format(content='data=fail')}",
         "ours/data.py:5: error: cannot write /x/: KeyError: 'x'"),
        ("values", f"{FAIL}{FILE.format(content='template=chr(52)+chr(48)+chr(52), values=fail')}",
         "ours/values.py:5: error: cannot write /x/: KeyError: 'x'"),
        ("template", FILE.format(content="template='glossary'"), "theme/templates/glossary.html: "
         "error: the template of the glossary is not found; add it [theme/template-not-found]"),
        ("nothing", FILE.format(content=""), "error: URL /x/ of the glossary has no template, data "
         "or source [plugin/failed]"),
        ("outside", FILE.replace("x/", "../x/").format(content="data=bytes"), "error: URL /../x/ "
         'of the glossary has the part ".." [url/invalid]'),
        ("syntax", "def (\n", "ours/syntax.py:4: error: cannot import the plugin ours.syntax: "
         "SyntaxError: "),
        ("imports", "import no_such_module\n", "ours/imports.py:4: error: cannot import the plugin "
         "ours.imports: ModuleNotFoundError: No module named 'no_such_module'"),
        ("argument", DECLARED.format("x=1"), "ours/argument.py:4: error: cannot import the plugin"),
        ("kind", "PLUGIN = {}\n", "PLUGIN of ours.kind must be a Plugin, not {}"),
        ("named", DECLARED.format("").replace("__name__", "'x'"),
         'the plugin of ours.named is named "x"; write `Plugin(__name__, …`'),
        ("needs", DECLARED.format("needs='site.tags'"),
         "needs of ours.needs must be a list of names, not 'site.tags'"),
        ("provides", DECLARED.format("provides=None"),
         "provides of ours.provides must be a list of names, not None"),
        ("function", DECLARED.format("run='x'"), "run of ours.function must be a function, not"),
        ("phase", DECLARED.replace("'enrich'", "None").replace('"enrich"', "None").format(""),
         'ours.phase has the unknown phase "None"; use one of read, collect, check, enrich'),
    ],
)  # fmt: skip
def test_a_faulty_plugin_is_one_sentence(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, name: str, code: str, error: str
) -> None:
    site = make_site(
        {
            "ours/__init__.py": "",
            f"ours/{name}.py": f"{IMPORTS}{code}register = print\n",
            "output/old.html": "old",
        }
    )
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f'PLUGINS = [*PLUGINS, "ours.{name}"]\n')
    monkeypatch.syspath_prepend(str(site))
    for module in ("ours", f"ours.{name}"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(UserError) as raised:
        build_here()
    assert str(raised.value).startswith(error)
    assert [path.name for path in (site / "output").iterdir()] == ["old.html"]


@pytest.mark.parametrize(
    ("template", "error"),
    [
        ("<p>\n{{ 1 / 0 }}", "theme/templates/page.html:2: error: cannot write /about/: "
         "ZeroDivisionError: division by zero"),
        ("{% include 'page.html' %}", "theme/templates/page.html:1: error: cannot write /about/: "
         "RecursionError: "),
        (None, "theme/templates/page.html: error: the template of content/pages/about.md is not "
         "found; add it [theme/template-not-found]"),
    ],
)  # fmt: skip
def test_a_faulty_template_is_one_sentence(
    make_site: MakeSite, template: str | None, error: str
) -> None:
    file = own_theme(make_site()) / "templates" / "page.html"
    file.unlink()
    if template:
        file.write_text(template, encoding="utf-8")
    with pytest.raises(UserError, match=f"^{re.escape(error)}"):
        build_here()


def own_theme(site: Path) -> Path:
    """A copy of the theme that a test may change."""
    theme = (site / "theme").resolve()
    (site / "theme").unlink()
    return Path(shutil.copytree(theme, site / "theme"))


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('DIRECT_TEMPLATES = [*DIRECT_TEMPLATES, "glossary"]', "theme/templates/glossary.html: "
         "error: the template of “glossary” is not found; add it [theme/template-not-found]"),
        ('MARKDOWN = {"extensions": ["nope"]}', "pelicanconf.py:{}: error: MARKDOWN cannot be "
         "used: ModuleNotFoundError: No module named 'nope' [setting/invalid]"),
        ("MARKDOWN = None", "pelicanconf.py:{}: error: MARKDOWN must be a dict, not None"),
        ('JINJA_ENVIRONMENT = {{"nope": 1}}', "pelicanconf.py:{}: error: JINJA_ENVIRONMENT cannot "
         "be used: TypeError: "),
        ("JINJA_FILTERS = 3", "pelicanconf.py:{}: error: JINJA_FILTERS must be a dict, not 3"),
        ('SLUG_REGEX_SUBSTITUTIONS = [("(", "")]', "pelicanconf.py:{}: error: "
         "SLUG_REGEX_SUBSTITUTIONS cannot be used: error: missing )"),
    ],
)  # fmt: skip
def test_a_faulty_setting_has_its_line(make_site: MakeSite, line: str, error: str) -> None:
    settings = make_site() / "pelicanconf.py"
    name = line.split(" = ", 1)[0]
    text = settings.read_text(encoding="utf-8")
    start = text.index(f"\n{name} = ") + 1 if f"\n{name} = " in text else len(text)
    number = text.count("\n", 0, start) + 1
    settings.write_text(f"{text}{line.replace('{{', '{').replace('}}', '}')}\n", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        build_here()
    assert str(raised.value).startswith(error.format(number))
