"""The Content-Security-Policy of each page: gives every article, page and profile `content_policy`.

It is for a `<meta>`; `site.content_policy` is that of all other pages, and `site.widest_policy` the
policy of a header that is sent with any page. A browser enforces both. `site.script_policy` is a
second header for all but the files with a policy of their own, "" where it would forbid nothing.
Pages load this site's files only; a page with images, videos or forms of another site, or with
scripts that ACTIVE_HTML allows, names exactly those. `style` attributes elsewhere are left out with
a warning, because browsers would ignore them.
"""

from collections.abc import Iterable

from newsroom.html.csp import (
    Policy,
    merge_policies,
    render_policy,
    strict_policy,
    widest_policy,
)
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Article, Content, Entry
from newsroom.site.model import Site

SCRIPTS = "script-src"


def bodies_on_page(owner: Content) -> list[Content]:
    """Return the bodies on the page of a content: an article shows its authors' bios."""
    authors = owner.authors if isinstance(owner, Article) else ()
    return [owner, *(author.profile for author in authors if author.profile)]


def page_policy(bodies: Iterable[Content], base: Policy, strict: str) -> str:
    """Return the policy of a page with some bodies; `strict` is that of a page without needs."""
    policies = [body.document.policy for body in bodies]
    policy = render_policy(merge_policies(base, *policies), meta=True) if any(policies) else ""
    return policy or strict


def attach_content_policy(site: Site) -> None:
    """Set the policies, and report the `style` attributes that are left out."""
    base = strict_policy(site.settings)
    needs = [body.document.policy for body in site.bodies if body.document.policy]
    of_bodies = widest_policy([base, *needs])
    widest = widest_policy([base, *needs, *(file.policy for file in site.files if file.policy)])
    site.content_policy = render_policy(base, meta=True)
    site.widest_policy = render_policy(widest)
    if widest.get(SCRIPTS) != of_bodies.get(SCRIPTS):
        sources = of_bodies.get(SCRIPTS, frozenset(["'none'"]))
        site.script_policy = f"{SCRIPTS} {' '.join(sorted(sources))}"
    for body in site.bodies:
        body.content_policy = page_policy(bodies_on_page(body), base, site.content_policy)
        site.report.add(*body.document.inline_styles)


def update_content_policy(site: Site, entry: Entry) -> None:
    """Set the policy of the page of an edited body."""
    base = strict_policy(site.settings)
    entry.content_policy = page_policy(bodies_on_page(entry), base, site.content_policy)
    site.report.add(*entry.document.inline_styles)


PLUGIN = Plugin(
    __name__,
    phase="check",
    needs=[
        "site.files",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.profiles",
        "article.authors",
        "author.profile",
    ],
    provides=[
        "body.content_policy",
        "site.content_policy",
        "site.widest_policy",
        "site.script_policy",
    ],
    run=attach_content_policy,
    update=update_content_policy,
)
register = PLUGIN.register
