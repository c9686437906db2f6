"""Crawlers by their purpose, with the product tokens that robots.txt names them by.

A token is listed only where those who run the crawler document it, or send it with a URL of theirs.
A few ignore robots.txt when a person sent them, and are listed all the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class CrawlerGroup:
    """Crawlers with one purpose: a line about them, and their product tokens (RFC 9309, 2.2.1)."""

    about: str
    tokens: tuple[str, ...]


SEARCH = CrawlerGroup(
    "Search engines",
    (
        "Googlebot",  # developers.google.com/crawling/docs/crawlers-fetchers/google-common-crawlers
        "Googlebot-News",  # the same page
        "Googlebot-Image",  # the same page
        "Bingbot",  # bing.com/webmasters/help, “Which crawlers does Bing use?”
        "DuckDuckBot",  # duckduckgo.com/duckduckgo-help-pages/results/duckduckbot
        "Applebot",  # support.apple.com/119829
        "YandexBot",  # yandex.com/support/webmaster/en/robot-workings/check-yandex-robots
        "Baiduspider",  # baidu.com/search/spider.html
    ),
)
PREVIEWS = CrawlerGroup(
    "Link previews in messengers and social networks",
    (
        "facebookexternalhit",  # developers.facebook.com/docs/sharing/webmasters/web-crawlers
        "Twitterbot",  # developer.x.com/en/docs/x-for-websites/cards/guides/getting-started
        "LinkedInBot",  # linkedin.com, in its user-agent string
        "Slackbot",  # api.slack.com/robots
        "Slackbot-LinkExpanding",  # the same page
        "WhatsApp",  # whatsapp.com, in its user-agent string
        "Discordbot",  # discordapp.com, in its user-agent string
        "TelegramBot",  # core.telegram.org, in its user-agent string
    ),
)
ANSWERS = CrawlerGroup(
    "Agents that look pages up to answer a question, and the indexes they search",
    (
        "OAI-SearchBot",  # developers.openai.com/api/docs/bots
        "ChatGPT-User",  # the same page
        "Claude-SearchBot",  # support.claude.com/articles/8896518
        "Claude-User",  # the same page
        "PerplexityBot",  # docs.perplexity.ai/docs/resources/perplexity-crawlers
        "Perplexity-User",  # the same page
        "DuckAssistBot",  # duckduckgo.com/duckduckgo-help-pages/results/duckassistbot
        "MistralAI-User",  # docs.mistral.ai/robots
        "MistralAI-Index",  # the same page
        "meta-webindexer",  # developers.facebook.com/docs/sharing/webmasters/web-crawlers
        "meta-externalfetcher",  # the same page
        "Amzn-SearchBot",  # developer.amazon.com/amazonbot
        "Amzn-User",  # the same page
        "Diffbot",  # docs.diffbot.com/docs/does-crawl-respect-robotstxt
        "Diffbot-User",  # the same page
    ),
)
TRAINING = CrawlerGroup(
    "Training of AI models",
    (
        "GPTBot",  # developers.openai.com/api/docs/bots
        "ClaudeBot",  # support.claude.com/articles/8896518
        "Google-Extended",  # a token of Googlebot’s: developers.google.com/crawling, as above
        "Applebot-Extended",  # a token of Applebot’s: support.apple.com/119829
        "meta-externalagent",  # developers.facebook.com/docs/sharing/webmasters/web-crawlers
        "MistralAI-Training",  # docs.mistral.ai/robots
        "Amazonbot",  # developer.amazon.com/amazonbot
        "CCBot",  # commoncrawl.org/ccbot
        "AI2Bot",  # allenai.org/crawler
        "cohere-training-data-crawler",  # cohere.ai, in its user-agent string
        "Bytespider",  # ByteDance, in its user-agent string
    ),
)
