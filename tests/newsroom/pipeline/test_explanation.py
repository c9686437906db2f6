"""The order of a pipeline as text."""

from newsroom.pipeline.explanation import render_pipeline
from newsroom.pipeline.order import sort_plugins
from newsroom.pipeline.plugin import Plugin
from tests.newsroom.pipeline.plugins import declare, files, run

PLUGINS = [
    declare("plugins.enrich.cards", "enrich", "article.text article.image article.date"),
    declare("plugins.read.documents", "read", "", "article.text article.date"),
    declare("plugins.collect.images", "collect", "article.text", "article.image"),
    Plugin("plugins.check.links", "check", ["site.files", "site.feeds"], run=run),
    Plugin("plugins.publish.feeds", "publish", ["article.date"], ["site.feeds"], files=files),
    declare("plugins.check.idle", "check"),
]
EXPLAINED = """\
Plugins run by phase; in a phase, after those that provide what they need, else by name.
Below each, "after" names who provides what it needs. Those marked with + declare files.

read
  1 plugins.read.documents
      provides article.text, article.date

collect
  2 plugins.collect.images
      after plugins.read.documents: article.text
      provides article.image

files: site.files gets the files of every plugin marked with +; contents are rendered last

check
  3 plugins.check.idle
  4 plugins.check.links
      after the files of plugins.publish.feeds: site.feeds
      after the files of all plugins: site.files

enrich
  5 plugins.enrich.cards
      after plugins.read.documents: article.text, article.date
      after plugins.collect.images: article.image

publish
  6 plugins.publish.feeds +
      after plugins.read.documents: article.date
      provides site.feeds"""


def test_each_plugin_is_explained_below_its_phase() -> None:
    assert render_pipeline(sort_plugins(PLUGINS)) == EXPLAINED


def test_long_lists_are_continued_on_indented_lines() -> None:
    values = [f"article.value_{number}" for number in range(9)]
    lines = render_pipeline([Plugin("long", "read", provides=values, run=run)]).splitlines()
    first = next(line for line in lines if line.startswith("      provides"))
    rest = lines[lines.index(first) + 1]
    assert rest.startswith(" " * 10 + "article.value_")
    assert max(map(len, lines)) <= 100
