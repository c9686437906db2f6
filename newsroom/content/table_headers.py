"""Headers of the tables of a Markdown text: columns have theirs in `thead`, and some tables have
rows with a header, for which Markdown has no syntax.

The first column is that of row headers if its own header is empty (`| | 2024 | 2025 |`), if all its
cells are bold, or if it has the names of numbers: different words in each row, beside a column of
nothing but values. Other tables, such as one of advantages and drawbacks, have no row headers.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX

STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")  # what Python-Markdown puts in place of HTML
TABLE_BOX = {"class": "table", "tabindex": "0", "role": "group"}  # it scrolls, and has a name
SPANS = {"colspan", "rowspan", "scope"}
LONGEST_NAME, LONGEST_VALUE = 60, 16  # characters
LETTER, DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")


def mark_headers(table: Element) -> None:
    """Give the header cells of a table of Markdown their scope, and rows their headers."""
    head, body = (find_rows(table, part) for part in ("thead", "tbody"))
    if any(SPANS.intersection(cell.keys()) for row in head + body for cell in row):
        return  # written as HTML, whose writer says what heads what
    corner = head[0][0] if head else None
    for cell in (cell for row in head for cell in row):
        cell.set("scope", "col")
    if corner is not None and not cell_text(corner) and len(corner) == 0:
        corner.tag = "td"  # it is the header of nothing
        del corner.attrib["scope"]
        has_row_headers = bool(body)
    else:
        has_row_headers = is_bold_column(body) or names_values(body)
    if has_row_headers:
        for row in body:
            row[0].tag = "th"
            row[0].set("scope", "row")


def find_rows(table: Element, part: str) -> list[Element]:
    """Return the rows of a part of a table that have cells."""
    return [row for row in table.findall(f"{part}/tr") if len(row)]


def is_bold_column(rows: Sequence[Element]) -> bool:
    """Return whether each first cell of rows is bold text and nothing else."""
    return bool(rows) and all(is_bold(row[0]) for row in rows)


def is_bold(cell: Element) -> bool:
    """Return whether all the text of a cell is bold."""
    bold = "".join(text for strong in cell.findall("strong") for text in strong.itertext())
    return bool(cell_text(cell)) and "".join(bold.split()) == "".join(cell_text(cell).split())


def names_values(rows: Sequence[Element]) -> bool:
    """Return whether the first cells of two rows or more name the values of another column."""
    names = [cell_text(row[0]).casefold() for row in rows]
    are_names = all(LETTER.search(name) and len(name) <= LONGEST_NAME for name in names)
    if len(rows) < 2 or not are_names or len({*names}) < len(names):
        return False
    columns = [*zip_longest(*rows, fillvalue=Element("td"))]
    return any(map(are_values, columns[1:]))


def are_values(cells: Iterable[Element]) -> bool:
    """Return whether cells have numbers, such as `82.4 %`, or nothing but a dash."""
    texts = [cell_text(cell) for cell in cells]
    return any(map(is_value, texts)) and all(is_value(t) or not LETTER.search(t) for t in texts)


def is_value(text: str) -> bool:
    """Return whether the text of a cell is a value that stays on one line, such as 2025-11-03."""
    words = " ".join(text.split())
    return len(words) <= LONGEST_VALUE and bool(DIGIT.search(words))


def cell_text(cell: Element) -> str:
    """Return the text of a cell, without what the writer has written as HTML."""
    return " ".join(STASHED.sub("", "".join(cell.itertext())).split())
