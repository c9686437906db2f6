"""Bodies as a build converts them, without a build."""

from collections.abc import Collection
from pathlib import Path

from newsroom.content.article_html import ArticleHtml, Files, render_body
from newsroom.content.markdown_extension import build_markdown
from newsroom.diagnostics.codes import CODES
from newsroom.html.tree import described_elements, parse_html
from newsroom.html.unsafe_html import UnsafeHtml, find_active
from tests.conftest import FIXTURES

CONTENT = FIXTURES / "site" / "content"
EXTENSIONS = ("extra", "sane_lists", "codehilite", "toc")
MARKDOWN = build_markdown({"extensions": EXTENSIONS, "output_format": "html"})
FILE = Path("posts/x.md")


def render(text: str, scripted: Collection[str] = ()) -> ArticleHtml:
    """Convert a body of the fixture site."""
    return render_body(MARKDOWN, text, FILE, Files(CONTENT, scripted))


def active_in(text: str) -> list[UnsafeHtml]:
    """Return what could run in a body as it is published."""
    return list(find_active(described_elements(parse_html(render(text).html))))


def errors_in(text: str) -> list[str]:
    """Return the message of each reason to refuse a body, apart from its links."""
    problems = (p.message for p in render(text).problems if CODES[p.code].severity == "error")
    return [*problems, *(active.message for active in active_in(text))]
