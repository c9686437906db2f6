"""Which files may be published beside the pages, by their names and bytes.

What runs on the site's origin is refused whatever its name is: SVG, HTML and XML are read, and an
image must have the bytes of one. Text that starts like markup is accepted as `.txt` only, which
every server sends as `text/plain`: for a name that a server does not know, browsers guess from the
bytes.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from newsroom.attachments.inert_markup import html_problems, xml_problems
from newsroom.attachments.svg import svg_problems
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.files.extensions import ACTIVE_TYPES, BITMAPS, MARKUP, MIDDLE_TYPES, SOURCES, TYPES

HEAD = 1_024  # bytes that tell what a file is
ICO = (b"\0\0\1\0", b"\0\0\2\0")
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"BM", *ICO)
BRANDS = (b"avif", b"avis", b"mif1", b"msf1")  # ISO/IEC 23000-22, section 7
ALLOW = 'allow the file in ACTIVE_HTML["allow"] of pelicanconf.py'


def extension(name: str) -> str:
    """Return the extension of a file name in lower case without its dot, "" where it has none."""
    stem, dot, last = name.rpartition("/")[2].rpartition(".")
    return last.lower() or "." if dot and stem else ""


def is_read_whole(name: str, head: bytes) -> bool:
    """Return whether `content_problems` needs all bytes of a file rather than the first `HEAD`."""
    kind = extension(name)
    return kind in MARKUP or (kind != "txt" and starts_like_markup(head))


def type_problem(
    name: str, extra: Collection[str] = (), *, bare: bool = False
) -> Diagnostic | None:
    """Return the error, without a path, of a file name whose type is not published.

    `extra` are the types that the settings add. `bare` accepts a name without an extension.
    """
    kind, middle = extension(name), name.rpartition("/")[2].lower().split(".")[1:-1]
    if active := ({kind} & ACTIVE_TYPES) | ({*middle} & MIDDLE_TYPES):
        message = f"type .{min(active)} can run on the site"
        return Diagnostic("", 0, "attachment/active-type", message, f"remove it, or {ALLOW}")
    if kind in SOURCES:
        message = "Markdown is published as a post or page only"
        return Diagnostic("", 0, "attachment/source", message, "move it, or save it as .txt")
    if not kind:
        advice = "add the extension of its type, such as .txt"
        missing = Diagnostic("", 0, "attachment/unknown-type", "missing file extension", advice)
        return None if bare else missing
    if kind not in TYPES and kind not in extra:
        advice = 'remove it, or add its type to ATTACHMENTS["extra_types"] of pelicanconf.py'
        return Diagnostic("", 0, "attachment/unknown-type", f"unknown type .{kind}", advice)
    return None


def content_problems(name: str, data: bytes) -> Iterator[Diagnostic]:
    """Yield an error, without a path, for what in a file could run or contradicts its name.

    `data` is the whole file where `is_read_whole` says so, else its first `HEAD` bytes at least.
    """
    kind, problems = extension(name), list[Diagnostic]()
    if kind in BITMAPS:
        if not is_bitmap(data):
            advice = "save it in the format of its extension"
            yield Diagnostic("", 0, "attachment/invalid-image", "invalid image", advice)
    elif kind == "svg":
        problems = svg_problems(data)
    elif kind in ("htm", "html"):
        problems = html_problems(data)
    elif kind == "xml" or (kind != "txt" and starts_like_markup(data)):
        problems = xml_problems(data)
    yield from (replace(problem, advice=f"{problem.advice}, or {ALLOW}") for problem in problems)


def is_bitmap(data: bytes) -> bool:
    """Return whether bytes start as an image of any format that browsers show, save SVG."""
    if data.startswith(SIGNATURES):
        return True
    if data[4:8] == b"ftyp":
        return any(brand in data[8:64] for brand in BRANDS)
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def starts_like_markup(data: bytes) -> bool:
    """Return whether a browser that guesses a type could see HTML or XML (MIME Sniffing, 7.1)."""
    start = data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return start.lstrip(b"\0\t\n\x0c\r ")[:1] == b"<"
