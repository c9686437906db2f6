"""Bodies as a build converts them, without a build."""

from newsroom.content.article_html import ParsedHtml, parse_markdown
from newsroom.content.markdown_extension import build_markdown
from newsroom.diagnostics.codes import CODES
from newsroom.html.tree import described_elements, parse_html
from newsroom.html.unsafe_html import UnsafeHtml, find_active
from newsroom.images.image_files import image_sizes
from tests.conftest import FIXTURES
from tests.interface import WORDS

CONTENT = FIXTURES / "site" / "content"
EXTENSIONS = ("extra", "sane_lists", "codehilite", "toc")
MARKDOWN = build_markdown({"extensions": EXTENSIONS, "output_format": "html"}, WORDS)
FOLDER, SIZES = "posts", image_sizes(CONTENT)


def render(text: str, *, custom: bool = False) -> ParsedHtml:
    """Convert a body of the fixture site, which may have `custom` elements."""
    return parse_markdown(MARKDOWN, text, FOLDER, SIZES, WORDS, custom=custom)


def active_in(text: str) -> list[UnsafeHtml]:
    """Return what could run in a body as it is published."""
    return list(find_active(described_elements(parse_html(render(text).html))))


def errors_in(text: str) -> list[str]:
    """Return the message of each reason to refuse a body, apart from its links."""
    problems = (p.message for p in render(text).problems if CODES[p.code].severity == "error")
    return [*problems, *(active.message for active in active_in(text))]
