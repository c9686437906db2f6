"""Tags that browsers do not know, such as the `<T>` of `Vec<T>` in running text.

A browser makes an element without meaning of each, so that readers do not see the tag; what is
written as `<? … ?>` becomes a comment. The known names are those of the HTML standard, its
obsolete ones included, for browsers show these too.
"""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

KNOWN = frozenset(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd label
    legend li link listing main map mark marquee math menu meta meter nav nobr noembed noframes
    noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc
    ruby s samp script search section select selectedcontent slot small source span strike strong
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track
    tt u ul var video wbr xmp
    """.split()
)
FOREIGN = ("svg", "math")  # with elements of their own inside


def unknown_tags(elements: Iterable[HtmlElement], html: str) -> tuple[str, ...]:
    """The tags of `html` that a browser does not know, as written, from its parsed elements."""
    unknown = dict.fromkeys(e.tag for e in elements if e.tag not in KNOWN and not is_foreign(e))
    tags = [re.search(rf"<{re.escape(name)}[^<>]*>?", html, re.IGNORECASE) for name in unknown]
    comments = re.finditer(r"<\?[^<>]*>?", html) if "<?" in html else ()
    return tuple(tag[0] for tag in (*tags, *comments) if tag)


def is_foreign(element: HtmlElement) -> bool:
    """Whether an element stands in one that has elements of its own."""
    return next(element.iterancestors(*FOREIGN), None) is not None
