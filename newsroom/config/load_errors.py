"""Says what is wrong in pelicanconf.py or publishconf.py, from the error that reading it raised."""

import re
import traceback
from pathlib import Path

FILES = ("publishconf.py", "pelicanconf.py")
WORDS = {"true": "True", "false": "False", "none": "None", "null": "None"}
# A value that looks like a text without quotes: no text, list, table or number begins so.
BARE = re.compile(r"""(?P<name>[A-Z_]+)\s*=\s*(?P<value>[^\s"'\[({\d#][^"'#]*?)\s*(#.*)?$""")


def mistake(error: BaseException) -> str:
    """`publishconf.py:3: what is wrong`; "" for an error that comes from elsewhere."""
    if isinstance(error, SyntaxError) and Path(error.filename or "").name in FILES:
        file, line, what = Path(str(error.filename)).name, error.lineno, error.msg
    else:
        frames = traceback.extract_tb(error.__traceback__)
        found = [frame for frame in frames if Path(frame.filename).name in FILES]
        if not found:
            return ""
        file, line, what = Path(found[-1].filename).name, found[-1].lineno, said(error)
    place = f"{file}:{line}" if line else file
    hint = advice(line_of(file, line or 0)) if isinstance(error, NameError | SyntaxError) else ""
    return f"{place}: {what}{hint}"


def said(error: BaseException) -> str:
    """What an error says, with its name where that alone says nothing."""
    return str(error) if isinstance(error, NameError) else f"{type(error).__name__}: {error}"


def line_of(file: str, number: int) -> str:
    """A line of a settings file, "" where it cannot be read."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def advice(line: str) -> str:
    """What to do with a line, as far as it shows: a text takes quotes, `true` a capital."""
    if not (found := BARE.match(line)):
        return ""
    name, value = found["name"], found["value"]
    if value.lower() in WORDS:
        return f"; write {name} = {WORDS[value.lower()]}"
    return f'; put quotes around a text: {name} = "{value}"'
