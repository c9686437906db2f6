"""Diagnostics as text for people and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.diagnostic import SEVERITIES, Diagnostic, Severity
from newsroom.diagnostics.repeated import merge_repeated

MANY, FIRST = 10, 5  # of more than MANY warnings of one code in a report the FIRST are printed


def plural(count: int, noun: str) -> str:
    """`1 error`, `2,000 errors`."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"


def render_lines(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a line for each diagnostic, sorted by path and line; one for an error of many files.

    Of many warnings of one code the first are followed by the number of the others.
    """
    ordered = [*merge_repeated(diagnostics)]
    totals = Counter(d.code for d in ordered if d.severity == "warning")
    printed: Counter[str] = Counter()
    for diagnostic in ordered:
        total = totals[diagnostic.code] if diagnostic.severity == "warning" else 0
        printed[diagnostic.code] += 1
        if total <= MANY or printed[diagnostic.code] <= FIRST:
            yield str(diagnostic)
        if total > MANY and printed[diagnostic.code] == FIRST:
            rest = plural(total - FIRST, "more warning")
            yield f"  … and {rest} [{diagnostic.code}]; `python3 blog.py check --json` lists all"


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> str:
    """`2 errors in 1 file`, `no warnings`."""
    matches = [d for d in diagnostics if d.severity == severity]
    files = plural(len({d.path for d in matches}), "file")
    return f"{plural(len(matches), severity)} in {files}" if matches else f"no {severity}s"


def lenient_settings(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many errors of one code may be warnings, "" where there are few of each.

    A site that moves here has some hundred images without a text, and readers who wait.
    """
    counts = Counter(d.code for d in diagnostics if d.severity == "error")
    many = [
        code for code, number in sorted(counts.items()) if number > MANY and not is_locked(code)
    ]
    if not many:
        return ""
    codes = " and ".join(f"{code} ({counts[code]:,})" for code in many)
    setting = ", ".join(f'"{code}": "warning"' for code in many)
    return f"to publish despite {codes}, set DIAGNOSTICS = {{{setting}}} in pelicanconf.py"


def is_locked(code: str) -> bool:
    """Return whether no setting may change the severity of a code."""
    return code not in CODES or bool(CODES[code].lock)


def render_report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics by severity, errors first, and how many there are."""
    blocks = []
    for severity in SEVERITIES:
        if matches := [d for d in diagnostics if d.severity == severity]:
            blocks.append("\n".join(render_lines(matches)))
    totals = f"{count(diagnostics, 'error')}, {count(diagnostics, 'warning')}"
    return "\n\n".join(filter(None, [*blocks, lenient_settings(diagnostics), totals])) + "\n"


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON list of objects with the attributes of a `Diagnostic`."""
    keys = ("severity", "code", "path", "line", "message", "advice")
    rows = [{key: getattr(d, key) for key in keys} for d in sorted(diagnostics)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def without_repeated(
    built: Iterable[Diagnostic], sources: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """Return the diagnostics of a built site, without those that its sources have as well.

    Code, severity and message are the same then; a writer corrects the source.
    """
    reported = {(d.code, d.severity, d.message) for d in sources}
    return [d for d in built if (d.code, d.severity, d.message) not in reported]
