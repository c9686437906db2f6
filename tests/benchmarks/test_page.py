"""docs/speed.md and its chart are those of the figures that are kept."""

from benchmarks.chart import draw_chart
from benchmarks.figures import to_json
from benchmarks.page import CHART, FIGURES, PAGE, SECTION, read_figures, tables


def test_the_page_has_the_figures_that_are_kept() -> None:
    figures = read_figures()
    assert FIGURES.read_text(encoding="utf-8") == to_json(figures)
    (section,) = SECTION.findall(PAGE.read_text(encoding="utf-8"))
    assert section == tables(figures), "run python -m benchmarks.page"
    assert CHART.read_text(encoding="utf-8") == draw_chart(figures)
