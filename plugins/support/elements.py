"""The elements of a body, and tags that browsers do not know: the `<T>` of `Vec<T>`.

A browser makes an element without meaning of each, so that readers do not see the tag; what is
written as `<? … ?>` becomes a comment. The known names are those of the HTML standard, its
obsolete ones included, for browsers show these too.
"""

import re
from collections.abc import Iterable

import lxml.html
from lxml import etree
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
DEEPEST = 2000  # elements inside one another; at 2048 libxml2 drops what follows


def parse_body(html: str) -> HtmlElement:
    """The body element of a page that holds `html`. What is nested up to `DEEPEST` is all there."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    page = lxml.html.document_fromstring(f"<body>{html}</body>", parser=parser)
    body: HtmlElement = page.find("body")
    return body


def is_too_deep(body: HtmlElement) -> bool:
    """Whether elements are nested deeper than `DEEPEST`."""
    depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def unknown_tags(elements: Iterable[HtmlElement], html: str) -> tuple[str, ...]:
    """The tags of `html` that a browser does not know, as written, from its parsed elements."""
    unknown = dict.fromkeys(e.tag for e in elements if e.tag not in KNOWN and not _is_foreign(e))
    tags = [re.search(rf"<{re.escape(name)}[^<>]*>?", html, re.IGNORECASE) for name in unknown]
    comments = re.finditer(r"<\?[^<>]*>?", html) if "<?" in html else ()
    return tuple(tag[0] for tag in (*tags, *comments) if tag)


def _is_foreign(element: HtmlElement) -> bool:
    return next(element.iterancestors(*FOREIGN), None) is not None
