"""Markdown as text: URLs replaced as Markdown reads them, videos as links, plain words escaped.

What is code stays untouched: fenced and indented listings, code in a line, `<pre>` and comments.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape, unescape

from newsroom.content.video_platforms import is_thumbnail, parse_media
from newsroom.html.link_attributes import replace_in_tag
from newsroom.html.tree import parse_html
from newsroom.locale.words import Words
from newsroom.text.math_delimiters import formulas

OPENING_FENCE = re.compile(
    r"^(?P<lead>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})",
    re.MULTILINE,
)
CLOSING_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*$", re.MULTILINE)
LINE_OUTSIDE = re.compile(r"^[^\s>]", re.MULTILINE)
TARGET = r"(?P<{0}><[^<>\n]*>|(?:[^\s()<>\\]|\\.|\([^\s()]*\))+)"
CODE = (
    r"(?<=`)(?P<ticks>`*)(?!`)(?:[^`\n]++|\n(?![ \t]*\n)|(?!`(?P=ticks)(?!`))`++)+`(?P=ticks)(?!`)"
    r"|(?<=`)`*+"
)
RAW = r"(?<=<)(?:!--.*?--|pre\b.*?</pre\s*)>"
TAG = r"(?P<tag>(?<=<)[a-z](?:[^<>\"']++|\"[^\"]*\"|'[^']*')*>)"
LINK = r"(?<=\])\([ \t]*\n?[ \t]*" + TARGET.format("inline") + r"(?=[\s)])"
REFERENCE = (
    r"(?<=\n)[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ ]*\n?[ ]*" + TARGET.format("reference") + r"(?=\s|\Z)"
)
TEXT = r"(?:[^\[\]\\]|\\.)*+"
REST = r"(?:[ \t]*\n?[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\n?[ \t]*\)"
LINKED_IMAGE = (
    rf"(?<=\[)!\[(?P<words>{TEXT})\]\([ \t]*{TARGET.format('video')}{REST}"
    rf"\]\([ \t]*{TARGET.format('link')}{REST}"
)
IMAGE = (
    rf"(?<=!)\[(?P<alt>{TEXT})\]"
    rf"(?:\([ \t]*{TARGET.format('source')}{REST}|[ ]?\[(?P<label>{TEXT})\])?"
)


def _spans(first: str, *kinds: str) -> re.Pattern[str]:
    """Return one search for all that may contain a URL.

    It runs from one of the `first` to the next: a fifth of the time of trying all kinds everywhere.
    """
    return re.compile(f"{first}(?:{'|'.join(kinds)})", re.IGNORECASE | re.DOTALL)


SPANS = _spans(r"[\\`<\]]", r"(?<=\\).", CODE, RAW, TAG, LINK)
SPANS_AND_REFERENCES = _spans(r"[\\`<\]\n]", r"(?<=\\).", CODE, RAW, TAG, LINK, REFERENCE)
# Below the last end of a comment or a listing none is closed: not looking for ends is linear.
OPEN_SPANS = _spans(r"[\\`<\]\n]", r"(?<=\\).", CODE, TAG, LINK, REFERENCE)
RAW_END = re.compile(r"-->|</pre\s*>", re.IGNORECASE)
IMAGES = _spans(r"[\\`<!\[]", r"(?<=\\).", CODE, RAW, TAG, LINKED_IMAGE, IMAGE)
OPEN_IMAGES = _spans(r"[\\`<!\[]", r"(?<=\\).", CODE, TAG, LINKED_IMAGE, IMAGE)
DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)(?P<name>[^\[\]\n]+)\]:[ ]*\n?[ ]*" + TARGET.format("url"), re.MULTILINE
)
SHOWN_MEDIA = re.compile(r' class="video-host"|<video |<audio ')
CODE_SPANS = _spans(r"[\\`]", r"(?<=\\).", CODE)
UNSAFE = re.compile(r"[ ()<>]")  # what would end a URL in Markdown
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")
MARKS = re.compile(
    r"[\\`*\[\]]|_(?!\w)|_(?<!\w_)|#(?=\Z)|<(?=[a-z/!?])|&(?=#\w|\w+;)", re.IGNORECASE
)
DOLLAR = "\x1a"  # one to be escaped; no source has this character
NOT_LINE_END = re.compile(r"[^\n]")


def without_code(text: str) -> str:
    """Return the text with spaces for fenced listings and code in a line; lines stay lines."""

    def to_spaces(code: re.Match[str]) -> str:
        if code[0].startswith("\\"):
            return code[0]
        return NOT_LINE_END.sub(" ", code[0]) if "\n" in code[0] else " " * len(code[0])

    parts, position = [], 0
    for start, end in fenced_listings(text):
        parts += [text[position:start], NOT_LINE_END.sub(" ", text[start:end])]
        position = end
    text = "".join([*parts, text[position:]])
    return CODE_SPANS.sub(to_spaces, text) if "`" in text else text


def fenced_listings(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each listing between fences, wherever it is.

    One without a closing fence ends with its list item, or with the text.
    """
    if "```" not in text and "~~~" not in text:
        return
    position = 0
    while opening := OPENING_FENCE.search(text, position):
        lead = opening["lead"].replace(">", "").expandtabs(4)
        is_inner = len(lead) > 3 or lead.strip() != ""
        outside = LINE_OUTSIDE.search(text, opening.end()) if is_inner else None
        position = outside.start() if outside else len(text)
        for closing in CLOSING_FENCE.finditer(text, opening.end(), position):
            if closing["fence"].startswith(opening["fence"]):
                position = closing.end()
                break
        yield opening.start("fence"), position


