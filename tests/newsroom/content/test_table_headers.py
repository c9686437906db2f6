"""Which cells of a table of Markdown are headers, and of what."""

import pytest
from bs4 import BeautifulSoup

from tests.rendering import render


def table(*rows: str) -> str:
    """A table of Markdown; the first row is that of its headers."""
    columns = rows[0].strip("|").count("|") + 1
    return "\n".join([rows[0], "|".join([""] + ["---"] * columns + [""]), *rows[1:], ""])


def headers(text: str) -> tuple[list[str], list[str]]:
    """The texts of the headers of columns and of rows."""
    soup = BeautifulSoup(render(text).html, "lxml")
    columns, rows = (soup.select(f"th[scope={scope}]") for scope in ("col", "row"))
    assert len(soup.select("th")) == len(columns) + len(rows)
    return [cell.text for cell in columns], [cell.text for cell in rows]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (["| |2024|2025|", "|Words|many|more|", "|Words|a|b|"], ["Words", "Words"]),  # a corner
        (["|Model|For|", "|**A**|maps|", "|**B 2**|words|"], ["A", "B 2"]),
        (["|Model|For|", "|**A**|maps|", "|**B** 2|words|"], []),
        (["|Model|Score|", "|A|82.4|", "|B|–|", "|C|81 %|"], ["A", "B", "C"]),
        (["|Model|For|Score|", "|`a`|x|1|", "|[b](/about/)|y|2|"], ["a", "b"]),
        (["|Model|Score|", "|A|82.4|"], []),  # one row compares nothing
        (["|Model|Score|", "|A|1|", "|a|2|"], []),
        (["|Model|Score|", "|A|1|", "||2|"], []),
        (["|Rank|Model|", "|1|A|", "|2|B|"], []),
        (["|For|Against|", "|fast|dear|", "|small|new|"], []),
        (["|Note|Score|", f"|{'long words ' * 6}|1|", "|B|2|"], []),
        (["|Model|Score|", "|A|82.4|", "|B|not tried|"], []),
    ],
)
def test_rows_have_headers_where_that_is_certain(rows: list[str], names: list[str]) -> None:
    columns = rows[0].strip("| ").split("|")
    assert headers(table(*rows)) == (columns, names)


def test_an_empty_corner_is_no_header() -> None:
    soup = BeautifulSoup(render(table("| |A|", "|x|y|")).html, "lxml")
    assert [cell.name for cell in soup.select("thead tr > *")] == ["td", "th"]


def test_the_headers_of_html_are_those_of_the_writer() -> None:
    html = "<table><thead><tr><th>a<th>b<tbody><tr><td>x<td>1<tr><td>y<td>2</table>\n"
    soup = BeautifulSoup(render(html).html, "lxml")
    assert soup.select("[scope], tbody th") == []
    spans = (
        '<table markdown="block"><thead markdown="block"><tr markdown="block">'
        '<th colspan="2">a</th></tr></thead><tbody markdown="block"><tr markdown="block"></tr>'
        '<tr markdown="block"><td>x</td><td>1</td></tr></tbody></table>\n'
    )
    assert BeautifulSoup(render(spans).html, "lxml").select("[scope]") == []
