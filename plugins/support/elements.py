"""The elements of a body, and tags that browsers do not know: the `<T>` of `Vec<T>`.

A browser makes an element without meaning of such a tag, so that readers do not see it; what is
written as `<? … ?>` becomes a comment. The known names are those of the HTML standard, its
obsolete ones included, for browsers show these too.
"""

import re
from collections import Counter

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

KNOWN = frozenset(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label
    legend li link listing main map mark marquee math menu meta meter nav nobr noembed noframes
    noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc
    ruby s samp script search section select selectedcontent slot small source span strike strong
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track
    tt u ul var video wbr xmp
    """.split()
)
# Elements that need no end tag (HTML standard, 13.1.2), or of which a page has one.
UNENDED = frozenset(
    (
        "area base basefont bgsound body br col embed frame head hr html img input link meta p "
        "param source track wbr"
    ).split()
)
VOID_END = re.compile(r"</(?:source|track|wbr)>")  # of elements that libxml2 does not know
FOREIGN = ("svg", "math")  # with elements of their own inside
NAMES = re.compile(r"<!--.*?-->|<(/?)([a-z][^\s/>]*)", re.IGNORECASE | re.DOTALL)
# What is whole stays as it is: a comment, what has tags of its own or none, a known tag.
TAGS = re.compile(
    r"(?P<whole><!--.*?-->"
    r"|<(?P<own>svg|math|script|style|textarea|title|iframe|xmp)\b.*?</(?P=own)\s*>"
    rf"|</?(?:{'|'.join(sorted(KNOWN))})(?=[\s/>])"
    r"(?:=\s*+(?:\"[^\"]*\"|'[^']*')|[^>])*+>)"  # a quotation mark elsewhere is but a sign
    r"|<\?|</?(?P<name>[a-z][^\s/>]*)",
    re.IGNORECASE | re.DOTALL,
)
DEEPEST = 2000  # elements inside one another; at 2048 libxml2 drops what follows


def parse_body(html: str) -> HtmlElement:
    """The body element of a page that holds `html`. What is nested up to `DEEPEST` is all there."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    page = lxml.html.document_fromstring(f"<body>{html}", parser=parser)
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


def is_foreign(element: HtmlElement) -> bool:
    """Whether an element stands in a drawing or a formula, whose elements are others."""
    return next(element.iterancestors(*FOREIGN), None) is not None


def without_unknown_tags(html: str, *, custom: bool = False) -> str:
    """The HTML in which tags that browsers do not know are text: readers see the `<T>` of `Vec<T>`.

    `custom` elements, `<my-chart>`, stay where scripts may define them.
    """
    names = {name.lower() for _, name in NAMES.findall(html)}
    if names <= {"", *KNOWN} and "<?" not in html:  # nearly always, and quicker
        return html

    def text(tag: re.Match[str]) -> str:
        name = (tag["name"] or "").lower()
        kept = tag["whole"] or name in KNOWN or (custom and "-" in name)
        return tag[0] if kept else f"&lt;{tag[0][1:]}"

    return TAGS.sub(text, html)


def closed(html: str) -> str:
    """The HTML with an end tag for each element that it leaves open: it ends where the text does.

    A browser would make what follows on the page a part of it, a footer a part of a link.
    """
    still_open: Counter[str] = Counter()
    for slash, name in NAMES.findall(html):
        tag = name.lower()
        still_open[tag] = max(0, still_open[tag] + (-1 if slash else 1))
    if not any(count for tag, count in still_open.items() if tag and tag not in UNENDED):
        return html
    return inner_html(parse_body(html))


def inner_html(element: HtmlElement) -> str:
    """What stands in an element, as HTML in which every element ends."""
    whole: str = VOID_END.sub("", lxml.html.tostring(element, encoding="unicode", with_tail=False))
    return whole.removeprefix(f"<{element.tag}>").removesuffix(f"</{element.tag}>")
