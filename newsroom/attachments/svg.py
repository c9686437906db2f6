"""What in an SVG could run, or load other files, when a browser opens it as a document (SVG 2).

A list of what is allowed rather than of what is refused: the elements of SVG that draw, animate and
describe, with references to parts of the same file and to bitmaps inside it.
"""

import re
from collections.abc import Iterator, Mapping

from newsroom.attachments.references import is_harmless_data, references
from newsroom.attachments.strict_xml import (
    CharacterData,
    EndTag,
    Instruction,
    StartTag,
    XmlError,
    XmlName,
    read_events,
)
from newsroom.diagnostics.diagnostic import Diagnostic

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
WHITESPACE = re.compile(r"[\x00-\x20\x7f-\xa0]+")
LONGEST = 60  # characters of a value in a message


def svg_problems(data: bytes) -> list[Diagnostic]:
    """Return what in an SVG could run or load other files, in the order of lines, without paths."""
    return list(dict.fromkeys(_svg_problems(data)))


def svg_root(data: bytes) -> Mapping[str, str]:
    """Return the attributes without a namespace of the root; raise `XmlError` for other files."""
    for event in read_events(data):
        if isinstance(event, StartTag):
            if event.name != XmlName(SVG, "svg"):
                break
            return {k.local: v for k, v in event.attributes.items() if not k.namespace}
    raise XmlError(1, "root element is not <svg>", "save it as SVG")


def _svg_problems(data: bytes) -> Iterator[Diagnostic]:
    sheets: list[list[str] | None] = []  # of each open element: the text of a style sheet
    seen_root = False
    try:
        for event in read_events(data):
            if isinstance(event, StartTag):
                if not seen_root and event.name != XmlName(SVG, "svg"):
                    yield xml_problem(event.line, f'root element is not <svg xmlns="{SVG}">')
                seen_root = True
                if sheets and sheets[-1] is not None:
                    yield active_problem(event.line, "element inside <style>")
                sheets.append([] if event.name.local == "style" else None)
                yield from _element_problems(event)
            elif isinstance(event, EndTag):
                for reference in references("".join(sheets.pop() or ())):
                    yield reference_problem(
                        event.line, f"{reference} in <style> loads another file"
                    )
            elif isinstance(event, CharacterData) and sheets and (sheet := sheets[-1]) is not None:
                sheet.append(event.text)
            elif isinstance(event, Instruction):
                yield from instruction_problems(event)
    except XmlError as error:
        yield xml_problem(error.line, error.message, error.advice)


def active_problem(line: int, message: str) -> Diagnostic:
    """Return the diagnostic of something that could run, without a path."""
    return Diagnostic("", line, "attachment/active-content", message, "remove it")


def reference_problem(line: int, message: str) -> Diagnostic:
    """Return the diagnostic of a reference to another file, without a path."""
    return Diagnostic("", line, "attachment/external-reference", message, "remove it")


def xml_problem(line: int, message: str, advice: str = "correct it") -> Diagnostic:
    """Return the diagnostic of an error in XML, without a path."""
    return Diagnostic("", line, "attachment/invalid-xml", message, advice)


def instruction_problems(instruction: Instruction) -> Iterator[Diagnostic]:
    """Yield an error for a processing instruction that browsers follow: `<?xml-stylesheet?>`."""
    if instruction.target.lower().startswith(("xml-", "xul-", "php")):
        yield active_problem(instruction.line, f"processing instruction <?{instruction.target}?>")


def _element_problems(start: StartTag) -> Iterator[Diagnostic]:
    namespace, local = start.name.namespace, start.name.local
    if namespace in ACTIVE_NAMESPACES:
        yield active_problem(start.line, f"{ACTIVE_NAMESPACES[namespace]} element <{local}>")
    elif local.lower() in ACTIVE:
        yield active_problem(start.line, f"active element <{local}>")
    elif namespace == SVG and local not in ALLOWED:
        yield active_problem(start.line, f"unknown SVG element <{local}>")
    for name, value in start.attributes.items():
        yield from _attribute_problems(start, name, value)


def _attribute_problems(start: StartTag, name: XmlName, value: str) -> Iterator[Diagnostic]:
    line, element = start.line, start.name
    local, squeezed = name.local.lower(), WHITESPACE.sub("", value)
    attribute = f'{name.local}="{" ".join(value.split())[:LONGEST]}" on <{element.local}>'
    link = local == "href" and (name.namespace == XLINK or element.namespace == SVG)
    if name.namespace in ACTIVE_NAMESPACES or (not name.namespace and local.startswith("on")):
        yield active_problem(line, f"event handler {attribute}")
    elif name == XmlName(XML, "base") or (not name.namespace and local in FILE_ATTRIBUTES):
        yield reference_problem(line, f"{attribute} names another file")
    elif local == "attributename" and _is_reference(squeezed):
        yield active_problem(line, f"{attribute} changes a link or a script")
    elif link and not _is_inside(element, squeezed):
        yield reference_problem(line, f"{attribute} links to another file")
    elif local in ANIMATION_VALUES and (runnable := RUNNABLE.search(squeezed)):
        yield active_problem(line, f"{attribute} has a {runnable['scheme'].lower()}: URL")
    else:
        for reference in references(value):
            message = f"{reference} on <{element.local}> loads another file"
            yield reference_problem(line, message)


def _is_reference(attribute: str) -> bool:
    """Return whether an animation changes a reference, a style sheet or an event handler."""
    local = attribute.rpartition(":")[2].lower()
    return local.startswith("on") or local in ANIMATED_REFERENCES


def _is_inside(element: XmlName, target: str) -> bool:
    """Return whether an `href` names a part of the same file, or holds a bitmap."""
    if not target or target.startswith("#"):
        return True
    return element.local in ("image", "feImage") and is_harmless_data(target)
