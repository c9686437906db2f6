"""Writes `/robots.txt` (RFC 9309) from one policy, ROBOTS, for crawlers named by their purpose.

Link previews are always allowed, whatever the policy is for others. Disallowed crawlers come first:
old parsers take the first group whose name is in theirs, and `Applebot` is in `Applebot-Extended`.
On a site with a path (`https://example.org/blog`) the rules are for that path, but crawlers read
only the file at the root of the host: its owner must copy these lines there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from newsroom.config.schema import Robots, Settings
from newsroom.output.crawlers import ANSWERS, PREVIEWS, SEARCH, TRAINING, CrawlerGroup
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import encode_url


@dataclass(frozen=True)
class RobotsGroup:
    """A group of the file: crawlers with one rule, "Allow" or "Disallow"."""

    crawlers: CrawlerGroup
    rule: str


def robots_groups(policy: Robots) -> tuple[RobotsGroup, ...]:
    """Return the groups of the file, those that are disallowed first."""
    rules = {
        SEARCH: policy.search,
        PREVIEWS: "allow",
        ANSWERS: policy.answers,
        TRAINING: policy.training,
    }
    groups = [RobotsGroup(crawlers, rule.capitalize()) for crawlers, rule in rules.items()]
    return tuple(sorted(groups, key=lambda group: group.rule, reverse=True))


def robots_values(settings: Settings) -> dict[str, object]:
    """Return what the template prints, with the URLs of the sitemaps."""
    return {
        "groups": robots_groups(settings.robots),
        "other_crawlers": settings.robots.search.capitalize(),  # of unknown purpose
        "root": encode_url(f"{settings.base}/"),
        "sitemaps": [
            encode_url(f"{settings.url}/{name}") for name in ("sitemap.xml", "news-sitemap.xml")
        ],
    }


def declare_robots(site: Site) -> Iterator[OutputFile]:
    """Yield the file."""
    label, values = "the rules for crawlers", partial(robots_values, site.settings)
    yield OutputFile("robots.txt", "file", label, template="robots", values=values)


PLUGIN = Plugin(__name__, phase="publish", files=declare_robots, update=unaffected)
register = PLUGIN.register
