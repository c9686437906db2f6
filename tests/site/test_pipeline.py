"""The plugins of a whole site: what they declare is complete, and decides their order alone."""

import shutil
from collections.abc import Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from jinja2 import FileSystemBytecodeCache

from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.plugin_modules import load_pipeline
from newsroom.build.settings_file import read_settings_file
from newsroom.output.writer import file_bytes
from newsroom.pipeline.plugin import Plugin
from newsroom.pipeline.run import run_pipeline
from tests.blog import lay_out_blog
from tests.conftest import AT_NOW, FIXTURES, fixture_settings
from tests.pipeline_orders import covering_extensions, covering_orders
from tests.pipeline_reads import undeclared_accesses

SETTINGS = """
ACTIVE_HTML = {"allow": ["posts/chart.md"]}
FEEDS = FEEDS | {"hub": "https://hub.example/"}
FOLLOW = [{"name": "Mastodon", "url": "https://social.example/@gazette"}]
FEEDBACK_LINKS = FEEDBACK_LINKS | {"repository": "https://git.example/gazette"}
INDEXNOW = INDEXNOW | {"key": "0123456789abcdef"}
"""
ORDERS = 50


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all that posts, pages, profiles and settings can have."""
    folder = lay_out_blog(tmp_path_factory.mktemp("pipeline"))
    shutil.copytree(FIXTURES / "pipeline", folder, dirs_exist_ok=True)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    return folder


@pytest.fixture(autouse=True)
def _in_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for name, value in AT_NOW.items():
        monkeypatch.setenv(name, value)


def load_site(templates: Path, *, preview: bool = False, index: str = "publish") -> SitePelican:
    """Pelican before it has read anything; compiled templates are kept in a folder."""
    raw = read_settings_file("pelicanconf.py", Path("output"))
    raw["PREVIEW"] = preview
    raw["SEARCH"] = {"index": index}
    raw["JINJA_ENVIRONMENT"]["bytecode_cache"] = FileSystemBytecodeCache(str(templates))
    return SitePelican(raw)


@pytest.mark.parametrize("preview", [False, True])
def test_plugins_declare_all_that_they_read_and_set(tmp_path: Path, preview: bool) -> None:
    pelican = load_site(tmp_path, preview=preview, index="build")

    def run(plugins: Sequence[Plugin]) -> None:
        run_pipeline(pelican.site, plugins, "publish")

    assert undeclared_accesses(pelican.pipeline, run) == []
    assert len(pelican.site.files) > 150


def rendered_files(pelican: SitePelican, plugins: Sequence[Plugin]) -> dict[str, bytes]:
    """The bytes of each file of a site by path, as plugins in this order make them."""
    run_pipeline(pelican.site, plugins, "publish")
    pelican.load_templates()
    return {
        f.path: f.source.read_bytes() if f.source else file_bytes(f, pelican.site)
        for f in pelican.site.files
    }


def different_paths(files: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    """The paths whose files differ, or that one of two sites alone has."""
    return sorted({path for path, _ in files.items() ^ expected.items()})


def test_orders_have_each_pair_that_nothing_decides_in_both_orders() -> None:
    orders = covering_extensions({"a": set(), "b": {"a"}, "c": {"b"}, "d": set(), "e": {"d"}})
    free = {pair for a, b in product("abc", "de") for pair in ((a, b), (b, a))}
    pairs = {pair for order in orders for pair in combinations(order, 2)}
    assert pairs == free | {*combinations("abc", 2), ("d", "e")}


@pytest.mark.parametrize("preview", [False, True])
def test_each_two_plugins_give_the_same_bytes_in_both_orders(tmp_path: Path, preview: bool) -> None:
    first = load_site(tmp_path, preview=preview)
    files = rendered_files(first, first.pipeline)
    for order in covering_orders(first.pipeline):
        pelican = load_site(tmp_path, preview=preview)
        differences = different_paths(rendered_files(pelican, order), files)
        assert differences == [], [plugin.name for plugin in order]
        assert pelican.site.report == first.site.report


def test_the_site_has_all_that_plugins_provide(tmp_path: Path) -> None:
    pelican = load_site(tmp_path, preview=True)
    rendered_files(pelican, pelican.pipeline)
    site = pelican.site
    owners: Mapping[str, Sequence[object]] = {
        "site": [site], "report": [site.report], "function": [SimpleNamespace(**site.functions)],
        "body": site.bodies, "article": site.all_articles, "page": site.pages,
        "author": site.authors, "term": site.tags,
    }  # fmt: skip
    values = [value for plugin in pelican.pipeline for value in plugin.provides]
    names = {value: value.partition(".")[::2] for value in values}
    unused = {
        value
        for value, (kind, name) in names.items()
        if not any(getattr(owner, name) for owner in owners[kind])
    }
    # Files for which a build stops, fonts of drawings with texts, and what a preview does not make.
    cards = {"site.card_design", "article.share_card"}
    assert unused == {"site.excluded", "site.drawing_fonts", "site.search_index", *cards}


def test_the_order_of_the_lines_in_plugins_decides_nothing() -> None:
    names = fixture_settings()["PLUGINS"]
    order = load_pipeline(names)
    for seed in range(ORDERS):
        assert load_pipeline(Random(seed).sample(names, len(names))) == order
