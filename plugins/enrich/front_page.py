"""Sets `site.front_page`: the post that leads the front page, the latest ones, rails of sections.

All rails are as long as FRONT_PAGE says: a section with too few posts that are not among the latest
has none, and there is never one rail alone. A section whose posts fill the strip heads it, unless
it has a rail.

The newest post leads, or the newest one with `featured: true` as long as FRONT_PAGE says. The time
is counted to the newest post and not to now: the same posts make the same page on any day.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice, takewhile

from newsroom.config.layout import FRONT_PAGE
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.lists import STRIP, FrontPagePosts
from newsroom.site.model import Site
from newsroom.site.pagination import paginate


def find_lead(articles: Sequence[Article], days: int) -> Article | None:
    """Return the newest featured article of some days, else the newest of all, which is first."""
    if not articles:
        return None
    oldest = articles[0].date - timedelta(days=days)
    recent = takewhile(lambda article: article.date >= oldest, articles)
    return next((article for article in recent if article.front_matter.featured), articles[0])


def find_rail(
    articles: Iterable[Article], listed: Collection[Article], count: int
) -> tuple[Article, ...]:
    """Return `count` articles that are not listed elsewhere, none where there are too few."""
    posts = tuple(islice((article for article in articles if article not in listed), count))
    return posts if len(posts) == count else ()


def find_strip_section(strip: Sequence[Article], rails: Collection[str]) -> str:
    """Return the section of all posts of a full strip, "" for several or one with a rail."""
    names = {article.category.name for article in strip}
    return (
        names.pop() if len(strip) == STRIP and len(names) == 1 and names.isdisjoint(rails) else ""
    )


def attach_front_page(site: Site) -> None:
    """Attach `front_page`; its list of the latest posts is as long as that of `index.html`."""
    settings = site.settings.front_page
    size = site.layout.page_sizes.get(FRONT_PAGE, 0)
    first = paginate(site.articles, size, orphans=site.layout.orphans)[0]
    lead = find_lead(site.articles, settings.featured_days)
    latest = tuple(article for article in first.articles if article is not lead)
    terms = {term.name: term for term in site.categories}
    listed = {*latest, *([lead] if lead else [])}
    rails = {name: find_rail(terms[name].articles, listed, settings.rail) for name in site.sections}
    full = {name: posts for name, posts in rails.items() if posts}
    posts = FrontPagePosts(lead, latest, full if len(full) > 1 else {})
    section = find_strip_section(posts.strip, posts.rails)
    site.front_page = replace(posts, strip_section=section if section in site.sections else "")


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=["site.articles", "site.categories", "site.sections", "article.category"],
    provides=["site.front_page"],
    run=attach_front_page,
    update=unaffected,
)
register = PLUGIN.register
