"""Which files may be published beside the pages, by their names and bytes.

What runs on the site's origin is refused whatever its name is: SVG, HTML and XML are read, and an
image has to be one. Text that starts like markup is accepted as `.txt` only, which every server
sends as `text/plain`: under a name that a server does not know, browsers guess from the bytes.
"""

from collections.abc import Collection, Iterator

from newsroom.attachments.inert_markup import html_problems, xml_problems
from newsroom.attachments.svg import Problem, svg_problems
from newsroom.files.extensions import ACTIVE_TYPES, BITMAPS, MARKUP, MIDDLE_TYPES, SOURCES, TYPES

HEAD = 1_024  # bytes that tell what a file is
ICO = (b"\0\0\1\0", b"\0\0\2\0")
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"BM", *ICO)
BRANDS = (b"avif", b"avis", b"mif1", b"msf1")  # ISO/IEC 23000-22, section 7
ALLOW = 'allow the file in ACTIVE_HTML["allow"] of pelicanconf.py'


def extension(name: str) -> str:
    """The extension of a file name in lower case without its dot, "" where it has none."""
    stem, dot, last = name.rpartition("/")[2].rpartition(".")
    return last.lower() or "." if dot and stem else ""


def is_read_whole(name: str, head: bytes) -> bool:
    """Whether `content_problems` needs all bytes of a file rather than the first `HEAD`."""
    kind = extension(name)
    return kind in MARKUP or (kind != "txt" and starts_like_markup(head))


def type_problem(name: str, extra: Collection[str] = (), *, bare: bool = False) -> str:
    """Return why files of a name are not published, "" where they are.

    `extra` are the types that the settings add. `bare` accepts a name without an extension.
    """
    kind, middle = extension(name), name.rpartition("/")[2].lower().split(".")[1:-1]
    if active := ({kind} & ACTIVE_TYPES) | ({*middle} & MIDDLE_TYPES):
        return f"is of the type .{min(active)}, which can run on the site; remove it, or {ALLOW}"
    if kind in SOURCES:
        return "is Markdown, which is published as a post or page only; move it, or save it as .txt"
    if not kind:
        return "" if bare else "has no extension; give it the one of its type, such as .txt"
    if kind not in TYPES and kind not in extra:
        advice = 'add its type to ATTACHMENTS["extra_types"] of pelicanconf.py'
        return f"is of the type .{kind}, which is not published; remove it, or {advice}"
    return ""


def content_problems(name: str, data: bytes) -> Iterator[Problem]:
    """Yield what in a file could run, or is not what its name says, with what to do about it.

    `data` is the whole file where `is_read_whole` says so, else its first `HEAD` bytes at least.
    """
    kind = extension(name)
    if kind in BITMAPS:
        if not is_bitmap(data):
            yield Problem(0, "is not an image; save it in the format that its name says")
    elif kind == "svg":
        advice = "save it as a plain drawing without that"
        yield from (
            Problem(p.line, f"{p.sentence}; {advice}, or {ALLOW}") for p in svg_problems(data)
        )
    elif kind in ("htm", "html"):
        yield from (Problem(p.line, f"{p.sentence}; {ALLOW}") for p in html_problems(data))
    elif kind == "xml" or (kind != "txt" and starts_like_markup(data)):
        yield from (Problem(p.line, f"{p.sentence}; {ALLOW}") for p in xml_problems(data))


def is_bitmap(data: bytes) -> bool:
    """Whether bytes start as an image of any format that browsers show, save SVG."""
    if data.startswith(SIGNATURES):
        return True
    if data[4:8] == b"ftyp":
        return any(brand in data[8:64] for brand in BRANDS)
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def starts_like_markup(data: bytes) -> bool:
    """Whether a browser that guesses a type could see HTML or XML (MIME Sniffing, 7.1)."""
    start = data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return start.lstrip(b"\0\t\n\x0c\r ")[:1] == b"<"
