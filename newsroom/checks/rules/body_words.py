"""The words of each source against those of its page: none lost, none added, all in order.

A net under the Markdown engine and the HTML parser: whatever they do to a body, each word that its
writer meant to be read appears once on the page.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from newsroom.checks.parse.page import PageReading
from newsroom.checks.words.alignment import Difference, find_differences
from newsroom.checks.words.body_text import BodyText
from newsroom.checks.words.source_words import WORD, MarkdownWords, Word, letters_of
from newsroom.content.front_matter.parser import decode
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.rendering import plural
from newsroom.site.page_sources import PageSource

MAX_QUOTED = 6  # words of a passage in a message
ADVICE = "look above it for an HTML element left open, a stray `<` or `&#`, or unpaired * and `"


def check_words(reading: PageReading, sources: Sequence[PageSource]) -> Iterator[Diagnostic]:
    """Yield an error for each source of a page with missing words, and for each with words added.

    A source whose file cannot be read any more is not compared.
    """
    for body in sources:
        with suppress(OSError, UnicodeDecodeError):
            if reading.body:
                yield from compare_words(body, read_source(body), reading.body)


def read_source(body: PageSource) -> str:
    """Return the Markdown of a body; raise `OSError` or `UnicodeDecodeError`."""
    lines = decode(Path(body.file).read_bytes()).split("\n")
    return "\n".join(lines[body.line - 1 :])


def compare_words(body: PageSource, source: str, text: BodyText) -> Iterator[Diagnostic]:
    """Yield what is wrong with the words of one page."""
    markdown, page_text = MarkdownWords(source, body.line), text.whole()
    page_letters = letters_of(page_text)
    if markdown.required(text.labels()) == page_letters:  # nearly always, and quicker
        return
    words = markdown.words(text.labels())
    differences = find_differences(words, page_letters)
    missing = [(d, lost) for d in differences if (lost := lost_words(words, d))]
    if missing:
        first, lost = missing[0]
        count = plural(sum(len(lost) for _, lost in missing), "word")
        message = f'{count} missing from {body.page}, the first: "{quote_start(lost)}"'
        line = words[first.first].line
        yield Diagnostic(body.file, line, "body/missing-words", message, ADVICE)
    added = [d for d in differences if d.end > d.start]
    if added:
        first, passage = added[0], passage_of(page_text, added[0])
        is_repeated = page_letters[first.start : first.end] in markdown.required(text.labels())
        origin = "repeated" if is_repeated else "not in the source"
        message = f'{body.page} has text that is {origin}: "{quote_start(passage)}"'
        line = line_of_difference(words, first, body.line)
        yield Diagnostic(body.file, line, "body/added-words", message, ADVICE)


def lost_words(words: Sequence[Word], difference: Difference) -> list[str]:
    """Return the required words that a page lacks at one difference."""
    return [word.text for word in words[difference.first : difference.last] if word.required]


def passage_of(text: str, difference: Difference) -> list[str]:
    """Return the words of a page to which the letters of a difference belong."""
    passage, end = [], 0
    for word in WORD.finditer(text):
        end += len(letters_of(word[0]))
        if end > difference.start:
            passage.append(word[0])
        if end >= difference.end:
            break
    return passage


def line_of_difference(words: Sequence[Word], difference: Difference, line: int) -> int:
    """Return the line of a source at which a difference is; `line` for a source without words."""
    return words[min(difference.first, len(words) - 1)].line if words else line


def quote_start(passage: Sequence[str]) -> str:
    """Return the first words of a passage."""
    return " ".join(passage[:MAX_QUOTED]) + (" …" if len(passage) > MAX_QUOTED else "")
