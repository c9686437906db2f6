"""What a page may load and run: gives every article, page and profile `content_policy`.

It is the Content-Security-Policy of its page, for a `<meta>`; templates get `content_policy` for
all other pages, and `widest_policy` is the one of a header that is sent with any page. A browser
enforces both. Pages load this site's files only; a page with pictures, films or forms of another
site, or with scripts that ACTIVE_HTML allows, names exactly those. `style` attributes elsewhere
are left out with a warning, for no browser would heed them.

Needs: author_bios, links.
"""

from pelican import signals

from newsroom.config.schema import Site
from newsroom.content.article import Content
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
    articles_generator,
    every_article,
    every_body,
    every_page,
    report_of,
    site_of,
    source_line,
    source_path,
)

# How a tree is written; text may look like it, which costs a look at the tree.
FORMS = ("<form", " formaction=")
STYLE = " style="


def strict(site: Site) -> Policy:
    """The policy of a page without needs: in production on https, other addresses become https."""
    secure = site.production and site.url.startswith("https://")
    return merge_policies(STRICT, HTTPS_ONLY) if secure else STRICT


def needs_of(body: Content, *, active: bool) -> Policy:
    """What a body needs; most need nothing, which is seen without reading them."""
    elsewhere = any(not is_internal(address) for address in body.outline.loads)
    if active or elsewhere or any(form in body._content for form in FORMS):
        return required_policy(parse_html(body._content), active=active)
    return {}


def drop_inline_styles(generators: list[Generator]) -> None:
    """Leave `style` attributes out of every body that may not hold active content."""
    content, report = articles_generator(generators).path, report_of(generators)
    allowed = site_of(generators).active_html.allow
    advice = 'use a class, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'
    for body in every_body(generators):
        if source_path(body) in allowed or STYLE not in body._content:
            continue
        tree = parse_html(body._content)
        for value in remove_styles(tree):
            line = source_line(body, content, value)
            report.warn(body.front_matter.file, line, f'style="{value}" is left out; {advice}')
        body._content = stable_html(tree)


def attach_content_policy(generators: list[Generator]) -> None:
    """An article also shows the bios of its authors."""
    site, context = site_of(generators), articles_generator(generators).context
    base, allowed = strict(site), site.active_html.allow
    plain = context["content_policy"] = render_policy(base, meta=True)
    found: dict[int, Policy] = {}
    for body in every_body(generators):
        if need := needs_of(body, active=source_path(body) in allowed):
            found[id(body)] = need
    context["widest_policy"] = render_policy(widest_policy([base, *found.values()]))
    shown = [(page, [page]) for page in every_page(generators)]
    shown += [(profile, [profile]) for profile in context["profiles"].values()]
    shown += [(a, [a, *(bio.profile for bio in a.author_bios)]) for a in every_article(generators)]
    for owner, bodies in shown:
        all_needs = [found[id(body)] for body in bodies if id(body) in found]
        owner.content_policy = (
            render_policy(merge_policies(base, *all_needs), meta=True) if all_needs else plain
        )


def register() -> None:
    """Once links are addresses, and before the verdict."""
    signals.all_generators_finalized.connect(drop_inline_styles)
    signals.all_generators_finalized.connect(attach_content_policy)
