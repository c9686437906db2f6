"""Warns of deceptive HTML: it covers the page, imitates it, or sends to another site.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may have it.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.unsafe_html import find_imitations, template_classes
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Content
from newsroom.site.model import Site

ADVICE = 'remove it, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'


def page_classes(theme: Path) -> set[str]:
    """Return the class names in the templates of a theme."""
    templates = (theme / "templates").rglob("*.html")
    return {name for file in templates for name in template_classes(file.read_text("utf-8"))}


def imitations(body: Content, classes: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each class of a body that is one of the `classes` of the theme."""
    for imitation in find_imitations(body.document.classes, classes):
        location = body.front_matter.file, body.document.line(imitation.text)
        yield Diagnostic(*location, imitation.code, imitation.message, ADVICE)


def warn_of_deceptive_html(site: Site) -> None:
    """Report the deceptive content of every body; documents of allowed files have found none."""
    classes = page_classes(site.layout.theme)
    for body in site.bodies:
        site.report.add(*body.document.deceptive_html)
        site.report.add(*imitations(body, classes))


PLUGIN = Plugin(
    __name__,
    phase="check",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.profiles",
    ],
    run=warn_of_deceptive_html,
    update=unaffected,
)
register = PLUGIN.register
