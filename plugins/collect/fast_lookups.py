"""Makes quick what Pelican looks up again and again: members of its lists, addresses of posts.

Adds nothing to a page. Without it the lists of tags, categories and authors take time that grows
with the square of the number of posts. Also sees to it that the pages exist to which a hidden or
translated post links, for it stands in none of those lists.

Pelican looks for images without alt text by an expression whose time grows with the square of what
a writer leaves open (`<img <img <img …`): our own checks report them, with their lines.
"""

from pelican import readers, signals

from plugins.adapter import Generator, IndexedList, every_article


def index_lists(generator: Generator) -> None:
    """Make membership of each list a look-up; put tags in order of their addresses."""
    generator.tags = {tag: IndexedList(found) for tag, found in sorted(generator.tags.items())}
    generator.categories = [(name, IndexedList(found)) for name, found in generator.categories]
    generator.authors = [(name, IndexedList(found)) for name, found in generator.authors]
    generator._update_context(("tags", "categories", "authors"))


def list_what_is_named(generator: Generator) -> None:
    """Give the category of a hidden or translated post its page; drop tags that have none there."""
    g = generator
    listed = {category for category, _ in g.categories}
    for article in (*g.translations, *g.hidden_articles, *g.hidden_translations):
        article.tags = [tag for tag in article.tags if tag in g.tags]
        if article.category not in listed:
            listed.add(article.category)
            g.categories.append((article.category, IndexedList()))
    g.categories.sort()
    g._update_context(("categories",))


def keep_addresses(generator: Generator) -> None:
    """Work out the address of each article once; Pelican does so at each use."""
    for article in every_article([generator]):
        article.override_url = article.url


def find_no_empty_alt(content: str, path: str) -> None:
    """Report nothing: `links` and `lead_image` report images without alt text, with their line."""


def register() -> None:
    """Once Pelican has sorted its articles; nothing changes their addresses after that."""
    readers.find_empty_alt = find_no_empty_alt
    signals.article_generator_finalized.connect(index_lists)
    signals.article_generator_finalized.connect(list_what_is_named)
    signals.article_generator_finalized.connect(keep_addresses)
