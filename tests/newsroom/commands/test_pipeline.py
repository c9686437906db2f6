"""The command that prints the order of the plugins."""

import sys
from collections.abc import Callable

import pytest

from tests.conftest import MakeSite, run_here

MODULE = """
from newsroom.pipeline.plugin import Plugin

PLUGIN = Plugin(__name__, phase="{phase}", needs={needs}, provides={provides})
register = PLUGIN.register
"""
READER = MODULE.format(phase="read", needs=[], provides=["article.heat"])
ENRICHER = MODULE.format(phase="enrich", needs=["article.heat"], provides=["article.card"])


@pytest.fixture
def make_plugins(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lay out a site with plugins of its own: modules in its folder, listed in its settings."""
    folder = make_site()

    def make(**modules: str) -> None:
        for name, text in modules.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
            monkeypatch.delitem(sys.modules, name, raising=False)
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
            file.write(f"PLUGINS += {list(modules)}\n")

    monkeypatch.syspath_prepend(folder)
    return make


def test_the_order_follows_from_needs(make_plugins: Callable[..., None]) -> None:
    make_plugins(heat_cards=ENRICHER, heat_reader=READER)
    done = run_here("pipeline")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.strip(" 0123456789") for line in done.stdout.splitlines()]
    assert lines.index("read") < lines.index("heat_reader") < lines.index("collect")
    start = lines.index("heat_cards")
    assert lines.index("enrich") < start < lines.index("publish")
    assert lines[start + 1 : start + 3] == [
        "after heat_reader: article.heat",
        "provides article.card",
    ]


def test_a_pipeline_without_an_order_is_an_error(make_plugins: Callable[..., None]) -> None:
    make_plugins(heat_cards=ENRICHER, late_reader=READER.replace('"read"', '"publish"'))
    done = run_here("pipeline")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "heat_cards of the phase enrich needs article.heat, which late_reader provides later, in "
        "the phase publish\n",
    )
