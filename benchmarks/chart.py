"""Draws the wall times of `benchmarks.build` as an SVG: a dot for each tool on a logarithmic axis.

A bar would need a zero, which a logarithmic axis lacks; a linear one would hide what takes a tenth
of a second beside what takes a minute. Tools differ by shape as well as by color.
"""

from collections.abc import Iterator
from html import escape
from math import ceil, floor, log10

from benchmarks.figures import CASES, CorpusFigures, Figures, number

WIDTH, LEFT, RIGHT = 720, 140, 600  # pixels; the axis is between the last two
ROW, HEADER, LEGEND_ROW = 28, 58, 24
SEVERAL = 3  # columns of the legend
STYLE = """
svg { --paper: #fdfcf9; --ink: #1d1c1a; --soft: #66645f; --rule: #dedad0; --ours: #b8401c;
  --hugo: #1f6fb2; --other: #6a6d75; font: 13px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) {
  svg { --paper: #15161a; --ink: #ece8df; --soft: #a9a8a4; --rule: #36373e; --ours: #ff8a68;
    --hugo: #79b8ff; --other: #b4b6bd; }
}
.paper { fill: var(--paper); } text { fill: var(--ink); } .soft { fill: var(--soft); }
.rule { stroke: var(--rule); } .panel { font-weight: 600; }
.ours, .hugo, .eleventy, .pelican { stroke-width: 2; }
.ours { fill: var(--ours); stroke: var(--ours); font-weight: 600; }
.hugo { fill: var(--hugo); stroke: var(--hugo); }
.hugo-related { fill: none; stroke: var(--hugo); stroke-width: 2; }
.eleventy { fill: none; stroke: var(--other); }
.pelican { fill: var(--other); stroke: var(--other); }
text.ours { stroke: none; }
"""
SHAPES = {
    "ours": '<circle class="ours" cx="{x}" cy="{y}" r="6"/>',
    "hugo": '<path class="hugo" d="M{x} {y}m-3-3h6v6h-6z"/>',
    "hugo-related": '<path class="hugo-related" d="M{x} {y}m-6-6h12v12h-12z"/>',
    "eleventy": '<path class="eleventy" d="M{x} {y}m0-6l6 11h-12z"/>',
    "pelican": '<path class="pelican" d="M{x} {y}m0-6l6 6-6 6-6-6z"/>',
}


def draw_chart(figures: Figures) -> str:
    """Return the chart of all corpora as SVG, with its figures as a description."""
    corpora = [corpus for corpus in figures.values() if corpus.cases()]
    axis = Axis(corpora)
    labels = {name: tool.label for corpus in corpora for name, tool in corpus.tools.items()}
    y = 12 + LEGEND_ROW * ceil(len(labels) / SEVERAL)
    parts = [*legend(labels)]
    for corpus in corpora:
        parts += panel(corpus, axis, y)
        y += HEADER + ROW * len(corpus.cases())
    parts += [label(RIGHT, y + 22, "seconds, logarithmic", "soft", "end")]
    title = "Seconds that each generator takes for the same posts"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 34}" width="{WIDTH}" '
        f'height="{y + 34}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{title}</title>\n<desc id="desc">{escape(describe(corpora))}</desc>\n'
        f'<style>{STYLE}</style>\n<rect class="paper" width="{WIDTH}" height="{y + 34}" rx="6"/>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


class Axis:
    """A logarithmic axis from the power of ten below all times to the one above."""

    def __init__(self, corpora: list[CorpusFigures]) -> None:
        times = [time for corpus in corpora for row in rows(corpus) for time in row[1].values()]
        self.first = floor(log10(min(times, default=0.1)))
        self.last = max(ceil(log10(max(times, default=1.0))), self.first + 1)

    def x(self, seconds: float) -> float:
        """Return the position of a time in pixels."""
        share = (log10(seconds) - self.first) / (self.last - self.first)
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def powers(self) -> list[float]:
        """Return the powers of ten, in seconds."""
        return [10.0**power for power in range(self.first, self.last + 1)]


def rows(corpus: CorpusFigures) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the name of each case and the seconds of each tool that was measured."""
    for case in corpus.cases():
        times = {name: tool.median(case, "wall") for name, tool in corpus.tools.items()}
        yield CASES[case], {name: time for name, time in times.items() if time}


def legend(labels: dict[str, str]) -> Iterator[str]:
    """Yield the shape and the label of each tool, several in a row."""
    for index, (name, text) in enumerate(labels.items()):
        x = 20 + index % SEVERAL * (WIDTH - 20) // SEVERAL
        y = 22 + index // SEVERAL * LEGEND_ROW
        yield SHAPES[name].format(x=x, y=y)
        yield label(x + 14, y + 4, text)


def panel(corpus: CorpusFigures, axis: Axis, top: int) -> Iterator[str]:
    """Yield a panel: its title, the scale, and a row for each case."""
    bottom = top + HEADER + ROW * len(corpus.cases()) - 6
    yield label(14, top + 24, corpus.title, "panel")
    for power in axis.powers():
        x = axis.x(power)
        yield f'<path class="rule" d="M{x} {top + 50}V{bottom}"/>'
        yield label(x, top + 45, f"{power:g}", "soft", "middle")
    for index, (name, times) in enumerate(rows(corpus)):
        y = top + HEADER + 10 + ROW * index
        yield label(14, y + 4, name)
        yield f'<path class="rule" d="M{LEFT} {y}H{RIGHT}"/>'
        # This project last, so that its dot is above the others.
        for tool, seconds in sorted(times.items(), key=lambda item: item[0] == "ours"):
            yield SHAPES[tool].format(x=axis.x(seconds), y=y)
        if "ours" in times:
            yield label(WIDTH - 14, y + 4, f"{number(times['ours'])} s", "ours", "end")


def label(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    """Return a text at a position, with a class and an anchor if they are given."""
    attributes = f' class="{kind}"' if kind else ""
    attributes += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y}"{attributes}>{escape(text)}</text>'


def describe(corpora: list[CorpusFigures]) -> str:
    """Return the figures of a chart as sentences."""
    return " ".join(
        f"{corpus.title}, {case}: "
        + ", ".join(f"{corpus.tools[name].label} {number(time)} s" for name, time in times.items())
        + "."
        for corpus in corpora
        for case, times in rows(corpus)
    )
