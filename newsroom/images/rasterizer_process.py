"""Draws one SVG: reads a line of JSON, fonts and the SVG from standard input, writes a PNG.

The JSON has the largest `width` and `height` in pixels, and the lengths of `fonts`. Exit status 1
means that standard output has the reason instead; any other, that it took too much memory or
aborted.
"""

import json
import sys
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import resvg_py

MAX_MEMORY = 2 << 30  # bytes of virtual memory, far more than a drawing of the largest size takes
DPI = 96.0  # CSS pixels to an inch (CSS Values 4, section 6.2)


def main() -> int:
    """Draw the SVG and return the exit status."""
    limit_memory()
    request = json.loads(sys.stdin.buffer.readline())
    fonts = [sys.stdin.buffer.read(length) for length in request["fonts"]]
    family = first_family(fonts)
    try:
        with tempfile.TemporaryDirectory() as folder:
            png = resvg_py.svg_to_bytes(
                decoded(sys.stdin.buffer.read()),
                width=request["width"],
                height=request["height"],
                dpi=DPI,
                skip_system_fonts=True,
                font_files=write_fonts(fonts, Path(folder)),
                font_family=family,
                serif_family=family,
                sans_serif_family=family,
                cursive_family=family,
                fantasy_family=family,
                monospace_family=family,
            )
    except (ValueError, OSError) as error:
        sys.stdout.write(" ".join(str(error).split()))
        return 1
    sys.stdout.buffer.write(png)
    return 0


def limit_memory() -> None:
    """Have the system refuse more memory than a drawing needs, where it can."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit, macOS ignores it
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no dump of a process that aborts


def write_fonts(fonts: list[bytes], folder: Path) -> list[str]:
    """Write fonts into a folder and return their paths, by which alone the library takes them."""
    paths = [folder / f"{number}.ttf" for number in range(len(fonts))]
    for path, data in zip(paths, fonts, strict=True):
        path.write_bytes(data)
    return [str(path) for path in paths]


def first_family(fonts: list[bytes]) -> str | None:
    """Return the family of the first font, None without fonts."""
    if not fonts:
        return None
    from PIL import ImageFont  # noqa: PLC0415  # most drawings have no text

    return ImageFont.truetype(BytesIO(fonts[0]), 10).getname()[0]


def decoded(data: bytes) -> str:
    """Return the text of an SVG in UTF-8 or, where it is not, ISO 8859-1."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


if __name__ == "__main__":
    raise SystemExit(main())
