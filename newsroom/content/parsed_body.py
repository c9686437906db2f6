"""All that a body says, from one tree of it: what is judged is what browsers build of the HTML."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from newsroom.content.article_html import ParsedHtml
from newsroom.content.body import Body, split_at_urls
from newsroom.content.source_positions import SourceBody
from newsroom.content.video_platforms import parse_media
from newsroom.content.visible_marks import VisibleMark, visible_marks
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.csp import Policy, remove_styles, required_policy
from newsroom.html.outline import Outline, read_references, with_prose
from newsroom.html.tree import DescribedElement, described_elements
from newsroom.html.unsafe_html import UnsafeHtml, class_names, find_active, find_deceptive
from newsroom.urls.urls import is_internal

ALLOW = 'allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'
# How a tree is written; text may look like it, which costs a look at the tree.
FORMS = ("<form", " formaction=")
STYLE = " style="
NOTE = "fn:"  # what the ids of footnotes start with
# What gives classes in Markdown: HTML, in lower case, and lists of attributes.
CLASS = re.compile(r"class\s*=")
ATTRIBUTE_LIST = re.compile(r"\{[^{}\n]*\.")


class HtmlProblem(NamedTuple):
    """What is wrong with a body: the text to look for in its source, a code, and what to do."""

    text: str
    code: str
    message: str
    advice: str


@dataclass(frozen=True)
class ParsedBody:
    """A body, and what is known of it; the fields are those of `Document`."""

    body: Body = field(default_factory=Body)
    outline: Outline = field(default_factory=Outline)
    policy: Policy = field(default_factory=dict)
    classes: tuple[tuple[str, str], ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    active_html: tuple[HtmlProblem, ...] = ()
    deceptive_html: tuple[HtmlProblem, ...] = ()
    inline_styles: tuple[HtmlProblem, ...] = ()
    image_diagnostics: tuple[HtmlProblem, ...] = ()
    visible_marks: tuple[VisibleMark, ...] = ()
    unused_footnotes: tuple[HtmlProblem, ...] = ()
    toc: str = ""


def read_parsed_html(
    parsed: ParsedHtml, source: SourceBody, *, active: bool, draft: bool
) -> ParsedBody:
    """Return all that a body says; its tree is of no use afterwards.

    One that may have `active` content is not judged; all others lose their `style` attributes. A
    `draft` may have the text of a new post.
    """
    tree, html = parsed.tree, parsed.html
    if not html.strip():
        return ParsedBody(Body((html,)))
    every = described_elements(tree)
    outline = read_references(every)
    judged = ParsedBody() if active else judge(every)
    styles = remove_styles(tree) if not active and STYLE in html else []
    has_needs = active or may_have_needs(outline, html)
    policy = required_policy(tree, active=active) if has_needs else {}
    body = split_at_urls(tree, html)
    complete, text = with_prose(outline, tree)
    return ParsedBody(
        replace(body, text=text),
        complete,
        policy,
        judged.classes,
        find_lines(outline, judged.classes, source),
        judged.active_html,
        judged.deceptive_html,
        tuple(map(style_problem, styles)),
        (*missing_alt(outline), *external_files(outline)),
        tuple(visible_marks(tree, source, draft=draft)),
        tuple(unused_footnotes(outline)),
    )


def find_lines(
    outline: Outline, classes: Iterable[tuple[str, str]], source: SourceBody
) -> dict[str, int]:
    """Return the line of each URL and class name that the source of a body contains.

    Links to anchors of the body itself are left out: they cannot be wrong, and Markdown writes most
    of them.
    """
    anchors = {f"#{anchor}" for anchor in outline.anchors}
    texts = [url for url in outline.links if url not in anchors]
    if CLASS.search(source.body.lower()) or ATTRIBUTE_LIST.search(source.body):
        texts += [name for name, _ in classes]
    lines = ((text, source.find(text)) for text in dict.fromkeys(texts))
    return {text: line for text, line in lines if line}


def judge(every: Sequence[DescribedElement]) -> ParsedBody:
    """Return what the elements of a body may not contain, `style` attributes apart."""
    return ParsedBody(
        classes=tuple(class_names(every)),
        active_html=tuple(map(unsafe_problem, find_active(every))),
        deceptive_html=tuple(map(unsafe_problem, find_deceptive(every))),
    )


def unsafe_problem(content: UnsafeHtml) -> HtmlProblem:
    """Return the problem of active or deceptive content; a video has a form of its own."""
    video = parse_media(content.url) if content.url else None
    wanted = f"write ![What it shows]({video.url})" if video else "remove it"
    return HtmlProblem(content.text, content.code, content.message, f"{wanted}, or {ALLOW}")


def style_problem(value: str) -> HtmlProblem:
    """Return the problem of a `style` attribute."""
    advice = f"use a class, or {ALLOW}"
    return HtmlProblem(value, "html/inline-style", f'style="{value}" is left out', advice)


def may_have_needs(outline: Outline, html: str) -> bool:
    """Return whether a body may need more than the strict policy; most bodies need nothing."""
    external = any(not is_internal(url) for url in outline.loads)
    return external or any(form in html for form in FORMS)


def missing_alt(outline: Outline) -> Iterator[HtmlProblem]:
    """Yield a problem for each image without text for those who cannot see it."""
    advice = "describe the image in the brackets of ![…](…)"
    for url, alt in outline.images:
        if not alt:
            yield HtmlProblem(url, "image/missing-alt", f'image "{url}" has no alt text', advice)


def unused_footnotes(outline: Outline) -> Iterator[HtmlProblem]:
    """Yield a problem for each footnote to which no text refers."""
    notes = [anchor for anchor in outline.anchors if anchor.startswith(NOTE)]
    for note in sorted(notes) if notes else ():
        if f"#{note}" not in outline.links:
            mark = f"[^{note.removeprefix(NOTE)}]"
            message, advice = f'no text refers to the footnote "{mark}"', f"write {mark} in it"
            yield HtmlProblem(
                f"{mark}:", "footnote/unused", message, f"{advice}, or remove the note"
            )


def external_files(outline: Outline) -> Iterator[HtmlProblem]:
    """Yield a problem for each file that every reader would fetch from another site."""
    advice = "copy it into content/images/"
    for url in outline.loads:
        if not is_internal(url) and not url.startswith("data:"):
            message = f'every reader fetches "{url}" from another site'
            yield HtmlProblem(url, "link/external-file", message, advice)


def locate_problems(
    problems: Sequence[HtmlProblem], file: str, source: SourceBody
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of problems of the body of a file, in the order of the source.

    The second problem of a code with one text is at the second place of the text.
    """
    counts: Counter[tuple[str, str]] = Counter()
    diagnostics = []
    for text, code, message, advice in problems:
        number = counts[text, code]
        counts[text, code] += 1
        line = source.tag_line(text, number) if number else source.line(text)
        diagnostics.append(Diagnostic(file, line, code, message, advice))
    return tuple(diagnostics)
