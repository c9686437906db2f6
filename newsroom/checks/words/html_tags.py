"""Tags and comments of HTML in a text, found as browsers find them."""

import re
from typing import NamedTuple

EMPTY_COMMENT, COMMENT_END = re.compile(r"<!---?>"), re.compile(r"--!?>")
DECLARATION = re.compile(r"<!\[CDATA\[(?:.{0,2000}?\]\]>)?|<[!?][^<>]{0,2000}>", re.DOTALL)
NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,40}+)")
VALUE = r"\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)"
TAG = re.compile(rf"{NAME.pattern}(?:\s+[^\s\"'<>/=]+(?:{VALUE})?)*+\s*/?>")
VALUED_TAG = re.compile(rf"{NAME.pattern}(?:\s+[^\s\"'<>/=]+{VALUE})*+\s*/?>")
# What is malformed is read as browsers do: a quotation mark opens a value only after `=`.
LOOSE_TAG = re.compile(
    rf"{NAME.pattern}(?:=\s*+(?:\"[^\"]{{0,2000}}\"|'[^']{{0,2000}}')|[^>]){{0,2000}}+>"
)

# Elements whose content is not text to browsers, those that may be part of a word, and the others.
HIDDEN = frozenset(
    "desc iframe metadata noembed noframes noscript script style template title".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
OF_A_PAGE = frozenset("body head html".split())
VOID = frozenset("area base br col embed hr img input link meta param source track".split())
FOREIGN = frozenset(["math", "svg"])


class Tag(NamedTuple):
    """A tag: its name in lower case and its end; `strict` where its attributes are well-formed."""

    name: str
    end: int
    closing: bool
    strict: bool


class Tags:
    """Reads the tags of a text, in linear time: what has no end is searched for once."""

    def __init__(self, text: str) -> None:
        self.text, self.last = text, text.rfind(">")
        self.unclosed: set[str] = set()

    def at(self, start: int, end: int) -> Tag | None:
        """Return the tag at an offset of the paragraph that ends at `end`, None without one.

        It ends with the paragraph at the latest, unless it is well-formed and each of its
        attributes has a value.
        """
        name = NAME.match(self.text, start) if start < self.last else None
        if not name:
            return None
        tag = strict = TAG.match(self.text, start)
        if not strict or (strict.end() > end and not VALUED_TAG.fullmatch(strict[0])):
            strict, tag = None, LOOSE_TAG.match(self.text, start, end)
        closing = self.text.startswith("</", start)
        return Tag(name[1].lower(), tag.end(), closing, bool(strict)) if tag else None

    def element_end(self, tag: Tag) -> int:
        """Return the offset after an element that is read as a whole, 0 for any other."""
        if tag.name not in HIDDEN | FOREIGN or tag.closing or tag.name in self.unclosed:
            return 0
        end = re.compile(rf"</{tag.name}\s*>", re.IGNORECASE).search(self.text, tag.end)
        if not end:
            self.unclosed.add(tag.name)
        return end.end() if end else 0

    def comment_end(self, start: int) -> int:
        """Return the offset after the comment that starts at one, 0 for one without an end."""
        end = None if "<!--" in self.unclosed else COMMENT_END.search(self.text, start + 4)
        if not end:
            self.unclosed.add("<!--")
        return end.end() if end else 0
