"""Diagnostics for pelicanconf.py and publishconf.py, from the error that executing them raised."""

import re
import traceback
from pathlib import Path

from newsroom.config.schema import SETTINGS_FILES
from newsroom.diagnostics.diagnostic import Diagnostic

WORDS = {"true": "True", "false": "False", "none": "None", "null": "None"}
# A value that looks like text without quotes: no text, list, table or number begins so.
BARE = re.compile(r"""(?P<name>[A-Z_]+)\s*=\s*(?P<value>[^\s"'\[({\d#][^"'#]*?)\s*(#.*)?$""")


def diagnose_load_error(error: BaseException) -> Diagnostic | None:
    """Return the diagnostic with file and line; None for an error that comes from elsewhere."""
    if isinstance(error, SyntaxError) and Path(error.filename or "").name in SETTINGS_FILES:
        file, line, message = Path(str(error.filename)).name, error.lineno, error.msg
    else:
        frames = traceback.extract_tb(error.__traceback__)
        in_settings = [frame for frame in frames if Path(frame.filename).name in SETTINGS_FILES]
        if not in_settings:
            return None
        file, line = Path(in_settings[-1].filename).name, in_settings[-1].lineno
        # The text of other errors, such as KeyError, says nothing without their name.
        is_clear = isinstance(error, NameError)
        message = str(error) if is_clear else f"{type(error).__name__}: {error}"
    line = line or 0
    is_bare = isinstance(error, NameError | SyntaxError)
    advice = _advise(_read_line(file, line)) if is_bare else ""
    return Diagnostic(file, line, "setting/invalid-file", message, advice)


def _read_line(file: str, number: int) -> str:
    """Return a line of a settings file, "" where it cannot be read."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _advise(line: str) -> str:
    """Return what to do with a line: text needs quotes, `true` a capital; "" for any other."""
    if not (match := BARE.match(line)):
        return ""
    name, value = match["name"], match["value"]
    if value.lower() in WORDS:
        return f"write {name} = {WORDS[value.lower()]}"
    return f'put quotes around text: {name} = "{value}"'
