"""What in an SVG could run, or load other files, when a browser opens it as a document (SVG 2).

A list of what is allowed rather than of what is refused: the elements of SVG that draw, animate and
describe, with references to parts of the same file and to bitmaps inside it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsroom.attachments.css_references import references
from newsroom.attachments.data_urls import is_harmless_data
from newsroom.attachments.strict_xml import (
    End,
    Instruction,
    Name,
    Start,
    Text,
    XmlError,
    read_events,
)

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
# Namespaces that browsers, or programs that read XML, act on.
ACTIVE_NAMESPACES: Mapping[str, str] = {
    "http://www.w3.org/1999/xhtml": "HTML",
    "http://www.w3.org/1998/Math/MathML": "MathML",
    "http://www.w3.org/1999/XSL/Transform": "XSLT",
    "http://www.w3.org/2001/XInclude": "XInclude",
    "http://www.w3.org/2003/XInclude": "XInclude",
    "http://www.w3.org/2001/xml-events": "XML Events",
    "http://www.mozilla.org/xbl": "XBL",
    "http://www.w3.org/ns/xbl": "XBL",
    "http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul": "XUL",
}
SHAPES = (
    "a altGlyph altGlyphDef altGlyphItem circle clipPath color-profile cursor defs desc ellipse "
    "filter flowDiv flowLine flowPara flowRegion flowRegionBreak flowRegionExclude flowRoot "
    "flowSpan font font-face font-face-format font-face-name font-face-src font-face-uri g glyph "
    "glyphRef hatch hatchpath hkern image line linearGradient marker mask mesh meshgradient "
    "meshpatch meshrow metadata missing-glyph path pattern polygon polyline radialGradient rect "
    "solidColor solidcolor stop style svg switch symbol text textPath title tref tspan use view "
    "vkern"
)
FILTERS = (
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence"
)
ANIMATIONS = "animate animateColor animateMotion animateTransform discard mpath set"
ALLOWED = frozenset(f"{SHAPES} {FILTERS} {ANIMATIONS}".split())
# Active in some namespace, whichever it is written in.
ACTIVE = frozenset("script foreignobject handler listener iframe object embed".split())
# They name files in HTML; SVG has no use for them.
FILE_ATTRIBUTES = frozenset(
    (
        "action archive attributionsrc background codebase data formaction manifest ping poster "
        "src srcdoc srcset"
    ).split()
)
ANIMATED_REFERENCES = frozenset("base href src style".split())
ANIMATION_VALUES = frozenset("by from to values".split())
RUNNABLE = re.compile(r"(?:^|;)(?P<scheme>javascript|vbscript|data):", re.IGNORECASE)
BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0]+")
SHOWN = 60  # characters of a value in a sentence


class Problem(NamedTuple):
    """What is wrong with a file: the line, 0 for the file as a whole, and the rest of a sentence.

    The sentence starts with the name of the file.
    """

    line: int
    sentence: str


def svg_problems(data: bytes) -> list[Problem]:
    """Return what an SVG that only shows something would not have, in the order of lines."""
    return list(dict.fromkeys(_problems(data)))


def svg_root(data: bytes) -> Mapping[str, str]:
    """Return the attributes without a namespace of the root; raise `XmlError` for other files."""
    for event in read_events(data):
        if isinstance(event, Start):
            if event.name != Name(SVG, "svg"):
                break
            return {k.local: v for k, v in event.attributes.items() if not k.namespace}
    raise XmlError(1, "has no root element <svg>")


def _problems(data: bytes) -> Iterator[Problem]:
    sheets: list[list[str] | None] = []  # of each open element: the text of a style sheet
    seen_root = False
    try:
        for event in read_events(data):
            if isinstance(event, Start):
                if not seen_root and event.name != Name(SVG, "svg"):
                    yield Problem(
                        event.line, f'is not an SVG; its root must be <svg xmlns="{SVG}">'
                    )
                seen_root = True
                if sheets and sheets[-1] is not None:
                    yield Problem(event.line, "has an element inside <style>")
                sheets.append([] if event.name.local == "style" else None)
                yield from _element(event)
            elif isinstance(event, End):
                for reference in references("".join(sheets.pop() or ())):
                    yield Problem(event.line, f"has {reference} in <style>, which loads a file")
            elif isinstance(event, Text) and sheets and (sheet := sheets[-1]) is not None:
                sheet.append(event.text)
            elif isinstance(event, Instruction):
                yield from instruction_problems(event)
    except XmlError as error:
        yield Problem(error.line, str(error))


def instruction_problems(instruction: Instruction) -> Iterator[Problem]:
    """Yield a problem for a processing instruction that browsers follow: `<?xml-stylesheet?>`."""
    if instruction.target.lower().startswith(("xml-", "xul-", "php")):
        yield Problem(instruction.line, f"has the instruction <?{instruction.target}?>")


def _element(start: Start) -> Iterator[Problem]:
    namespace, local = start.name.namespace, start.name.local
    if namespace in ACTIVE_NAMESPACES:
        yield Problem(start.line, f"has the {ACTIVE_NAMESPACES[namespace]} element <{local}>")
    elif local.lower() in ACTIVE:
        yield Problem(start.line, f"has <{local}>, which is active content")
    elif namespace == SVG and local not in ALLOWED:
        yield Problem(start.line, f"has <{local}>, which no drawing needs")
    for name, value in start.attributes.items():
        for sentence in _attribute(start.name, name, value):
            yield Problem(start.line, sentence)


def _attribute(element: Name, name: Name, value: str) -> Iterator[str]:
    local, squeezed = name.local.lower(), BLANKS.sub("", value)
    shown = f'{name.local}="{" ".join(value.split())[:SHOWN]}" on <{element.local}>'
    link = local == "href" and (name.namespace == XLINK or element.namespace == SVG)
    if name.namespace in ACTIVE_NAMESPACES or (not name.namespace and local.startswith("on")):
        yield f"has {shown}, which runs a script"
    elif name == Name(XML, "base") or (not name.namespace and local in FILE_ATTRIBUTES):
        yield f"has {shown}, which names another file"
    elif local == "attributename" and _is_reference(squeezed):
        yield f"has {shown}, which changes what a link or a script is"
    elif link and not _is_inside(element, squeezed):
        yield f"has {shown}, which leads out of the file"
    elif local in ANIMATION_VALUES and (runnable := RUNNABLE.search(squeezed)):
        yield f"has {shown}, a {runnable['scheme'].lower()}: URL"
    else:
        yield from (
            f"has {ref} on <{element.local}>, which loads a file" for ref in references(value)
        )


def _is_reference(attribute: str) -> bool:
    """Whether an animation changes a reference, a style sheet or an event handler."""
    local = attribute.rpartition(":")[2].lower()
    return local.startswith("on") or local in ANIMATED_REFERENCES


def _is_inside(element: Name, target: str) -> bool:
    """Whether an `href` leads to a part of the same file, or holds a bitmap that is shown."""
    if not target or target.startswith("#"):
        return True
    return element.local in ("image", "feImage") and is_harmless_data(target)
