"""Headlines in HTML, whose lines never end within a word such as `data-center`."""

import re

from markupsafe import Markup

HYPHENATED = re.compile(r"[^\s\u2010-\u2015-]+(?:[-\u2010][^\s\u2010-\u2015-]+)+")
LONGEST = 20  # characters; a longer word may not fit in a line of a phone


def headline(title: str) -> Markup:
    """Return a title as HTML, in which each word with a hyphen stays in one line.

    >>> headline("A data-center & more")
    Markup('A <span class="unbroken">data-center</span> &amp; more')
    """
    parts, end = [], 0
    for match in HYPHENATED.finditer(title):
        if len(match[0]) <= LONGEST:
            word = Markup('<span class="unbroken">{}</span>').format(match[0])
            parts += [Markup.escape(title[end : match.start()]), word]
            end = match.end()
    return Markup("").join([*parts, Markup.escape(title[end:])])
