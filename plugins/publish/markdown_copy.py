"""A copy of each published article in Markdown, for agents and for those who like to read it so.

Gives every article `markdown_copy`, the path of the copy beside its page (`2025/11/x/index.md`),
"" for drafts, scheduled and hidden posts, which have none. The body is what the writer wrote, with
links and pictures as absolute addresses; nothing of the head is in it that the page does not show.
A copy is judged as its page is where something that its page does not have could be a tag: what is
around the body, and a body in which URLs have changed.

Needs: links, lead_image, sources, active_html.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican import signals

from newsroom.content.article import Article, published
from newsroom.content.article_html import Files, render_body
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.markdown import replace_in_markdown
from newsroom.diagnostics.errors import UserError
from newsroom.html.tree import parse_html
from newsroom.html.unsafe_html import find_active
from newsroom.urls.urls import encode_url
from plugins.adapter import Generator, claim, every_article

TAG = re.compile(r"<(?!https?:)[a-z!/?]", re.IGNORECASE)  # `<https://…>` is a link


def absolute(printed: str, page: str, origin: str) -> str:
    """The absolute address of one that is printed on a page; one of another site stays as it is."""
    if printed[:1] == "/" and printed[:2] != "//":
        return encode_url(origin + printed)
    return page + printed if printed[:1] in ("#", "?") else printed


def copied_body(
    markdown: str, html: str, addresses: Mapping[str, str], page: str, origin: str
) -> str:
    """Markdown with absolute addresses; `addresses` are the printed ones by those written."""

    def replace(written: str) -> str:
        printed = addresses.get(written)
        return absolute(printed, page, origin) if printed else written

    return replace_in_markdown(markdown, html, replace)


def changed_text(text: str, body: str, article: Article) -> str:
    """Return what a copy has and its source, which has been judged as a page, has not."""
    return text.replace(body, "", 1) if body == article.markdown else text


def refuse_active(article: Article, text: str, render: Callable[[str], str]) -> None:
    """Raise `UserError` for active content in a copy; `render` makes HTML of its Markdown."""
    front: FrontMatter = article.front_matter
    for content in find_active(parse_html(render(text))):
        where = f"{front.file}:{front.body_line}"
        raise UserError(f"{where}: {content.message}, in the Markdown copy; remove it")


def attach_markdown_copy(generator: Generator) -> None:
    """Early, so that links to copies hold."""
    for article in every_article([generator]):
        article.markdown_copy = f"{article.url}index.md" if published(article) else ""
        if article.markdown_copy:
            claim(generator, article.markdown_copy)


def write_markdown_copies(generator: Generator, writer: Any) -> None:
    """A file for each. Pelican's `write_file` would take longer than all the rest of this."""
    template, site = generator.get_template("markdown_copy"), generator.settings["SITE"]
    origin, folder = encode_url(site.origin), Path(generator.path)
    markdown = Markdown(**generator.settings["MARKDOWN"])

    def render(text: str) -> str:
        return render_body(markdown, text, Path("copy.md"), Files(folder)).html

    for article in every_article([generator]):
        if article.markdown_copy:
            words, page = (
                (article.markdown, article.content),
                encode_url(f"{site.url}/{article.url}"),
            )
            body = copied_body(*words, article.resolved_links, page, origin)
            text = template.render(article=article, body=body)
            if TAG.search(changed_text(text, body, article)) and not article.active_html:
                refuse_active(article, text, render)
            Path(f"{writer.output_path}/{article.markdown_copy}").write_bytes(text.encode())


def register() -> None:
    """Written when Pelican has written the rest."""
    signals.article_generator_finalized.connect(attach_markdown_copy)
    signals.article_writer_finalized.connect(write_markdown_copies)
