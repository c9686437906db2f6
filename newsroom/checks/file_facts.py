"""The facts of one file of a built site, with the diagnostics of the rules about one file alone.

All follows from the bytes of the file, and from those of the sources of its text: a file that has
not changed is not read again, see `facts_cache`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from newsroom.attachments.file_types import content_problems, extension
from newsroom.attachments.inert_markup import is_inert_html
from newsroom.checks.parse.feed import ATOM, parse_atom, parse_json_feed
from newsroom.checks.parse.machine_file import MachineFile, is_json_feed, is_xml
from newsroom.checks.parse.page import BuiltPage, parse_built_page
from newsroom.checks.parse.sitemap import INDEX, URLS, parse_sitemap
from newsroom.checks.parse.xml import Element, parse_xml
from newsroom.checks.rules import active_html, body_words, json_ld, pages
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.site.page_sources import PageSource

PARSED_TYPES = frozenset(["svg", "xml"])
PAGE_RULES = (pages.check_page, active_html.check_page, json_ld.check_page)

Facts = BuiltPage | MachineFile | None  # None for a file that the rules need nothing of


def is_html_path(path: str) -> bool:
    """Return whether a file is read as HTML."""
    return path.endswith((".html", ".htm"))


def has_facts(path: str) -> bool:
    """Return whether the rules need more of a file than its path."""
    return is_html_path(path) or extension(path) in PARSED_TYPES or is_json_feed(path)


def read_facts(path: str, data: bytes, sources: Sequence[PageSource] = ()) -> Facts:
    """Return the facts of a file; `sources` are those of its text.

    HTML that holds plain text only, as files of search engines do, has no facts.
    """
    if not is_html_path(path):
        return read_json_feed(path, data) if is_json_feed(path) else read_markup(path, data)
    if is_inert_html(data):
        return None
    reading = parse_built_page(path, data)
    diagnostics = [d for rule in PAGE_RULES for d in rule(reading)]
    diagnostics += body_words.check_words(reading, sources)
    return replace(reading.page, diagnostics=unique(diagnostics))


def read_markup(path: str, data: bytes) -> MachineFile:
    """Return the facts of a file of XML or SVG."""
    root = parse_xml(path, data) if is_xml(path) else None
    if isinstance(root, Diagnostic):
        return MachineFile(error=root, diagnostics=(root,))
    problems = (replace(problem, path=path) for problem in content_problems(path, data))
    file = MachineFile(problems=tuple(problems))
    tag = None if root is None else root.tag
    if tag == f"{ATOM}feed":
        active = active_html.check_entries(path, atom_contents(root))
        return replace(file, feed=parse_atom(path, root), diagnostics=unique(active))
    return replace(file, sitemap=parse_sitemap(root)) if tag in (INDEX, URLS) else file


def atom_contents(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the id and the HTML of each entry of Atom."""
    for entry in root.iterfind(f"{ATOM}entry"):
        yield entry.findtext(f"{ATOM}id") or "", entry.findtext(f"{ATOM}content") or ""


def read_json_feed(path: str, data: bytes) -> MachineFile:
    """Return the facts of a JSON Feed."""
    try:
        document: Any = json.loads(data)
        feed = parse_json_feed(path, document)
    except (ValueError, RecursionError) as error:
        invalid = Diagnostic(path, 0, "feed/invalid", f"not a JSON Feed: {error}")
        return MachineFile(error=invalid, diagnostics=(invalid,))
    items = document.get("items", [])
    contents = ((str(i.get("id", "")), str(i.get("content_html", ""))) for i in items)
    return MachineFile(feed=feed, diagnostics=unique(active_html.check_entries(path, contents)))


def unique(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics once each, in order."""
    return tuple(dict.fromkeys(diagnostics))
