"""The names of elements, as the HTML standard groups them."""

# Those of the standard, its obsolete ones included, for browsers show these too.
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
# Of the page around a body, which has them already.
PAGE = frozenset(["html", "head", "body", "frameset", "frame"])
# Without content, so without an end tag (section 13.1.2).
VOID = frozenset(
    (
        "area base basefont bgsound br col embed hr img input link meta param source track wbr"
    ).split()
)
# Whose end tag may be left out (section 13.1.2.4).
IMPLIED_END = frozenset(
    ("caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr").split()
)
# Which may overlap (section 13.2.4.3).
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# Whose content is text, whatever it looks like (sections 13.1.2.1 and 13.2.6).
RAW_TEXT = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
# Which can have a `background`, obsolete and still loaded (section 15.3.3).
TABLE_PARTS = frozenset(["table", "tbody", "td", "tfoot", "th", "thead", "tr"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
