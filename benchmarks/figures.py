"""What `benchmarks.build` has measured: medians, ratios, tables, and the file that keeps them."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from statistics import median
from typing import Any

from benchmarks.process_tree import Run

# The cases in the order of a round; a save is measured until its page, until all lists have it, and
# until a browser shows it.
CASES = {
    "cold": "cold",
    "unchanged": "unchanged",
    "edit": "one edit",
    "new": "one new post",
    "page": "save → page",
    "lists": "save → all lists",
    "shown": "save → browser",
}
MEASURES = {"wall": "wall time", "cpu": "CPU time", "peak": "peak memory"}
TOOL_ORDER = ("ours", "hugo", "hugo-related", "eleventy", "pelican")
NOTHING = "–"
RUNS = re.compile(r"\{\s+\"wall\"[^}]*\}")


@dataclass
class ToolFigures:
    """The runs of one tool by case, and what it built: files and bytes."""

    label: str
    version: str = ""
    files: int = 0
    size: int = 0
    runs: dict[str, list[Run]] = field(default_factory=dict)

    def median(self, case: str, measure: str) -> float | None:
        """Return the median of one measure of a case, None if it was not measured."""
        values = [getattr(run, measure) for run in self.runs.get(case, ())]
        return median(values) if values and None not in values else None


@dataclass
class CorpusFigures:
    """The figures of one alternating run over the posts of one corpus, by the name of the tool."""

    title: str
    machine: str = ""
    tools: dict[str, ToolFigures] = field(default_factory=dict)

    def ratio(self, case: str, measure: str, tool: str, baseline: str) -> float | None:
        """Return the median of one tool divided by that of another, None without one of them."""
        values = [
            self.tools[name].median(case, measure) if name in self.tools else None
            for name in (tool, baseline)
        ]
        return values[0] / values[1] if values[0] is not None and values[1] else None

    def cases(self) -> list[str]:
        """Return the cases that some tool has figures for, in order."""
        return [case for case in CASES if any(case in t.runs for t in self.tools.values())]


Figures = dict[str, CorpusFigures]  # by the name of the corpus


def number(value: float | None) -> str:
    """Return a figure with about three digits, a dash for none."""
    if value is None:
        return NOTHING
    decimals = sum(value < bound for bound in (0.1, 10, 100))
    return f"{value:,.{decimals}f}"


def cell(tool: ToolFigures, case: str) -> str:
    """Return wall seconds, CPU seconds and megabytes of a case, or the seconds of a save."""
    wall, cpu, peak = (tool.median(case, measure) for measure in MEASURES)
    if cpu is None or peak is None:
        return number(wall)
    return f"{number(wall)} / {number(cpu)} / {peak:,.0f}"


def figures_table(corpus: CorpusFigures) -> str:
    """Return the Markdown table of the medians of all tools."""
    cases = corpus.cases()
    header = ["wall s / CPU s / peak MB", *(CASES[case] for case in cases)]
    rows = [[t.label, *(cell(t, case) for case in cases)] for t in corpus.tools.values()]
    return markdown_table([header, *rows])


def ratios_table(corpus: CorpusFigures, baselines: Sequence[str] = ("hugo", "hugo-related")) -> str:
    """Return the Markdown table of each other tool's ratios to the baselines, "" without any."""
    present = [name for name in baselines if name in corpus.tools]
    if not present:
        return ""
    cases = corpus.cases()
    labels = " / ".join(corpus.tools[name].label for name in present)
    rows = [[f"ratio to {labels}", *(CASES[case] for case in cases)]]
    for name, tool in corpus.tools.items():
        for measure, label in MEASURES.items() if name not in baselines else ():
            ratios = [[corpus.ratio(c, measure, name, to) for to in present] for c in cases]
            if any(value is not None for row in ratios for value in row):
                cells = (
                    NOTHING if row[0] is None else " / ".join(map(number, row)) for row in ratios
                )
                rows.append([f"{tool.label}: {label}", *cells])
    return markdown_table(rows)


def output_line(corpus: CorpusFigures) -> str:
    """Return a sentence with the number and size of the files that each tool built."""
    parts = [
        f"{tool.label} {tool.files:,} ({tool.size / 1e6:,.0f} MB)"
        for tool in corpus.tools.values()
        if tool.files
    ]
    return f"Files built: {'; '.join(parts)}." if parts else ""


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns; numbers are on the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = [rows[0], rule, *rows[1:]]
    return "\n".join(
        f"| {row[0]:<{widths[0]}} | "
        + " | ".join(f"{text:>{width}}" for text, width in zip(row[1:], widths[1:], strict=True))
        + " |"
        for row in lines
    )


def merge(figures: Figures, later: Figures) -> Figures:
    """Return figures in which each case of a tool that was measured later replaces the earlier."""
    result = {}
    for name in sorted(
        {*figures, *later}, key=lambda name: (not name.isdecimal(), len(name), name)
    ):
        old, new = figures.get(name), later.get(name)
        if old is None or new is None:
            result[name] = new or old or CorpusFigures("")
            continue
        tools = dict(old.tools)
        for key, tool in new.tools.items():
            before = old.tools.get(key, tool)
            files, size = (tool.files, tool.size) if tool.files else (before.files, before.size)
            runs = {**before.runs, **tool.runs}
            tools[key] = replace(tool, files=files, size=size, runs=runs)
        result[name] = replace(new, tools={key: tools[key] for key in in_order(tools)})
    return result


def in_order(tools: Iterable[str]) -> list[str]:
    """Return the names of tools in the order of `TOOL_ORDER`."""
    return sorted(tools, key=TOOL_ORDER.index)


def to_json(figures: Figures) -> str:
    """Return figures as JSON, with the runs of a case on one line."""
    values = {name: asdict(corpus) for name, corpus in figures.items()}
    text = json.dumps(rounded(values), indent=1)
    return f"{RUNS.sub(lambda match: ' '.join(match[0].split()), text)}\n"


def rounded(value: Any) -> Any:
    """Return a value of JSON with four decimals: tenths of a millisecond, hundreds of bytes."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value


def from_json(text: str) -> Figures:
    """Return the figures that `to_json` has written."""
    return {
        name: CorpusFigures(
            corpus["title"],
            corpus["machine"],
            {key: tool_from_json(tool) for key, tool in corpus["tools"].items()},
        )
        for name, corpus in json.loads(text).items()
    }


def tool_from_json(values: dict[str, Any]) -> ToolFigures:
    """Return the figures of a tool."""
    runs = {case: [Run(**run) for run in rows] for case, rows in values["runs"].items()}
    return ToolFigures(**{**values, "runs": runs})
