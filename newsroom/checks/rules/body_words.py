"""The words of each source against those of its page: none lost, none added, all in order.

A net under the Markdown engine and the HTML parser: whatever they do to a body, each word that its
writer meant to be read appears once on the page.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from newsroom.checks.finding import Finding, error
from newsroom.checks.site import BuiltSite
from newsroom.checks.words.alignment import Difference, differences
from newsroom.checks.words.body_text import BodyText
from newsroom.checks.words.source_words import WORD, MarkdownWords, Word, letters
from newsroom.content.body import Body
from newsroom.content.front_matter.parser import decode
from newsroom.diagnostics.rendering import plural

QUOTED = 6  # words of a passage that a message quotes
ADVICE = "look above it for an HTML element left open, a stray `<` or `&#`, or unpaired * and `"


def find(site: BuiltSite) -> Iterator[Finding]:
    """An error for each source with missing words, and for each with words added."""
    for body in site.bodies:
        page = site.pages.get(body.page)
        if page and page.body and (source := read_source(body)) is not None:
            yield from compare(body, source, page.body)


def read_source(body: Body) -> str | None:
    """The Markdown of a body, None where its file cannot be read any more."""
    try:
        lines = decode(Path(body.file).read_bytes()).split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return "\n".join(lines[body.line - 1 :])


def compare(body: Body, source: str, text: BodyText) -> Iterator[Finding]:
    """What is wrong with the words of one page."""
    markdown, whole = MarkdownWords(source, body.line), text.whole()
    shown = letters(whole)
    if markdown.required(text.labels()) == shown:  # nearly always, and quicker
        return
    words = markdown.words(text.labels())
    found = differences(words, shown)
    missing = [(d, lost) for d in found if (lost := lost_words(words, d))]
    if missing:
        first, lost = missing[0]
        count = plural(sum(len(lost) for _, lost in missing), "word")
        sentence = f'{count} missing from {body.page}, the first: "{quoted(lost)}"; {ADVICE}'
        yield error(body.file, sentence, words[first.first].line if lost else body.line)
    added = [d for d in found if d.end > d.start]
    if added:
        first, passage = added[0], passage_of(whole, added[0])
        repeated = shown[first.start : first.end] in markdown.required(text.labels())
        what = "repeated" if repeated else "not in the source"
        sentence = f'{body.page} has text that is {what}: "{quoted(passage)}"; {ADVICE}'
        yield error(body.file, sentence, line_of(words, first, body.line))


def lost_words(words: Sequence[Word], difference: Difference) -> list[str]:
    """The required words that a page lacks at one place."""
    return [word.text for word in words[difference.first : difference.last] if word.required]


def passage_of(text: str, difference: Difference) -> list[str]:
    """The words of a page to which the letters of a difference belong."""
    passage, end = [], 0
    for word in WORD.finditer(text):
        end += len(letters(word[0]))
        if end > difference.start:
            passage.append(word[0])
        if end >= difference.end:
            break
    return passage


def line_of(words: Sequence[Word], difference: Difference, line: int) -> int:
    """The line of a source at which a difference is; `line` for a source without words."""
    return words[min(difference.first, len(words) - 1)].line if words else line


def quoted(passage: Sequence[str]) -> str:
    """The start of a passage."""
    return " ".join(passage[:QUOTED]) + (" …" if len(passage) > QUOTED else "")
