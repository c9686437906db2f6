"""Writes a copy of each published article in Markdown, for agents and people.

Gives every article `markdown_copy`, the path of the copy beside its page (`2025/11/x/index.md`),
"" for drafts, scheduled and hidden posts, which have none. The body is what the writer wrote, with
absolute URLs of links and images; of the front matter it has only what the page shows. Active HTML
is an error in a copy as in its page. Only what the page does not have can add any: the text around
the body, and a body in which URLs have changed.

Needs: links, lead_image, sources, active_html.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican import signals

from newsroom.content.article import Article, is_published
from newsroom.content.article_html import Files, render_body
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.markdown import replace_markdown_urls
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.html.tree import parse_html
from newsroom.html.unsafe_html import find_active
from newsroom.urls.urls import encode_url
from plugins.adapter import Generator, all_articles, claim_urls

TAG = re.compile(r"<(?!https?:)[a-z!/?]", re.IGNORECASE)  # `<https://…>` is a link


def make_url_absolute(url: str, page: str, origin: str) -> str:
    """Return the absolute form of a URL in a page; one of another site stays as it is."""
    if url[:1] == "/" and url[:2] != "//":
        return encode_url(origin + url)
    return page + url if url[:1] in ("#", "?") else url


def copy_body(markdown: str, html: str, resolved: Mapping[str, str], page: str, origin: str) -> str:
    """Return Markdown with absolute URLs; `resolved` maps URLs as written to those of the page."""

    def replace(url: str) -> str:
        target = resolved.get(url)
        return make_url_absolute(target, page, origin) if target else url

    return replace_markdown_urls(markdown, html, replace)


def changed_text(text: str, body: str, article: Article) -> str:
    """Return what a copy has and its source, which was checked as a page, has not."""
    return text.replace(body, "", 1) if body == article.markdown else text


def refuse_active(article: Article, text: str, render: Callable[[str], str]) -> None:
    """Raise `UserError` for active content in a copy; `render` makes HTML of its Markdown."""
    front: FrontMatter = article.front_matter
    for content in find_active(parse_html(render(text))):
        message = f"{content.message} in the Markdown copy"
        diagnostic = (front.file, front.body_line, content.code, message, "remove it")
        raise UserError(str(Diagnostic(*diagnostic)))


def attach_markdown_copy(generator: Generator) -> None:
    """Attach `markdown_copy` early, so that links to copies can be checked."""
    for article in all_articles([generator]):
        article.markdown_copy = f"{article.url}index.md" if is_published(article) else ""
        if article.markdown_copy:
            claim_urls(generator, article.markdown_copy)


def write_markdown_copies(generator: Generator, writer: Any) -> None:
    """Write a file for each; Pelican's `write_file` would take longer than all the rest of this."""
    template, site = generator.get_template("markdown_copy"), generator.settings["SITE"]
    origin, folder = encode_url(site.origin), Path(generator.path)
    markdown = Markdown(**generator.settings["MARKDOWN"])

    def render(text: str) -> str:
        return render_body(markdown, text, Path("copy.md"), Files(folder)).html

    for article in all_articles([generator]):
        if article.markdown_copy:
            page = encode_url(f"{site.url}/{article.url}")
            texts = (article.markdown, article.content)
            body = copy_body(*texts, article.resolved_links, page, origin)
            text = template.render(article=article, body=body)
            if TAG.search(changed_text(text, body, article)) and not article.active_html:
                refuse_active(article, text, render)
            Path(f"{writer.output_path}/{article.markdown_copy}").write_bytes(text.encode())


def register() -> None:
    """Connect to signals: URLs early, files after Pelican has written its own."""
    signals.article_generator_finalized.connect(attach_markdown_copy)
    signals.article_writer_finalized.connect(write_markdown_copies)
