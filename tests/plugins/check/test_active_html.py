"""Active content of bodies: what documents carry is reported, and which files may have it."""

from dataclasses import replace

from newsroom.config.schema import ActiveHtml
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.site.articles import Profile
from plugins.check.active_html import refuse_active_html
from tests.model import make_article, make_author, make_page, make_settings, make_site

SCRIPT = "html/active-element"


def profile_of(name: str) -> Profile:
    """The profile of an author."""
    profile = make_author(name).profile
    assert profile
    return profile


def test_active_content_is_refused() -> None:
    site = make_site(articles=(make_article("a"),), pages=(make_page("b"),))
    site.profiles = {"Ada": profile_of("Ada")}
    errors = set()
    for body in site.bodies:
        error = Diagnostic(body.front_matter.file, 7, SCRIPT, "active element <script>")
        body.document = replace(body.document, active_html=(error,))
        errors.add(error)
    refuse_active_html(site)
    assert site.report.errors == errors
    assert len(errors) == 3


def test_bodies_of_allowed_files_may_be_active() -> None:
    settings = make_settings(active_html=ActiveHtml(("posts/a.md", "authors/ada.md")))
    site = make_site(settings, articles=(make_article("a"), make_article("b")))
    site.profiles = {"Ada": profile_of("Ada")}
    refuse_active_html(site)
    assert [body.path for body in site.bodies if body.active_html] == [
        "posts/a.md",
        "authors/ada.md",
    ]
