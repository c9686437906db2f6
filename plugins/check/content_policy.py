"""The Content-Security-Policy of each page: gives every article, page and profile `content_policy`.

It is for a `<meta>`; templates get `content_policy` for all other pages, and `widest_policy` is the
policy of a header that is sent with any page. A browser enforces both. Pages load this site's files
only; a page with images, videos or forms of another site, or with scripts that ACTIVE_HTML allows,
names exactly those. `style` attributes elsewhere are left out with a warning, because browsers
would ignore them.

Needs: author_bios, links.
"""

from pelican import signals

from newsroom.config.schema import Settings
from newsroom.content.article import Content
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.csp import (
    HTTPS_ONLY,
    STRICT,
    Policy,
    merge_policies,
    remove_styles,
    render_policy,
    required_policy,
    widest_policy,
)
from newsroom.html.tree import parse_html, stable_html
from newsroom.urls.urls import is_internal
from plugins.adapter import (
    Generator,
    all_articles,
    all_bodies,
    all_pages,
    articles_generator,
    find_source_line,
    get_report,
    get_site,
    source_path,
)

# How a tree is written; text may look like it, which costs a look at the tree.
FORMS = ("<form", " formaction=")
STYLE = " style="


def strict_policy(settings: Settings) -> Policy:
    """Return the policy of a page without needs: in production on https, http becomes https."""
    secure = settings.production and settings.url.startswith("https://")
    return merge_policies(STRICT, HTTPS_ONLY) if secure else STRICT


def body_policy(body: Content, *, active: bool) -> Policy:
    """Return what a body needs; most bodies need nothing, which shows without parsing them."""
    external = any(not is_internal(url) for url in body.outline.loads)
    if active or external or any(form in body._content for form in FORMS):
        return required_policy(parse_html(body._content), active=active)
    return {}


def drop_inline_styles(generators: list[Generator]) -> None:
    """Remove `style` attributes from every body that may not have active content."""
    content, report = articles_generator(generators).path, get_report(generators)
    allowed = get_site(generators).active_html.allow
    advice = 'use a class, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'
    for body in all_bodies(generators):
        if source_path(body) in allowed or STYLE not in body._content:
            continue
        tree = parse_html(body._content)
        for value in remove_styles(tree):
            line = find_source_line(body, content, value)
            message = f'style="{value}" is left out'
            file = body.front_matter.file
            report.add(Diagnostic(file, line, "html/inline-style", message, advice))
        body._content = stable_html(tree)


def attach_content_policy(generators: list[Generator]) -> None:
    """Set the policies; that of an article covers the bios of its authors as well."""
    settings, context = get_site(generators), articles_generator(generators).context
    base, allowed = strict_policy(settings), settings.active_html.allow
    plain = context["content_policy"] = render_policy(base, meta=True)
    policies: dict[int, Policy] = {}
    for body in all_bodies(generators):
        if policy := body_policy(body, active=source_path(body) in allowed):
            policies[id(body)] = policy
    context["widest_policy"] = render_policy(widest_policy([base, *policies.values()]))
    bodies = [(page, [page]) for page in all_pages(generators)]
    bodies += [(profile, [profile]) for profile in context["profiles"].values()]
    bodies += [(a, [a, *(bio.profile for bio in a.author_bios)]) for a in all_articles(generators)]
    for owner, parts in bodies:
        needs = [policies[id(body)] for body in parts if id(body) in policies]
        policy = merge_policies(base, *needs)
        owner.content_policy = render_policy(policy, meta=True) if needs else plain


def register() -> None:
    """Run once links are resolved, and before the build gate."""
    signals.all_generators_finalized.connect(drop_inline_styles)
    signals.all_generators_finalized.connect(attach_content_policy)
