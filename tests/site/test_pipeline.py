"""The plugins of a whole site: what they declare is complete, and decides their order alone."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from newsroom.output.writer import file_bytes
from newsroom.pipeline.plugin import Plugin
from newsroom.pipeline.run import run_pipeline
from tests.blog import lay_out_blog
from tests.conftest import AT_NOW
from tests.pipeline_reads import undeclared_accesses

POST = """---
title: {title}
date: 2025-05-0{day} 09:00
authors: [Ada Writer]
category: {category}
tags: [Racks]
series: Two ways
{more}---

Text with a [link](/{link}).
"""
MORE_POSTS = {
    "moved.md": POST.format(
        title="Moved", day=1, category="Explainers", link="2025/05/secret/",
        more="aliases: [/old/, /2024/older.html]\nsources: [{title: A, url: 'https://a.example/'}]\n",
    ),
    "secret.md": POST.format(
        title="Secret", day=2, category="Practice", link="old/", more="status: hidden\n"
    ),
    "draft.md": POST.format(
        title="Draft", day=3, category="Practice", link="about/", more="status: draft\n"
    ),
    "scheduled.md": POST.format(
        title="Scheduled", day=4, category="Practice", link="about/", more="related: [moved]\n"
    ).replace("2025", "2031", 1),
}  # fmt: skip
SHUFFLES = 50
BUILDS = 5  # of the shuffles, those whose files are rendered


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with what posts can have: aliases, series, drafts, hidden and scheduled posts."""
    folder = lay_out_blog(tmp_path_factory.mktemp("pipeline"))
    for name, text in MORE_POSTS.items():
        (folder / "content/posts" / name).write_text(text, encoding="utf-8")
    (folder / "content/static").mkdir()
    (folder / "content/static/table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _in_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for name, value in AT_NOW.items():
        monkeypatch.setenv(name, value)


def load_site(seed: int = 0, *, preview: bool = False) -> SitePelican:
    """Pelican with the lines of PLUGINS shuffled; 0 leaves them as they are."""
    raw = read_settings_file("pelicanconf.py", Path("output"))
    raw["PREVIEW"] = preview
    if seed:
        Random(seed).shuffle(raw["PLUGINS"])
    return SitePelican(raw)


@pytest.mark.parametrize("preview", [False, True])
def test_plugins_declare_all_that_they_read_and_set(preview: bool) -> None:
    pelican = load_site(preview=preview)

    def run(plugins: Sequence[Plugin]) -> None:
        run_pipeline(pelican.site, plugins, "publish")

    assert undeclared_accesses(pelican.pipeline, run) == []
    assert len(pelican.site.files) > 100


def rendered_files(pelican: SitePelican) -> dict[str, bytes]:
    """The bytes of each file of a site that is not copied, by path."""
    pelican.check()
    pelican.enrich()
    pelican.site.render = pelican.renderer()
    return {f.path: file_bytes(f, pelican.site) for f in pelican.site.files if not f.source}


def test_the_order_of_the_lines_in_plugins_changes_no_byte() -> None:
    first = load_site()
    names = [plugin.name for plugin in first.pipeline]
    files = rendered_files(first)
    for seed in range(1, SHUFFLES + 1):
        pelican = load_site(seed)
        assert [plugin.name for plugin in pelican.pipeline] == names
        if seed <= BUILDS:
            assert rendered_files(pelican) == files
