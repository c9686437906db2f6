"""The same diagnostic in many files as one, with their number and what cures all of them.

Only those that one change elsewhere cures are brought together: of all others, a writer needs
every line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from newsroom.diagnostics.diagnostic import Diagnostic

MANY = 5  # files with one message; fewer are listed
SETTINGS_FILE = "pelicanconf.py"
ADD_TO_EACH = rf'add it to each file, or set FRONT_MATTER["default_\1"] in {SETTINGS_FILE}'
# The code, what its message and advice may be, and what cures it in all files; ""
# where the advice does.
CURES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "front-matter/missing-key": (
        (r'.*missing required key "(author)s";.*', ADD_TO_EACH),
        (r'.*missing required key "(category)";.*', ADD_TO_EACH),
    ),
    "front-matter/unknown-key": (
        (
            r'.*unknown key "(\w+)"; did you mean "(\w+)"\?',
            rf'if it is "\2", set FRONT_MATTER["aliases"] = {{"\1": "\2"}} in {SETTINGS_FILE}',
        ),
    ),
    "front-matter/unknown-category": (
        (r".*; categories: .*", f"add it to CATEGORIES in {SETTINGS_FILE}"),
    ),
    "front-matter/ignored-key": ((".*", ""),),
    "link/not-found": ((".*", ""),),
    "image/not-found": ((".*", ""),),
    "file/ignored-file": ((".*", ""),),
    "file/ignored-section": ((".*", ""),),
    "author/unknown": ((".*add (?:a profile|profiles) with .*", ""),),
}
# Advice that cures many messages, whatever is in each of them: a folder to copy, a setting.
COMMON_CURE = re.compile(
    r"(?:copy the folder .*|put the file into content/\S*|set ARTICLE_URL .*|add profiles with .*)"
)
FEWEST = {"front-matter/ignored-key": 2}  # files with one message, where MANY are not needed


def merge_repeated(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield diagnostics, sorted, with one for each message of many files, at the first of them.

    Different messages with a `COMMON_CURE` are one as well.
    """
    groups: dict[tuple[str, ...], list[Diagnostic]] = defaultdict(list)
    for diagnostic in sorted(diagnostics):
        location = (diagnostic.path, str(diagnostic.line))
        is_common = COMMON_CURE.fullmatch(diagnostic.advice)
        text = diagnostic.advice if is_common else diagnostic.text
        common = (diagnostic.code, diagnostic.severity, text)
        groups[(*common, *(() if diagnostic.code in CURES else location))].append(diagnostic)
    yield from sorted(merged for group in groups.values() for merged in _merge(group))


def _merge(group: list[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics of one message as one, if there are many and one change cures them."""
    first, files = group[0], len({diagnostic.path for diagnostic in group})
    if others := len({diagnostic.message for diagnostic in group}) - 1:
        where = "1 file" if files == 1 else f"{files:,} files"
        more = f"{first.message} (and {others:,} more in {where})"
        return [replace(first, message=more)]
    if files >= FEWEST.get(first.code, MANY):
        for pattern, cure in CURES.get(first.code, ()):
            if match := re.fullmatch(pattern, first.text):
                advice = match.expand(cure) or first.advice
                message = f"{first.message} (in {files:,} files)"
                return [replace(first, message=message, advice=advice)]
    return group
