"""Writes a copy of each published article in Markdown, for agents and people.

A copy is beside the page of its article (`2025/11/x/index.md`); drafts, scheduled and hidden posts
have none. The body is what the writer wrote, with absolute URLs of links and images, and a link in
the place of each video; of the front matter it has only what the page shows. Active HTML is an
error in a copy as in its page. Only what the page does not have can add any: the text around the
body, and a body in which URLs have changed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, partial

from markdown import Markdown

from newsroom.content.article_html import parse_markdown
from newsroom.content.front_matter.parser import decode
from newsroom.content.markdown import link_videos, replace_markdown_urls
from newsroom.content.markdown_extension import build_markdown
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.html.tree import described_elements, parse_html
from newsroom.html.unsafe_html import find_active
from newsroom.images.image_files import image_sizes
from newsroom.locale.words import Words
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import encode_url

TAG = re.compile(r"<(?!https?:)[a-z!/?]", re.IGNORECASE)  # `<https://…>` is a link


def make_url_absolute(url: str, page: str, origin: str) -> str:
    """Return the absolute form of a URL in a page; one of another site stays as it is."""
    if url[:1] == "/" and url[:2] != "//":
        return encode_url(origin + url)
    return page + url if url[:1] in ("#", "?") else url


def copy_body(  # noqa: PLR0913, PLR0917  # what the caller knows of the page
    markdown: str, html: str, resolved: Mapping[str, str], page: str, origin: str, words: Words
) -> str:
    """Return Markdown with absolute URLs, and a link for each video.

    `resolved` maps URLs as written to those of the page, `words` are those of its language.
    """

    def replace(url: str) -> str:
        target = resolved.get(url)
        return make_url_absolute(target, page, origin) if target else url

    return replace_markdown_urls(link_videos(markdown, html, words), html, replace)


def read_markdown(article: Article, site: Site) -> str:
    """Return the Markdown of an article as written, which is not kept in memory."""
    lines = decode(site.read_source(article.path)).split("\n")
    return "\n".join(lines[article.front_matter.body_line - 1 :]).strip("\n")


def refuse_active(article: Article, html: str) -> None:
    """Raise `UserError` for active content in a copy, which has this HTML."""
    front = article.front_matter
    for content in find_active(described_elements(parse_html(html))):
        message = f"{content.message} in the Markdown copy"
        diagnostic = (front.file, front.body_line, content.code, message, "remove it")
        raise UserError(str(Diagnostic(*diagnostic)))


class MarkdownCopies:
    """Makes the copies of a site; one converter judges them all, as building it takes long."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __reduce__(self) -> tuple[object, ...]:
        """Return what makes the same object: it has nothing of its own to compare."""
        return MarkdownCopies, (self.site,)

    @cached_property
    def markdown(self) -> Markdown:
        """The converter of bodies."""
        return build_markdown(self.site.layout.markdown)

    def copy(self, article: Article) -> bytes:
        """Return the text of a copy; raise `UserError` where it has active content."""
        markdown = read_markdown(article, self.site)
        page = encode_url(f"{self.site.settings.url}/{article.url}")
        texts = (markdown, article.content)
        origin = encode_url(self.site.settings.origin)
        words = self.site.vocabulary.words(article.lang)
        body = copy_body(*texts, article.resolved_links, page, origin, words)
        text = self.site.render(
            "markdown_copy.md", {"article": article, "body": body}, article.lang
        )
        # The body as written was checked as a page.
        changed = text.replace(body, "", 1) if body == markdown else text
        if TAG.search(changed) and not article.active_html:
            refuse_active(article, self.convert(text))
        return text.encode()

    def convert(self, text: str) -> str:
        """Return the HTML of a copy."""
        sizes = image_sizes(self.site.layout.content)
        return parse_markdown(self.markdown, text, ".", sizes, self.site.words, custom=False).html


def copy_url(url: str) -> str:
    """Return the URL of the copy of a page.

    >>> copy_url("2025/11/x/"), copy_url("2025/11/x.html")
    ('2025/11/x/index.md', '2025/11/x.md')
    """
    return f"{url}index.md" if url.endswith("/") else f"{url.removesuffix('.html')}.md"


def declare_copies(site: Site) -> Iterator[OutputFile]:
    """Set the path of the copy of each article, and yield its file."""
    copies = MarkdownCopies(site)
    for article in site.all_articles:
        article.markdown_copy = copy_url(article.url) if article.is_published else ""
        if article.markdown_copy:
            front, data = article.front_matter, partial(copies.copy, article)
            label, location = f"the Markdown copy of {front.file}", (front.file, front.line("slug"))
            advice = "give the post another `slug`"
            yield OutputFile(article.markdown_copy, "copy", label, location, advice, data=data)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "article.unpublished",
        "article.category",
        "article.authors",
        "article.lead_image",
        "article.sources",
        "body.resolved_links",
        "body.active_html",
    ],
    provides=["article.markdown_copy"],
    files=declare_copies,
    update=unaffected,
)
register = PLUGIN.register
