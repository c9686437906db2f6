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
read
  plugins.read.documents
    provides article.text, article.date
collect
  plugins.collect.images
    provides article.image
    after plugins.read.documents, which provides article.text
files
  site.files: those of every plugin that declares files
check
  plugins.check.idle
  plugins.check.links
    after the files of plugins.publish.feeds, which provide site.feeds
    after site.files
enrich
  plugins.enrich.cards
    after plugins.read.documents, which provides article.text, article.date
    after plugins.collect.images, which provides article.image
publish
  plugins.publish.feeds
    provides site.feeds
    declares files
    after plugins.read.documents, which provides article.date"""


def test_each_plugin_is_explained_below_its_phase() -> None:
    assert render_pipeline(sort_plugins(PLUGINS)) == EXPLAINED
