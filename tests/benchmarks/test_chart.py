"""The chart of the figures is an SVG that all can read."""

import re

import pytest
from lxml import etree

from benchmarks.chart import Axis, draw_chart
from benchmarks.figures import TOOL_ORDER, CorpusFigures, ToolFigures
from benchmarks.process_tree import Run

NS = {"s": "http://www.w3.org/2000/svg"}


def example() -> dict[str, CorpusFigures]:
    """Return the figures of two corpora by all tools, one of them called <Hugo>."""
    tools = {
        name: ToolFigures("<Hugo>" if name == "hugo" else name, runs={"cold": [Run(2.0 + index)]})
        for index, name in enumerate(TOOL_ORDER)
    }
    tools["ours"].runs["page"] = [Run(0.04)]
    return {
        "1000": CorpusFigures("1,000 posts", tools=tools),
        "long": CorpusFigures(
            "Long posts", tools={"ours": ToolFigures("ours", runs={"cold": [Run(60)]})}
        ),
    }


def test_the_chart_has_a_title_and_its_figures_as_a_description() -> None:
    root = etree.fromstring(draw_chart(example()).encode())
    assert root.get("role") == "img"
    ids = (root.get("aria-labelledby") or "").split()
    texts = [str(root.xpath(f"string(s:*[@id='{name}'])", namespaces=NS)) for name in ids]
    assert len(texts) == 2
    assert all(texts)
    assert "1,000 posts, cold: ours 2.00 s, <Hugo> 3.00 s" in texts[1]
    assert "1,000 posts, save → page: ours 0.040 s." in texts[1]
    assert "Long posts, cold: ours 60.0 s." in texts[1]


def test_each_tool_has_a_shape_in_each_row_and_in_the_legend() -> None:
    root = etree.fromstring(draw_chart(example()).encode())
    marks = [node.get("class") for node in root.iter(f"{{{NS['s']}}}path", f"{{{NS['s']}}}circle")]
    assert {name: marks.count(name) for name in TOOL_ORDER} == {
        "ours": 4, "hugo": 2, "hugo-related": 2, "eleventy": 2, "pelican": 2,
    }  # fmt: skip


def test_all_is_inside_and_small() -> None:
    text = draw_chart(example())
    root = etree.fromstring(text.encode())
    width, height = (float(root.get(name) or 0) for name in ("width", "height"))
    for x, y in re.findall(r' (?:c?x="|d="M)([\d.]+)"? (?:c?y=")?([\d.]+)', text):
        assert 0 < float(x) < width
        assert 0 < float(y) < height
    assert len(text) < 12_000


def test_colors_exist_for_light_and_for_dark() -> None:
    text = draw_chart(example())
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    names = set(re.findall(r"(--\w+):", light))
    assert names - {"--font"} == set(re.findall(r"(--\w+):", dark))
    assert names == set(re.findall(r"var\((--\w+)\)", text))


@pytest.mark.parametrize(
    ("times", "powers"),
    [
        ([0.04, 60], [0.01, 0.1, 1, 10, 100]),
        ([2, 3], [1, 10]),
        ([1], [1, 10]),
        ([], [0.1, 1]),
    ],
)
def test_the_axis_spans_whole_powers_of_ten(times: list[float], powers: list[float]) -> None:
    runs = {case: [Run(time)] for case, time in zip(("cold", "edit"), times, strict=False)}
    axis = Axis([CorpusFigures("", tools={"ours": ToolFigures("", runs=runs)})])
    assert axis.powers() == pytest.approx(powers)
    positions = [axis.x(time) for time in times]
    assert positions == sorted(positions)


def test_a_chart_without_figures_is_valid() -> None:
    assert etree.fromstring(draw_chart({}).encode()).tag == "{http://www.w3.org/2000/svg}svg"
