"""The mark of a site: `favicon.svg` of the theme, of which icons, logo and cards are made."""

from collections.abc import Iterator
from contextlib import contextmanager

from newsroom.attachments.strict_xml import StartTag, XmlName, read_events
from newsroom.attachments.svg import SVG, svg_problems
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.images.rasterizer import RasterizerError
from newsroom.site.model import Site

MARK = "favicon.svg"  # of theme/static
FILE = f"theme/static/{MARK}"
CODE = "theme/invalid-mark"


def read_mark(site: Site) -> bytes:
    """Return the mark of the theme, b"" without one; what cannot be drawn goes into the report."""
    file = site.theme_files.get(MARK)
    if not file:
        return b""
    site.report.add(*mark_problems(file.data))
    return file.data


def mark_problems(svg: bytes) -> Iterator[Diagnostic]:
    """Yield why no bitmap can be made of a mark; what is active in it is reported elsewhere."""
    if svg_problems(svg):
        return
    tags = (event for event in read_events(svg) if isinstance(event, StartTag))
    texts = (tag for tag in tags if tag.name == XmlName(SVG, "text"))
    if first := next(texts, None):
        message = "the mark has text, which looks different on every machine"
        yield Diagnostic(FILE, first.line, CODE, message, "convert the text to paths")


@contextmanager
def reported_mark() -> Iterator[None]:
    """Raise `DiagnosticsError` where a bitmap of the mark cannot be drawn in the context."""
    try:
        yield
    except RasterizerError as error:
        message, _, advice = str(error).partition("; ")
        raise DiagnosticsError([Diagnostic(FILE, 0, CODE, message, advice)]) from error
