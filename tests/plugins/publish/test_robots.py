"""Who may read the site by machine: the written file, read as RFC 9309 says."""

import re

from newsroom.config.schema import Robots
from newsroom.output.crawlers import ANSWERS, PREVIEWS, SEARCH, TRAINING
from plugins.publish.robots import declare_robots, robots_groups
from tests.model import make_settings, make_site

TOKEN = re.compile(r"^[A-Za-z0-9_-]+$")
GROUPS = {"search": SEARCH, "previews": PREVIEWS, "answers": ANSWERS, "training": TRAINING}
CRAWLERS = [
    ("Googlebot", "search"),
    ("Bingbot", "search"),
    ("DuckDuckBot", "search"),
    ("Applebot", "search"),
    ("YandexBot", "search"),
    ("facebookexternalhit", "previews"),
    ("Twitterbot", "previews"),
    ("LinkedInBot", "previews"),
    ("Slackbot", "previews"),
    ("Slackbot-LinkExpanding", "previews"),
    ("WhatsApp", "previews"),
    ("Discordbot", "previews"),
    ("TelegramBot", "previews"),
    ("OAI-SearchBot", "answers"),
    ("ChatGPT-User", "answers"),
    ("PerplexityBot", "answers"),
    ("Perplexity-User", "answers"),
    ("Claude-User", "answers"),
    ("Claude-SearchBot", "answers"),
    ("meta-externalfetcher", "answers"),
    ("Diffbot", "answers"),
    ("GPTBot", "training"),
    ("ClaudeBot", "training"),
    ("Google-Extended", "training"),
    ("Applebot-Extended", "training"),
    ("CCBot", "training"),
    ("cohere-training-data-crawler", "training"),
    ("Bytespider", "training"),
    ("meta-externalagent", "training"),
    ("Amazonbot", "training"),
]


def test_every_token_is_valid_and_in_one_group_only() -> None:
    tokens = [token.lower() for group in GROUPS.values() for token in group.tokens]
    assert [token for token in tokens if not TOKEN.match(token)] == []
    assert len(set(tokens)) == len(tokens)
    assert {crawler.lower() for crawler, _ in CRAWLERS} <= set(tokens)


def test_link_previews_are_always_allowed() -> None:
    strict = robots_groups(Robots("disallow", "disallow", "disallow"))
    assert [group.rule for group in strict if group.crawlers is PREVIEWS] == ["Allow"]


def test_the_sitemaps_and_the_root_of_the_rules_are_those_of_the_site() -> None:
    (file,) = declare_robots(make_site(make_settings(url="https://example.org/büro")))
    values = file.values()
    assert file.url == "robots.txt"
    assert (values["root"], values["other_crawlers"]) == ("/b%C3%BCro/", "Allow")
    assert values["sitemaps"] == [
        "https://example.org/b%C3%BCro/sitemap.xml",
        "https://example.org/b%C3%BCro/news-sitemap.xml",
    ]
