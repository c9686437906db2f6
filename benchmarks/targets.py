"""The targets of `benchmarks.build`: ratios to Hugo, and absolute figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.figures import CASES, MEASURES, Figures, number


@dataclass(frozen=True)
class Target:
    """A limit for this project: of a median, or of its ratio to that of a tool or a corpus."""

    corpus: str
    case: str
    measure: str
    limit: float
    tool: str = ""
    to_corpus: str = ""

    def value(self, figures: Figures) -> float | None:
        """Return the figure that has the limit, None if it was not measured."""
        if self.corpus not in figures:
            return None
        if self.tool:
            return figures[self.corpus].ratio(self.case, self.measure, "ours", self.tool)
        value = self.median_of(figures, self.corpus)
        if not self.to_corpus or value is None:
            return value
        divisor = self.median_of(figures, self.to_corpus)
        return value / divisor if divisor else None

    def median_of(self, figures: Figures, corpus: str) -> float | None:
        """Return the median of this project for a corpus."""
        tool = figures[corpus].tools.get("ours") if corpus in figures else None
        return tool.median(self.case, self.measure) if tool else None

    def line(self, figures: Figures) -> str:
        """Return what was measured and whether it is met, "" if it was not measured."""
        value = self.value(figures)
        if value is None:
            return ""
        unit = "" if self.tool or self.to_corpus else " MB" if self.measure == "peak" else " s"
        against = f" to {figures[self.corpus].tools[self.tool].label}" if self.tool else ""
        against += f" to {figures[self.to_corpus].title}" if self.to_corpus else ""
        name = (
            f"{figures[self.corpus].title}, {CASES[self.case]}, {MEASURES[self.measure]}{against}"
        )
        verdict = "met" if value <= self.limit else "missed"
        return f"{name:<72}{number(value):>8}{unit:<3} target {self.limit:g}{unit}: {verdict}"


TARGETS = (
    Target("1000", "cold", "wall", 2.5, "hugo"),
    Target("1000", "cold", "wall", 1.8, "hugo-related"),
    Target("1000", "unchanged", "wall", 0.15, "hugo"),
    Target("1000", "edit", "wall", 0.6, "hugo"),
    Target("1000", "new", "wall", 0.75, "hugo"),
    Target("1000", "page", "wall", 0.1),
    Target("1000", "lists", "wall", 0.3),
    Target("1000", "shown", "wall", 0.1),
    Target("10000", "cold", "wall", 2.4, "hugo"),
    Target("10000", "cold", "wall", 0.5, "hugo-related"),
    Target("10000", "unchanged", "wall", 0.04, "hugo"),
    Target("10000", "edit", "wall", 0.2, "hugo"),
    Target("10000", "new", "wall", 0.28, "hugo"),
    Target("10000", "page", "wall", 0.1),
    Target("10000", "lists", "wall", 0.8),
    Target("10000", "cold", "peak", 0.6, "hugo"),
    *(Target(name, "cold", "wall", 90.0) for name in ("long", "emoji")),
    *(Target(name, "cold", "peak", 1500.0) for name in ("long", "emoji")),
    *(Target(name, "edit", "wall", 2.0) for name in ("long", "emoji")),
    *(Target("100000", "cold", measure, 11.0, to_corpus="10000") for measure in ("wall", "peak")),
)


def verdicts(figures: Figures) -> Iterator[str]:
    """Yield a line for each target that was measured."""
    yield from filter(None, (target.line(figures) for target in TARGETS))
