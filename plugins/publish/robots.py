"""Writes `/robots.txt` (RFC 9309) from one policy, ROBOTS, for crawlers named by their purpose.

Link previews are always allowed, whatever the policy says of others. What is refused stands first:
old parsers take the first group whose name is in theirs, and `Applebot` is in `Applebot-Extended`.
On a site with a path (`https://example.org/blog`) the rules are for that path, but crawlers read
only the file at the root of the host: its owner has to copy these lines there.

Needs: settings.
"""

from dataclasses import dataclass
from typing import Any

from pelican import signals

from newsroom.config.schema import Robots, Site
from newsroom.output.crawlers import ANSWERS, PREVIEWS, SEARCH, TRAINING, Profile
from newsroom.urls.urls import encode_url
from plugins.adapter import Generator, claim


@dataclass(frozen=True)
class Group:
    """One group of the file: crawlers that are treated alike."""

    profile: Profile
    rule: str


def groups(policy: Robots) -> tuple[Group, ...]:
    """The groups of the file, those that are refused first."""
    answers = {
        SEARCH: policy.search,
        PREVIEWS: "allow",
        ANSWERS: policy.answers,
        TRAINING: policy.training,
    }
    found = [Group(profile, answer.capitalize()) for profile, answer in answers.items()]
    return tuple(sorted(found, key=lambda group: group.rule, reverse=True))


def claim_robots(generator: Generator) -> None:
    """Early, so that links to the file hold."""
    claim(generator, "robots.txt")


def write_robots(generator: Generator, writer: Any) -> None:
    """The file, with the addresses of the sitemaps."""
    site: Site = generator.settings["SITE"]
    writer.write_file(
        "robots.txt",
        generator.get_template("robots"),
        generator.context,
        groups=groups(site.robots),
        others=site.robots.search.capitalize(),  # of whom nothing is known but that they look
        root=encode_url(f"{site.base}/"),
        sitemaps=[encode_url(f"{site.url}/{name}") for name in ("sitemap.xml", "news-sitemap.xml")],
    )


def register() -> None:
    """Written when Pelican has written the rest."""
    signals.article_generator_finalized.connect(claim_robots)
    signals.article_writer_finalized.connect(write_robots)
