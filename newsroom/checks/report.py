"""How findings are told: to a person in sentences, to a machine as JSON."""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newsroom.checks.finding import Finding, Severity
from newsroom.diagnostics.rendering import plural

TITLES: dict[Severity, str] = {"error": "errors", "warning": "warnings", "note": "good to know"}


MANY, FIRST = 10, 5  # a warning in more places than MANY is told of the FIRST


def once(posts: Iterable[Finding], built: Iterable[Finding]) -> list[Finding]:
    """All findings, but for those of the built site that begin as one of its posts does.

    What is wrong with a post is put right there, and a page says no more of it.
    """
    told = sorted(posts, key=lambda found: found.sentence)
    sentences = [found.sentence for found in told]

    def known(found: Finding) -> bool:
        place = bisect_left(sentences, found.sentence)
        return place < len(told) and (
            sentences[place].startswith(found.sentence) and told[place].severity == found.severity
        )

    return [*told, *(found for found in built if not known(found))]


def abridged(findings: Sequence[Finding]) -> Iterator[str]:
    """Lines for findings; a warning that stands in many places is told of the first few."""
    places = Counter(found.sentence for found in findings if found.severity == "warning")
    seen: Counter[str] = Counter()
    for found in findings:
        many = places[found.sentence] > MANY
        seen[found.sentence] += 1
        if not many or seen[found.sentence] <= FIRST:
            yield str(found)
        if many and seen[found.sentence] == FIRST:
            yield f"  … the same in {places[found.sentence] - FIRST} more places; JSON=1 lists all"


def in_sentences(findings: Sequence[Finding]) -> str:
    """Errors, warnings and notes apart, each sorted by file and line, closed by their counts."""
    parts = []
    for severity, title in TITLES.items():
        if found := sorted(f for f in findings if f.severity == severity):
            parts.append("\n".join([f"{title}:", *abridged(found)]))
    return "\n\n".join([*parts, closing(findings)]) + "\n"


def closing(findings: Sequence[Finding]) -> str:
    """`2 errors in 1 file, 1 warning in 1 file`."""
    counts = [counted(findings, severity) for severity in ("error", "warning")]
    return ", ".join(counts)


def counted(findings: Iterable[Finding], severity: Severity) -> str:
    """How many findings of a kind there are, in how many files."""
    found = [finding for finding in findings if finding.severity == severity]
    files = plural(len({finding.file for finding in found}), "file")
    return f"{plural(len(found), severity)} in {files}" if found else f"no {TITLES[severity]}"


def in_json(findings: Iterable[Finding]) -> str:
    """A list of objects with severity, file, line (0 for none), check and sentence."""
    keys = ("severity", "file", "line", "check", "sentence")
    rows = [{key: getattr(found, key) for key in keys} for found in sorted(findings)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
