"""Writes `/robots.txt` (RFC 9309) from one policy, ROBOTS, for crawlers named by their purpose.

Link previews are always allowed, whatever the policy is for others. Disallowed crawlers come first:
old parsers take the first group whose name is in theirs, and `Applebot` is in `Applebot-Extended`.
On a site with a path (`https://example.org/blog`) the rules are for that path, but crawlers read
only the file at the root of the host: its owner must copy these lines there.

Needs: settings.
"""

from dataclasses import dataclass
from typing import Any

from pelican import signals

from newsroom.config.schema import Robots, Settings
from newsroom.output.crawlers import ANSWERS, PREVIEWS, SEARCH, TRAINING, CrawlerGroup
from newsroom.urls.urls import encode_url
from plugins.adapter import Generator, claim_urls


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


def claim_robots(generator: Generator) -> None:
    """Claim the URL early, so that links to the file can be checked."""
    claim_urls(generator, "robots.txt")


def write_robots(generator: Generator, writer: Any) -> None:
    """Write the file, with the URLs of the sitemaps."""
    settings: Settings = generator.settings["SITE"]
    writer.write_file(
        "robots.txt",
        generator.get_template("robots"),
        generator.context,
        groups=robots_groups(settings.robots),
        other_crawlers=settings.robots.search.capitalize(),  # of unknown purpose
        root=encode_url(f"{settings.base}/"),
        sitemaps=[
            encode_url(f"{settings.url}/{name}") for name in ("sitemap.xml", "news-sitemap.xml")
        ],
    )


def register() -> None:
    """Connect to signals: the URL early, the file after Pelican has written its own."""
    signals.article_generator_finalized.connect(claim_robots)
    signals.article_writer_finalized.connect(write_robots)