def plain_markdown(text: str) -> str:
    """Return a text in one line that Markdown prints as it is written here."""
    text = " ".join(text.split())
    if "$" in text and next(formulas(text), None):
        text = text.replace("$", DOLLAR)
    return MARKS.sub(_escaped, text).replace(DOLLAR, "\\$")


def _escaped(mark: re.Match[str]) -> str:
    return escape(mark[0]) if mark[0] in "<&" else f"\\{mark[0]}"


@lru_cache(maxsize=1)  # needed for each indented line of a body
def listing_lines(html: str) -> frozenset[str]:
    """Return the lines of all listings in the HTML of a body, without whitespace at their ends."""
    listings = parse_html(html).find_all("pre") if "<pre" in html else ()
    return frozenset(line.strip() for pre in listings for line in pre.text.split("\n"))


def replace_markdown_urls(text: str, html: str, replace: Callable[[str], str]) -> str:
    """Return the Markdown with each URL in it replaced; `html` is what it was converted to.

    Whether an indented line is code depends on the lists around it; `html` shows which lines are.
    """

    def span(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        if kind in ("", "ticks"):
            return match[0]
        new = _new_span(match, kind, replace)
        return match[0] if new != match[0] and _is_code(match, html) else new

    closed = SPANS_AND_REFERENCES if "]:" in text else SPANS
    return _replace_spans(text, closed, OPEN_SPANS, span)


def link_videos(text: str, html: str, words: Words) -> str:
    """Return the Markdown with a link for each video and sound that is written as an image.

    Other readers of Markdown would look for an image. `html` is what the text was converted to.
    """
    if not SHOWN_MEDIA.search(html):
        return text
    definitions = DEFINITION.finditer(text) if "]:" in text else ()
    urls = {match["name"].casefold(): _url_of(match["url"]) for match in definitions}

    def span(match: re.Match[str]) -> str:
        new = _linked_video(match, urls, words)
        return match[0] if new != match[0] and _is_code(match, html) else new

    return _replace_spans(text, IMAGES, OPEN_IMAGES, span)


def _linked_video(match: re.Match[str], urls: Mapping[str, str], words: Words) -> str:
    """Return the link to a video for an image, or for an image in a link."""
    title, target = match["words"], match["video"] or match["source"]
    alt = match["alt"] if title is None else title
    if alt is None:
        return match[0]
    url = _url_of(target) if target else urls.get((match["label"] or alt).casefold(), "")
    media = parse_media(url)
    if title is None:
        if media is None:
            return match[0]
        rest = match[0][len(f"![{alt}]") :]
        rest = rest.replace(target, media.url, 1) if target and media.url != url else rest
        return f"[{media.link_text(alt, words)}]{rest if target or match['label'] else f'[{alt}]'}"
    outer = parse_media(_url_of(match["link"]))
    if outer and (media or is_thumbnail(url)):
        return f"[{outer.link_text(title, words)}]({outer.url})"
    if media is None:
        return match[0]
    return f"[{media.link_text(title, words)}]({media.url}) [{match['link']}]({match['link']})"


def _replace_spans(
    text: str,
    closed: re.Pattern[str],
    unclosed: re.Pattern[str],
    replace: Callable[[re.Match[str]], str],
) -> str:
    """Return Markdown with the matches outside of fenced listings replaced.

    `closed` knows comments and listings in HTML, `unclosed` does not.
    """
    parts, end = [], 0
    for first, last in fenced_listings(text):
        parts += [_replace_in_prose(text[end:first], closed, unclosed, replace), text[first:last]]
        end = last
    return "".join([*parts, _replace_in_prose(text[end:], closed, unclosed, replace)])


def _replace_in_prose(
    text: str,
    closed: re.Pattern[str],
    unclosed: re.Pattern[str],
    replace: Callable[[re.Match[str]], str],
) -> str:
    text = f"\n{text}"
    last = max((end.end() for end in RAW_END.finditer(text)), default=0)
    pieces, position = [], 0
    while match := (closed if position < last else unclosed).search(text, position):
        pieces += [text[position : match.start()], replace(match)]
        position = match.end()
    return "".join([*pieces, text[position:]])[1:]


def _new_span(match: re.Match[str], kind: str, replace: Callable[[str], str]) -> str:
    if kind == "tag":
        return f"{replace_in_tag(f'<{match[0]}', replace)}"[1:]
    target = match[kind]
    old = _url_of(target)
    new = replace(old)
    return match[0] if new == old else match[0].removesuffix(target) + UNSAFE.sub(_encoded, new)


def _url_of(target: str) -> str:
    """Return the URL that a target in Markdown means."""
    return unescape(ESCAPE.sub(r"\1", target.removeprefix("<").removesuffix(">")))


def _encoded(character: re.Match[str]) -> str:
    return f"%{ord(character[0]):02X}"


def _is_code(match: re.Match[str], html: str) -> bool:
    """Return whether the line of a match is indented and a line of a listing."""
    text = match.string
    start = text.rfind("\n", 0, match.end() - 1) + 1
    end = text.find("\n", start)
    line = text[start:] if end == -1 else text[start:end]
    return line.startswith(("    ", "\t")) and line.strip() in listing_lines(html)
