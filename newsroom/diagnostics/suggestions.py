"""The known name that was probably meant by an unknown one."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

NUMBER = re.compile(r"\d+")
CHANGED = 2.2  # characters in a misspelled name


def nearest(name: str, names: Iterable[str], *, least: float = 0.6) -> str | None:
    """Return the one of `names` most like `name`, ignoring case; None when none is close.

    `least` is the similarity required, from 0 to 1 (`difflib.SequenceMatcher.ratio`).
    """
    by_case: Mapping[str, str] = {candidate.casefold(): candidate for candidate in sorted(names)}
    match = get_close_matches(name.casefold(), by_case, n=1, cutoff=least)
    return by_case[match[0]] if match else None


def misspelled(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that another is with about two characters changed, None for none.

    Both have the same numbers: `part-2` is not `part-1` misspelled.
    """
    numbers = NUMBER.findall(name)
    near = nearest(name, (n for n in names if n and NUMBER.findall(n) == numbers))
    longest = max(len(name), len(near or ""))
    return near and nearest(name, [near], least=max(0, 1 - CHANGED / longest))


def suggestion(name: str, names: Iterable[str], *, least: float = 0.6) -> str:
    """Return `did you mean "LLM"?`, or "" when none of `names` is close, as `nearest` has it."""
    match = nearest(name, names, least=least)
    return f'did you mean "{match}"?' if match else ""
