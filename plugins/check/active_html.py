"""Refuses active content in bodies: elements that run or load code, `on…=`, `javascript:` URLs.

`ACTIVE_HTML["allow"]` in pelicanconf.py lists source files that may have it. Sets
`body.active_html`: whether its file may, which the checks of the built site look for.
"""

from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Entry
from newsroom.site.model import Site


def refuse_active_html(site: Site) -> None:
    """Report the active content of every body; documents of allowed files have found none."""
    allowed = site.settings.active_html.allow
    for body in site.bodies:
        body.active_html = body.path in allowed
        site.report.add(*body.document.active_html)


def refuse_edited(site: Site, entry: Entry) -> None:
    """Report the active content of an edited body."""
    site.report.add(*entry.document.active_html)


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
    provides=["body.active_html"],
    run=refuse_active_html,
    update=refuse_edited,
)
register = PLUGIN.register
