"""The Content-Security-Policy of each page: gives every article, page and profile `content_policy`.

It is for a `<meta>`; `site.content_policy` is that of all other pages, and `site.widest_policy` the
policy of a header that is sent with any page. A browser enforces both. Pages load this site's files
only; a page with images, videos or forms of another site, or with scripts that ACTIVE_HTML allows,
names exactly those. `style` attributes elsewhere are left out with a warning, because browsers
would ignore them.
"""

from collections.abc import Iterator

from newsroom.config.schema import Settings
from newsroom.html.csp import (
    HTTPS_ONLY,
    STRICT,
    Policy,
    merge_policies,
    render_policy,
    widest_policy,
)
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Content
from newsroom.site.model import Site


def strict_policy(settings: Settings) -> Policy:
    """Return the policy of a page without needs: in production on https, http becomes https."""
    secure = settings.production and settings.url.startswith("https://")
    return merge_policies(STRICT, HTTPS_ONLY) if secure else STRICT


def pages_with_bodies(site: Site) -> Iterator[tuple[Content, list[Content]]]:
    """Yield what has a page, with the bodies on that page: an article shows its authors' bios."""
    for article in site.all_articles:
        yield article, [article, *(bio.profile for bio in article.author_bios)]
    for content in (*site.pages, *site.profiles.values()):
        yield content, [content]


def attach_content_policy(site: Site) -> None:
    """Set the policies, and report the `style` attributes that are left out."""
    base = strict_policy(site.settings)
    needs = [body.document.policy for body in site.bodies if body.document.policy]
    site.content_policy = render_policy(base, meta=True)
    site.widest_policy = render_policy(widest_policy([base, *needs]))
    for owner, bodies in pages_with_bodies(site):
        policies = [body.document.policy for body in bodies]
        has_needs = any(policies)
        policy = render_policy(merge_policies(base, *policies), meta=True) if has_needs else ""
        owner.content_policy = policy or site.content_policy
    for body in site.bodies:
        site.report.add(*body.document.inline_styles)


PLUGIN = Plugin(
    __name__,
    phase="check",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.profiles",
        "article.author_bios",
    ],
    provides=["body.content_policy", "site.content_policy", "site.widest_policy"],
    run=attach_content_policy,
)
register = PLUGIN.register
