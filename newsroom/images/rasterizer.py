"""SVG as a bitmap, for those that do not show SVG: feed readers, mail, cards of social networks.

resvg draws in a process of its own, which is given the bytes and returns the PNG: a drawing that
takes too much memory or time, or on which the library aborts, is an error with a sentence there and
never the end of a build. Starting it takes about 20 ms.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from newsroom.attachments.strict_xml import CharacterData, EndTag, StartTag, read_events
from newsroom.attachments.svg import SVG, svg_problems
from newsroom.diagnostics.errors import UserError

PROCESS = Path(__file__).with_name("rasterizer_process.py")
MAX_PIXELS = 25_000_000  # 100 MB while it is drawn
TIME_LIMIT = 20.0  # seconds; drawings take milliseconds


class RasterizerError(UserError):
    """An SVG cannot be drawn as a bitmap; the text says why and what to do."""


def rasterize_svg(data: bytes, width: int, fonts: Sequence[bytes] = ()) -> bytes:
    """Return a drawing as a PNG with transparency that is `width` pixels wide, in its proportions.

    No font of the system is used, so that the bytes are the same on every machine: text is drawn
    with `fonts` (TrueType or OpenType), the first of which replaces missing ones. Raises
    `RasterizerError` for a drawing that is not valid, could run or load something, has text and
    gets no fonts, or cannot be drawn within limits of memory and time.
    """
    if problem := rasterizer_problem(data, fonts):
        raise RasterizerError(problem)
    lengths = [len(font) for font in fonts]
    request = {"width": width, "height": MAX_PIXELS // width, "fonts": lengths}
    png = _run(b"".join((json.dumps(request).encode(), b"\n", *fonts, data)))
    if int.from_bytes(png[16:20], "big") != width:  # the IHDR chunk of PNG, section 11.2.1
        raise RasterizerError("SVG is too high for its width; change its viewBox")
    return png


def rasterizer_problem(data: bytes, fonts: Sequence[bytes] = ()) -> str:
    """Return why a drawing is not drawn, without drawing it, and what to do; "" for nothing."""
    for problem in svg_problems(data):
        return f"line {problem.line}: {problem.message}; {problem.advice}"
    if not fonts and text_characters(data):
        return "text in the SVG without a font for it; convert the text to paths"
    return ""


def text_characters(data: bytes) -> str:
    """Return the characters that a valid SVG draws as text, each once and without spaces."""
    characters, depth = set[str](), 0  # of elements, from one of text on
    for event in read_events(data):
        match event:
            case StartTag(name=name):
                is_text = name.namespace == SVG and name.local == "text"
                depth += 1 if depth or is_text else 0
            case EndTag():
                depth -= 1 if depth else 0
            case CharacterData(text=text) if depth:
                characters.update(text)
    return "".join(sorted(char for char in characters if not char.isspace()))


def _run(request: bytes) -> bytes:
    command = [sys.executable, "-I", str(PROCESS)]
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, timeout=TIME_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        limit = f"{TIME_LIMIT:.0f} seconds"
        raise RasterizerError(f"drawing the SVG takes over {limit}; make it simpler") from None
    except OSError as error:
        raise RasterizerError(f"cannot start a process that draws the SVG: {error}") from error
    if done.returncode == 0 and done.stdout:
        return done.stdout
    if done.returncode == 1 and done.stdout:
        raise RasterizerError(f"cannot draw the SVG: {done.stdout.decode()}; save it again")
    raise RasterizerError("SVG is too complex to be drawn; make it simpler")
