"""Medians, ratios and tables of what was measured."""

import pytest

from benchmarks.figures import (
    CorpusFigures,
    Figures,
    ToolFigures,
    figures_table,
    from_json,
    markdown_table,
    merge,
    number,
    output_line,
    ratios_table,
    to_json,
)
from benchmarks.process_tree import Run
from benchmarks.targets import Target


def corpus(**walls: dict[str, list[float]]) -> CorpusFigures:
    """Return the figures of tools: the wall seconds of each case; CPU is half, 100 MB a second."""
    tools = {
        name.replace("_", "-"): ToolFigures(
            label=name.title(),
            runs={
                case: [Run(wall, wall / 2, wall * 100) for wall in row]
                for case, row in cases.items()
            },
        )
        for name, cases in walls.items()
    }
    return CorpusFigures("1,000 posts", "Medians of 3.", tools)


EXAMPLE = corpus(
    ours={"cold": [4, 2, 3], "edit": [0.5]}, hugo={"cold": [1, 1, 2]}, hugo_related={"cold": [2]}
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0.0412, "0.041"),
        (0.4, "0.40"),
        (2.449, "2.45"),
        (51.26, "51.3"),
        (1234.5, "1,234"),
    ],
)
def test_a_number_has_about_three_digits(value: float | None, text: str) -> None:
    assert number(value) == text


def test_medians_and_ratios() -> None:
    assert EXAMPLE.tools["ours"].median("cold", "wall") == 3
    assert EXAMPLE.tools["ours"].median("new", "wall") is None
    assert EXAMPLE.ratio("cold", "wall", "ours", "hugo") == 3
    assert EXAMPLE.ratio("edit", "wall", "ours", "hugo") is None
    assert EXAMPLE.ratio("cold", "wall", "ours", "pelican") is None


def test_tables_have_the_medians_and_the_ratios_of_the_cases_that_were_measured() -> None:
    assert figures_table(EXAMPLE).splitlines() == [
        "| wall s / CPU s / peak MB |              cold |         one edit |",
        "| ------------------------ | ----------------: | ---------------: |",
        "| Ours                     | 3.00 / 1.50 / 300 | 0.50 / 0.25 / 50 |",
        "| Hugo                     | 1.00 / 0.50 / 100 |                – |",
        "| Hugo_Related             | 2.00 / 1.00 / 200 |                – |",
    ]
    assert ratios_table(EXAMPLE).splitlines() == [
        "| ratio to Hugo / Hugo_Related |        cold | one edit |",
        "| ---------------------------- | ----------: | -------: |",
        "| Ours: wall time              | 3.00 / 1.50 |        – |",
        "| Ours: CPU time               | 3.00 / 1.50 |        – |",
        "| Ours: peak memory            | 3.00 / 1.50 |        – |",
    ]


def test_a_save_has_only_seconds_and_no_table_without_a_baseline() -> None:
    saves = CorpusFigures("", tools={"ours": ToolFigures("Ours", runs={"page": [Run(0.04)]})})
    assert figures_table(saves).splitlines()[-1].split() == ["|", "Ours", "|", "0.040", "|"]
    assert ratios_table(saves) == ""
    assert output_line(saves) == ""


def test_output_line_names_files_and_megabytes() -> None:
    tools = {"ours": ToolFigures("Ours", files=1234, size=5_600_000)}
    assert output_line(CorpusFigures("", tools=tools)) == "Files built: Ours 1,234 (6 MB)."


def test_columns_of_a_table_are_aligned() -> None:
    assert markdown_table([["a", "bc"], ["def", "1"]]).splitlines() == [
        "| a   | bc |",
        "| --- | -: |",
        "| def |  1 |",
    ]


def test_figures_survive_json() -> None:
    figures = {"1000": EXAMPLE, "long": corpus(ours={"page": [0.1]})}
    text = to_json(figures)
    assert from_json(text) == figures
    assert '{ "wall": 4, "cpu": 2.0, "peak": 400 }' in text


def test_later_figures_replace_those_of_the_same_case_and_keep_the_others() -> None:
    earlier: Figures = {"long": corpus(ours={"cold": [9]}), "1000": EXAMPLE}
    later: Figures = {
        "1000": corpus(pelican={"cold": [7]}, ours={"cold": [1], "new": [2]}),
        "500": corpus(ours={"cold": [5]}),
    }
    merged = merge(earlier, later)
    assert [*merged] == ["500", "1000", "long"]
    tools = merged["1000"].tools
    assert [*tools] == ["ours", "hugo", "hugo-related", "pelican"]
    assert {case: [run.wall for run in runs] for case, runs in tools["ours"].runs.items()} == {
        "cold": [1], "edit": [0.5], "new": [2],
    }  # fmt: skip
    assert merge({}, later) == dict(sorted(later.items(), key=lambda item: int(item[0])))


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        (Target("1000", "cold", "wall", 3, "hugo"), 3, "to Hugo 3.00 target 3: met"),
        (Target("1000", "cold", "peak", 0.6, "hugo"), 3, "target 0.6: missed"),
        (Target("1000", "edit", "wall", 2), 0.5, "one edit, wall time 0.50 s target 2 s: met"),
        (Target("1000", "cold", "peak", 200), 300, "300 MB target 200 MB: missed"),
        (Target("1000", "edit", "wall", 2, to_corpus="1000"), 1, "target 2: met"),
        (Target("1000", "new", "wall", 2), None, ""),
        (Target("1000", "edit", "wall", 2, "hugo"), None, ""),
        (Target("9", "cold", "wall", 2), None, ""),
        (Target("1000", "cold", "wall", 2, to_corpus="9"), None, ""),
    ],
)
def test_a_target_is_met_or_missed(target: Target, value: float | None, verdict: str) -> None:
    figures = {"1000": EXAMPLE}
    assert target.value(figures) == value
    assert " ".join(target.line(figures).split()).endswith(verdict)
