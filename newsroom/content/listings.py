"""Listings of Markdown: the info string of a fence, and the HTML that is made of both.

The first word of an info string is the language (CommonMark 0.31.2, 4.5); `title="…"` becomes the
caption, and `{1,3-5}` highlights lines. `{.python #id}` is the form of Markdown Extra.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions.codehilite import CodeHilite, CodeHiliteExtension
from pygments.formatters import HtmlFormatter

LANGUAGE = re.compile(r"\.?([\w#.+-]+)(?![\w#.+=-])")
ATTRIBUTE = re.compile(
    r"""(?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))"""
    r"|(?P<mark>[.#])(?P<name>[\w-]+)"
)
RANGES = re.compile(r"\{\s*(\d{1,6}(?:\s*-\s*\d{1,6})?(?:[\s,]+\d{1,6}(?:\s*-\s*\d{1,6})?)*)\s*\}")
RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
MOST_LINES = 10_000  # of a listing that can be highlighted
OPTIONS = ("linenums", "use_pygments", "guess_lang", "noclasses")
TRUE = ("1", "true", "yes", "on")


@dataclass(frozen=True)
class Info:
    """What an info string says: `lines` are the numbers of highlighted lines, from 1."""

    language: str = ""
    title: str = ""
    anchor: str = ""
    classes: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    options: dict[str, bool] = field(default_factory=dict)


def parse_info(text: str) -> Info:
    """Return what an info string says; what it does not mean to us is left out."""
    language = LANGUAGE.match(text)
    classes, values = [], {}
    for match in ATTRIBUTE.finditer(text, language.end() if language else 0):
        if match["key"]:
            values[match["key"]] = match["double"] or match["single"] or match["bare"] or ""
        elif match["mark"] == "#":
            values["id"] = match["name"]
        else:
            classes.append(match["name"])
    ranges = RANGES.search(text)
    name = language[1] if language else ""
    if not name and text.startswith("{") and classes:
        name = classes.pop(0)
    return Info(
        name,
        values.get("title", ""),
        values.get("id", ""),
        tuple(classes),
        line_numbers(ranges[1] if ranges else values.get("hl_lines", "")),
        {key: values[key].lower() in TRUE for key in OPTIONS if key in values},
    )


def line_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers that `1,3-5` or `1 3-5` names."""
    numbers: list[int] = []
    for first, last in RANGE.findall(text):
        numbers += range(int(first), min(int(last or first), MOST_LINES) + 1)
        if len(numbers) > MOST_LINES:
            return ()
    return tuple(numbers)


def render_listing(md: Markdown, code: str, text: str | None) -> str:
    """Return the HTML of a listing, in colours where the converter has them.

    `text` is the info string; a listing without a fence may name its language in the first line.
    """
    info = parse_info(text or "")
    config = highlighting(md) | info.options
    if config.get("use_pygments"):
        if info.classes:
            config["css_class"] = " ".join((*info.classes, config["css_class"]))
        if config.get("pygments_formatter") == "html":
            config["pygments_formatter"] = html_formatter
        style = config.pop("pygments_style", "default")
        lines = list(info.lines)
        html = CodeHilite(
            code, lang=info.language or None, style=style, hl_lines=lines, **config
        ).hilite(shebang=text is None)
    else:
        name = f' class="language-{escape(info.language)}"' if info.language else ""
        classes = f' class="{escape(" ".join(info.classes))}"' if info.classes else ""
        anchor = f' id="{escape(info.anchor)}"' if info.anchor else ""
        html = f"<pre{anchor}{classes}><code{name}>{escape(code)}</code></pre>"
    if not info.title:
        return str(html)
    caption = f"<figcaption>{escape(info.title)}</figcaption>"
    return f"<figure>\n{caption}\n{html.strip()}\n</figure>"


def html_formatter(**options: Any) -> HtmlFormatter[str]:  # noqa: ANN401  # as Pygments has them
    """Return a formatter for these options: listings share it, since making one takes long."""
    del options["lang_str"]  # of each language; only other formatters have a use for it
    options["hl_lines"] = tuple(options["hl_lines"])
    return shared_formatter(tuple(sorted(options.items())))


@lru_cache(maxsize=16)
def shared_formatter(options: tuple[tuple[str, Any], ...]) -> HtmlFormatter[str]:
    """Return the one formatter for some options."""
    return HtmlFormatter(**dict(options))


def highlighting(md: Markdown) -> dict[str, Any]:
    """Return the options of `codehilite`, none if the converter does not have it."""
    for extension in md.registeredExtensions:
        if isinstance(extension, CodeHiliteExtension):
            return {**extension.getConfigs()}
    return {}
