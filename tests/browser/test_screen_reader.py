"""What a screen reader reads of a text: the names and roles in Chromium's accessibility tree."""

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import ARTICLE
from tests.rendering import render

pytestmark = pytest.mark.chromium
TEXT = """
## One [heading](/about/) of *words*

A claim.[^a]

|  | 2024 | 2025 |
|---|---|---|
| Costs | 5 | 6 |

[^a]: Its source.
"""
READ = """
heading: One heading of words
link: heading
emphasis:
link: Link to “One heading of words”
doc-noteref: Note 1
group: Table
table:
cell:
columnheader: 2024
columnheader: 2025
rowheader: Costs
cell: 5
cell: 6
doc-endnotes: Footnotes
doc-endnote:
doc-backlink: Jump back to footnote 1 in the text
"""
SILENT = (  # what is read as part of another, or nothing to stop at
    "generic row rowgroup LayoutTable StaticText InlineTextBox superscript paragraph separator "
    "list listitem ListMarker section"
).split()


def test_a_heading_a_note_and_a_table_are_read_once_with_their_roles(visit: Open) -> None:
    page = visit(ARTICLE).page
    page.eval_on_selector("body", "(e, html) => (e.innerHTML = html)", render(TEXT).html)
    session = page.context.new_cdp_session(page)
    nodes = {n["nodeId"]: n for n in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    lines: list[str] = []
    waiting = [node for node in nodes.values() if "parentId" not in node][:1]
    while waiting:
        node = waiting.pop()
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        if not node["ignored"] and role not in (*SILENT, "RootWebArea"):
            lines.append(f"{role}: {name}".strip())
        waiting += [nodes[child] for child in reversed(node["childIds"]) if child in nodes]
    assert lines == READ.split("\n")[1:-1]
