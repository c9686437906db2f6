"""Speeds up what Pelican looks up again and again: members of its lists, URLs of posts.

No page changes. Without it the lists of tags, categories and authors take time that grows with the
square of the number of posts. Also gives pages to the categories that only hidden or translated
posts have, which link to them without being listed.

Pelican looks for images without alt text by an expression whose time grows with the square of what
a writer leaves open (`<img <img <img …`): our own checks report them, with their lines.
"""

from pelican import readers, signals

from plugins.adapter import Generator, IndexedList, all_articles


def index_lists(generator: Generator) -> None:
    """Make membership of each list a look-up; put tags in the order of their URLs."""
    generator.tags = {tag: IndexedList(posts) for tag, posts in sorted(generator.tags.items())}
    generator.categories = [(name, IndexedList(posts)) for name, posts in generator.categories]
    generator.authors = [(name, IndexedList(posts)) for name, posts in generator.authors]
    generator._update_context(("tags", "categories", "authors"))


def complete_categories(generator: Generator) -> None:
    """Give the category of a hidden or translated post its page; drop its tags without a page."""
    g = generator
    listed = {category for category, _ in g.categories}
    for article in (*g.translations, *g.hidden_articles, *g.hidden_translations):
        article.tags = [tag for tag in article.tags if tag in g.tags]
        if article.category not in listed:
            listed.add(article.category)
            g.categories.append((article.category, IndexedList()))
    g.categories.sort()
    g._update_context(("categories",))


def cache_urls(generator: Generator) -> None:
    """Compute the URL of each article once; Pelican does so at each use."""
    for article in all_articles([generator]):
        article.override_url = article.url


def skip_empty_alt(content: str, path: str) -> None:
    """Report nothing: `links` and `lead_image` report images without alt text, with their line."""


def register() -> None:
    """Connect to Pelican's signal after it has sorted its articles, whose URLs are final then."""
    readers.find_empty_alt = skip_empty_alt
    signals.article_generator_finalized.connect(index_lists)
    signals.article_generator_finalized.connect(complete_categories)
    signals.article_generator_finalized.connect(cache_urls)
