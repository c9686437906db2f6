"""SVGs by name: drawings as programs save them, and files that run or load something."""

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:h="http://www.w3.org/1999/xhtml" viewBox="0 0 400 400"'
)
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWj"
    "R9awAAAABJRU5ErkJggg=="
)


def svg(body: str, before: str = "", attributes: str = "") -> bytes:
    """A whole file."""
    return f"{before}<svg {NAMESPACES} {attributes}>{body}</svg>".encode()


GOOD = {
    "shapes": svg('<title>A</title><desc>b</desc><rect width="9" height="9" fill="#f00"/>'),
    "an old DOCTYPE": svg(
        '<path d="M0 0h9"/>',
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: x -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
    ),
    "a byte order mark": b"\xef\xbb\xbf" + svg("<g/>", '<?xml version="1.0" encoding="UTF-8"?>'),
    "Latin-1": svg("", '<?xml version="1.0" encoding="ISO-8859-1"?>')[:-6] + b"<!--\xe9--></svg>",
    "references inside": svg(
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient><path id="p" d="M0 0h9"/>'
        '</defs><use xlink:href="#p" fill="url(#g)"/><use href="#p" style="fill:url( \'#g\' )"/>'
        '<a href="#p"><text><textPath href="#p">x</textPath></text></a>'
    ),
    "a style sheet": svg("<style>.a{fill:red;clip-path:url(#c)}</style><g class='a'/>"),
    "a style sheet in CDATA": svg("<style><![CDATA[@media (min-width:1px){g{fill:red}}]]></style>"),
    "a font inside": svg("<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>"),
    "a bitmap inside": svg(f'<image width="9" height="9" xlink:href="{PIXEL}"/>'),
    "a filter": svg(f'<filter id="f"><feImage href="{PIXEL}"/><feGaussianBlur/></filter>'),
    "animations": svg(
        '<circle r="9"><animate attributeName="r" values="1;9" dur="1s" begin="click"/>'
        '<set attributeName="fill" to="red"/><animateTransform attributeName="transform"/>'
        '<animateMotion><mpath href="#p"/></animateMotion></circle>'
    ),
    "words about URLs": svg('<g aria-label="data: none" id="onload"><text>javascript:x</text></g>'),
    "Inkscape": svg(
        '<sodipodi:namedview id="n" inkscape:zoom="1"/><metadata><rdf:RDF><cc:Work rdf:about="">'
        '<dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF>'
        '</metadata><g inkscape:label="L" inkscape:onion="1"/><flowRoot><flowPara/></flowRoot>',
        attributes=(
            'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" '
            'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ),
    ),
    "Adobe": svg('<?xpacket begin="" id="x"?><i:pgf xmlns:i="http://ns.adobe.com/x/"/>'),
}

ENTITY = "<!DOCTYPE svg [<!ENTITY {}>]>"
RUN = "top.ran=1"
HTML_IMG = f'<h:img src="x:" onerror="{RUN}"/>'
AREA = '<rect width="400" height="400"/>'
HOSTILE = {
    # Scripts.
    "script": svg(f"<script>{RUN}</script>"),
    "script with a prefix": svg(
        f"<s:script>{RUN}</s:script>", attributes='xmlns:s="http://www.w3.org/2000/svg"'
    ),
    "script of HTML": svg(f"<h:script>{RUN}</h:script>"),
    "script of HTML in a foreign element": svg(f'<x xmlns="urn:x"><h:script>{RUN}</h:script></x>'),
    "script with its own namespace": svg(
        f'<script xmlns="http://www.w3.org/1999/xhtml">{RUN}</script>'
    ),
    "script in CDATA": svg(f"<script><![CDATA[{RUN}]]></script>"),
    "script in capitals": svg(f"<SCRIPT>{RUN}</SCRIPT>"),
    "script in capitals of another language": svg('<x:SCRIPT xmlns:x="urn:x"/>'),
    "script in metadata": svg(f"<metadata><script>{RUN}</script></metadata>"),
    "script in defs": svg(f"<defs><g><script>{RUN}</script></g></defs>"),
    "script by href": svg(f'<script href="data:text/javascript,{RUN}"/>'),
    "script by xlink:href": svg(f'<script xlink:href="data:text/javascript,{RUN}"/>'),
    "script of a module": svg(f'<script type="module">{RUN}</script>'),
    "script before an error": svg(f"<script>{RUN}</script><b></i>"),
    "script without a root end": svg(f"<script>{RUN}</script>")[:-6],
    "handler element": svg(f'<handler type="text/javascript">{RUN}</handler>'),
    "listener": svg(
        '<ev:listener xmlns:ev="http://www.w3.org/2001/xml-events" event="load" handler="#h"/>'
    ),
    # Handlers.
    "onload": svg("", attributes=f'onload="{RUN}"'),
    "an attribute of XML Events": svg(
        '<g v:event="load" xmlns:v="http://www.w3.org/2001/xml-events"/>'
    ),
    "onload by references": svg("", attributes='onload="&#116;op.ran=1"'),
    "onclick": svg(f'<rect width="400" height="400" onclick="{RUN}"/>'),
    "onbegin": svg(f'<animate attributeName="x" dur="1s" onbegin="{RUN}"/>'),
    "onend": svg(f'<set attributeName="x" to="1" dur="0.01s" onend="{RUN}"/>'),
    "onfocus": svg(f'<a href="#x" autofocus="" onfocus="{RUN}"/>'),
    "a handler on an element of another language": svg(f'<x:y xmlns:x="urn:x" onload="{RUN}"/>'),
    # HTML inside.
    "foreignObject": svg(f'<foreignObject width="9" height="9">{HTML_IMG}</foreignObject>'),
    "foreignObject with nothing": svg("<foreignObject/>"),
    "HTML outside foreignObject": svg(HTML_IMG),
    "iframe": svg(f'<h:iframe srcdoc="&lt;script>parent.{RUN}&lt;/script>"/>'),
    "iframe of SVG": svg('<iframe href="javascript:1"/>'),
    "object": svg('<h:object data="javascript:1"/>'),
    "embed": svg('<h:embed src="javascript:1"/>'),
    "link": svg('<h:link rel="stylesheet" href="http://x.example/a.css"/>'),
    "meta refresh": svg('<h:meta http-equiv="refresh" content="0; url=http://x.example/"/>'),
    "base": svg('<h:base href="http://x.example/"/>'),
    "MathML": svg('<m:math xmlns:m="http://www.w3.org/1998/Math/MathML" href="javascript:1"/>'),
    "XInclude": svg('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
    "XSLT": svg('<t:value-of xmlns:t="http://www.w3.org/1999/XSL/Transform" select="1"/>'),
    # Links.
    "javascript link": svg(f'<a href="javascript:{RUN}">{AREA}</a>'),
    "javascript xlink": svg(f'<a xlink:href="javascript:{RUN}">{AREA}</a>'),
    "javascript in capitals": svg(f'<a href="JaVaScRiPt:{RUN}">{AREA}</a>'),
    "javascript with a tab": svg(f'<a href="java&#9;script:{RUN}">{AREA}</a>'),
    "javascript with a line break": svg(f'<a href=" &#10;java&#10;script:{RUN}">{AREA}</a>'),
    "javascript under another prefix": svg(
        f'<a q:href="javascript:{RUN}" xmlns:q="http://www.w3.org/1999/xlink">{AREA}</a>'
    ),
    "a data link": svg('<a href="data:text/html,&lt;script>1&lt;/script>"/>'),
    "a link to another site": svg('<a href="https://x.example/">x</a>'),
    "a link to a file": svg('<a href="/about/">x</a>'),
    "a link with a ping": svg('<a href="#x" ping="https://x.example/">x</a>'),
    "a simple link of XLink": svg(
        '<x:y xmlns:x="urn:x" xlink:type="simple" xlink:href="javascript:1"/>'
    ),
    # Animated references.
    "set href": svg(f'<a id="l">{AREA}<set attributeName="href" to="javascript:{RUN}"/></a>'),
    "animate href": svg(
        f'<a>{AREA}<animate attributeName="href" values="#a;javascript:{RUN}" dur="1s"/></a>'
    ),
    "animate xlink:href": svg(
        f'<a>{AREA}<animate attributeName="xlink:href" to="javascript:{RUN}" dur="1s"/></a>'
    ),
    "animate a handler": svg(f'<set attributeName="onload" to="{RUN}"/>'),
    "animate by another element": svg(
        f'<a id="l">{AREA}</a><set href="#l" attributeName=" HREF " to="#x"/>'
    ),
    "values that run": svg('<animate attributeName="x" from="1" to="javascript:1"/>'),
    # Other files.
    "image of another site": svg('<image href="http://x.example/a.png"/>'),
    "image without a scheme": svg('<image href="//x.example/a.png"/>'),
    "image beside it": svg('<image xlink:href="a.png"/>'),
    "image that is an SVG": svg('<image href="data:image/svg+xml,&lt;svg/>"/>'),
    "use of another site": svg('<use href="http://x.example/a.svg#b"/>'),
    "use of another file": svg('<use xlink:href="a.svg#b"/>'),
    "use of data": svg(
        "<use href=\"data:image/svg+xml,&lt;svg id='x' xmlns='http://www.w3.org/2000/svg'/>#x\"/>"
    ),
    "use of a bitmap": svg(f'<use href="{PIXEL}"/>'),
    "feImage": svg('<filter id="f"><feImage href="http://x.example/a.png"/></filter>'),
    "pattern of another file": svg('<pattern href="http://x.example/a.svg#p"/>'),
    "xml:base": svg('<use href="#x"/>', attributes='xml:base="http://x.example/a.svg"'),
    "src": svg('<image src="http://x.example/a.png"/>'),
    "audio": svg('<h:audio src="http://x.example/a.mp3" autoplay=""/>'),
    # Style sheets.
    "import": svg("<style>@import 'http://x.example/a.css';</style>"),
    "import with an escape": svg(r"<style>@\69mport 'http://x.example/a.css';</style>"),
    "import across a comment": svg("<style>@imp<!-- -->ort 'http://x.example/a.css';</style>"),
    "import in CDATA": svg("<style>@imp<![CDATA[ort 'http://x.example/a.css';]]></style>"),
    "url in a style sheet": svg("<style>g{background:url(http://x.example/a)}</style>"),
    "url with an escape": svg(r"<style>g{fill:u\72 l(http://x.example/a)}</style>"),
    "url in capitals": svg("<style>g{fill:URL( 'http://x.example/a' )}</style>"),
    "url with a quotation mark escaped": svg(r"<style>g{fill:url(\22 #x)}</style>"),
    "url after a comment": svg("<style>g{fill:url(/*#*/http://x.example/a)}</style>"),
    "image-set": svg("<style>g{background:image-set('http://x.example/a' 1x)}</style>"),
    "url of an SVG": svg("<style>g{background:url(data:image/svg+xml,x)}</style>"),
    "a font of another site": svg("<style>@font-face{src:url(//x.example/f)}</style>"),
    "style attribute": svg('<g style="fill:url(http://x.example/a.svg#b)"/>'),
    "presentation attribute": svg('<g filter="url(http://x.example/a.svg#b)"/>'),
    "cursor": svg('<g cursor="url(http://x.example/a.cur), auto"/>'),
    "element in a style sheet": svg("<style>@imp<g>x</g>ort 'a.css'</style>"),
    "an element alone in a style sheet": svg("<style><g/></style>"),
    "style sheet of HTML": svg("<h:style>@import 'http://x.example/a.css';</h:style>"),
    "xml-stylesheet": svg("", '<?xml-stylesheet href="http://x.example/a.css"?>'),
    "xml-stylesheet of XSLT": svg("", '<?xml-stylesheet type="text/xsl" href="#x"?>'),
    # Entities and encodings.
    "internal entity": svg("&a;", ENTITY.format("a '&lt;script>1&lt;/script>'")),
    "external entity": svg("&a;", ENTITY.format('a SYSTEM "file:///etc/passwd"')),
    "parameter entity": svg("", '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://x.example/a"> %a;]>'),
    "billion laughs": svg(
        "&d;",
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {n} "{f"&{b};" * 10_000}">' for b, n in ("ab", "bc", "cd"))
        + "]>",
    ),
    "a default attribute": svg("", f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{RUN}">]>'),
    "an empty subset": svg("", "<!DOCTYPE svg []>"),
    "an entity of XHTML": svg(
        f'<a href="javascript&colon;{RUN}">{AREA}</a>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://x.example/x.dtd">',
    ),
    "an entity of XHTML where nothing else is": svg(
        "<g>&colon;</g>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://x.example/<!DOCTYPE">',
    ),
    "a DOCTYPE after comments": svg("&a;", "<!-- <!DOCTYPE --> <?a?>\n" + ENTITY.format("a '1'")),
    "UTF-16": svg(f"<script>{RUN}</script>").decode().encode("utf-16"),
    "UTF-16 without a mark": svg(f"<script>{RUN}</script>").decode().encode("utf-16-be"),
    "UTF-7": b'<?xml version="1.0" encoding="utf-7"?>+ADw-svg/+AD4-',
    "ISO-2022-JP": svg("", '<?xml version="1.0" encoding="iso-2022-jp"?>'),
    "EBCDIC": svg("", '<?xml version="1.0" encoding="cp037"?>'),
    "bytes that are not UTF-8": svg("<g/>") + b"<!-- \xff -->",
    "a mark against the declaration": b"\xef\xbb\xbf"
    + svg("", '<?xml version="1.0" encoding="iso-8859-1"?>'),
    "gzip": b"\x1f\x8b\x08\x00",
    # No SVG.
    "nothing": b"",
    "HTML": f"<!doctype html><script>{RUN}</script>".encode(),
    "XHTML": f'<html xmlns="http://www.w3.org/1999/xhtml"><script>{RUN}</script></html>'.encode(),
    "SVG inside XHTML": b'<html xmlns="http://www.w3.org/1999/xhtml">' + svg("") + b"</html>",
    "no namespace": b"<svg><script>1</script></svg>",
    "undeclared prefix": b'<svg xmlns="http://www.w3.org/2000/svg"><x:script/></svg>',
    "text": b"text",
    "a PNG": b"\x89PNG\r\n\x1a\n",
}
