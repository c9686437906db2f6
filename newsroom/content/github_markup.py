"""What GitHub's Markdown has beyond CommonMark, of the parts inside of a block, and its alerts.

Struck-out text and bare URLs are those of GitHub Flavored Markdown (0.29, sections 6.5 and 6.9),
boxes to tick those of section 5.3; alerts are described at
https://docs.github.com/en/get-started/writing-on-github.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from newsroom.locale.words import Words

# A URL goes on to whitespace, a tag, or what Markdown has put a placeholder for.
# Starting with a set of characters, and not looking back, takes a third of the time.
URL = r"[hHwW](?:[tT]{2}[pP][sS]?://(?=[^\W_])|[wW]{2}\.)[^\s<\x02]+"
# A local part that starts where none could have started before takes linear time.
# Unlike GitHub, `tool@1.2.3` is a version and no email.
EMAIL = r"(?<![\w.+-])[A-Za-z0-9._+-]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z][A-Za-z0-9_-]*"
BEFORE = {True: re.compile(r"(?:^|[\W_])$"), False: re.compile(r"(?:^|[\s*_~(])$")}
HOST = re.compile(r"(?:[a-z]+://)?(?P<host>[\w.-]+)", re.IGNORECASE)
PUNCTUATION = "?!.,:*_~'\""  # at the end of a URL, not a part of it
REFERENCE = re.compile(r"&[A-Za-z0-9]+;$")
CLOSING = {")": "(", "]": "["}
ESCAPED = re.compile(rf"{STX}\d+{ETX}")
STASHED = re.compile(rf"{STX}wzxhzdk:(\d+){ETX}")
LINK_TAG = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)

TASK = re.compile(r"\[(?P<mark>[ xX])\](?=\s)")
STATES = {" ": "task_open", "x": "task_done"}  # keys of words
ALERT = re.compile(r"\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.IGNORECASE)


def extend_markdown(md: Markdown) -> None:
    """Make a converter read struck-out text, bare URLs and emails; keep quotations apart."""
    if md.delimiters is not None:
        md.delimiters.add("~", "del", double=True)
    md.ESCAPED_CHARS.append("~")
    # After HTML (90), so that its attributes are hidden, and before `*` and `_` (60), which
    # URLs contain.
    md.inlinePatterns.register(BareUrl(URL, md), "bare_url", 85)
    md.inlinePatterns.register(BareEmail(EMAIL, md), "bare_email", 84)
    md.parser.blockprocessors.register(Quotations(md.parser), "quote", 20)


class Quotations(BlockQuoteProcessor):
    """Keeps quotations apart that an empty line is between (CommonMark 0.31.2, section 5.1)."""

    def lastChild(self, parent: Element) -> Element | None:  # the name that Markdown calls
        """Return nothing to which a quotation would be added."""
        del parent
        return None


class BareUrl(InlineProcessor):
    """Makes a link of a URL that starts with a scheme or with `www.`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # the name that Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link and the span of its URL; None for an invalid one, or one in a link."""
        url = trimmed_url(m[0])
        is_scheme = not url.lower().startswith("www.")
        before = data[max(0, m.start() - 1) : m.start()]
        if not has_host(url) or not BEFORE[is_scheme].search(before):
            return None, None, None
        if self.is_in_link(data[: m.start()]) or self.is_cut(data, m.end()):
            return None, None, None
        link = Element("a", {"href": url if is_scheme else f"http://{url}"})
        link.text = AtomicString(url)
        return link, m.start(), m.start() + len(url)

    def is_cut(self, data: str, end: int) -> bool:
        r"""Return whether a URL that ends there goes on with an escaped character, as `a\_b`."""
        placeholder = data[end : data.find(ETX, end) + 1]
        return placeholder.startswith(STX) and bool(ESCAPED.match(self.unescape(placeholder)))

    def is_in_link(self, before: str) -> bool:
        """Return whether the last link written in HTML before a text has not ended there."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        if not blocks:
            return False
        tags = (blocks[int(number)] for number in STASHED.findall(self.unescape(before)))
        ends = [tag[1] for html in tags if isinstance(html, str) and (tag := LINK_TAG.match(html))]
        return bool(ends) and not ends[-1]


class BareEmail(BareUrl):
    """Makes a link of an email address."""

    def getCompiledRegExp(self) -> "BareEmail":  # type: ignore[override]  # as above
        """Return itself, of which Markdown calls `finditer` alone."""
        return self

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        """Yield the matches; most texts have no `@`, and are not searched."""
        if "@" in text:
            yield from self.compiled_re.finditer(text, start)

    def handleMatch(  # type: ignore[override]  # the name that Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link and its span; None for one that goes on, or is in a link."""
        before = data[max(0, m.start() - 1) : m.start()]
        if m[0][-1] in "-_" or before in ("/", ":") or self.is_in_link(data[: m.start()]):
            return None, None, None
        link = Element("a", {"href": f"mailto:{m[0]}"})
        link.text = AtomicString(m[0])
        return link, m.start(), m.end()


def trimmed_url(url: str) -> str:
    """Return a URL without the punctuation, brackets and references of the text around it."""
    while url:
        last = url[-1]
        is_unpaired = last in CLOSING and url.count(last) > url.count(CLOSING[last])
        if last in PUNCTUATION or is_unpaired:
            url = url[:-1]
        elif last == ";" and (reference := REFERENCE.search(url)):
            url = url[: reference.start()]
        else:
            break
    return url


def has_host(url: str) -> bool:
    """Return whether the host of a URL is valid: no empty label, no `_` in the last two."""
    match = HOST.match(url)
    labels = match["host"].rstrip(".").split(".") if match else []
    is_short = len(labels) < 2 and url.lower().startswith("www.")
    return bool(labels) and all(labels) and not is_short and "_" not in "".join(labels[-2:])


def make_tasks(root: Element, words: Words) -> None:
    """Put a box for `[ ]` and `[x]` at the start of list items, which nobody can change."""
    for item in root.iter("li"):
        is_paragraph = len(item) > 0 and item[0].tag == "p" and not (item.text or "").strip()
        holder = item[0] if is_paragraph else item
        if task := TASK.match(holder.text or ""):
            state = task["mark"].lower()
            box = Element("input", {"type": "checkbox", "aria-label": words.text(STATES[state])})
            box.attrib |= {"disabled": "disabled"} | (
                {"checked": "checked"} if state == "x" else {}
            )
            box.tail, holder.text = (holder.text or "")[task.end() :], None
            holder.insert(0, box)
            item.set("class", f"{item.get('class', '')} task".strip())


def make_alerts(root: Element, words: Words) -> None:
    """Turn each quotation that starts with `[!NOTE]` or its like into a note with a title."""
    for quote in root.iter("blockquote"):
        first = quote[0] if len(quote) else quote
        alert = ALERT.match(first.text or "") if first.tag == "p" else None
        if alert is None:
            continue
        kind = alert[1].lower()
        first.text = (first.text or "")[alert.end() :]
        if len(first) and first[0].tag == "br" and not first.text:  # spaces behind the mark
            first.text = (first[0].tail or "").lstrip()
            first.remove(first[0])
        if not len(first) and not first.text.strip():
            quote.remove(first)
        title = Element("p", {"class": "alert-title"})
        title.text, title.tail = words.text(f"alert_{kind}"), "\n"
        quote.insert(0, title)
        quote.tag = "div"
        quote.attrib |= {"class": f"alert alert-{kind}", "role": "note"}
