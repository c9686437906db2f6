"""Writes the figures into docs/speed.md and docs/speed.svg: `python -m benchmarks.page`.

They are kept in benchmarks/figures.json, which `benchmarks.build --write` brings up to date.
"""

import re
from pathlib import Path

from benchmarks.chart import draw_chart
from benchmarks.figures import (
    Figures,
    figures_table,
    from_json,
    output_line,
    ratios_table,
    to_json,
)

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "benchmarks" / "figures.json"
PAGE = ROOT / "docs" / "speed.md"
CHART = ROOT / "docs" / "speed.svg"
START, END = "<!-- figures: python -m benchmarks.page -->", "<!-- end of figures -->"
SECTION = re.compile(f"(?<={re.escape(START)}\n).*?(?={re.escape(END)})", re.DOTALL)


def read_figures() -> Figures:
    """Return the figures that are kept, none if the file is missing."""
    return from_json(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}


def tables(figures: Figures) -> str:
    """Return the Markdown of all corpora: figures, ratios, what was measured where."""
    parts = []
    for corpus in figures.values():
        names = [f"{t.label.partition(',')[0]} {t.version}" for t in corpus.tools.values()]
        texts = [
            f"### {corpus.title}",
            figures_table(corpus),
            ratios_table(corpus),
            f"{corpus.machine} Versions: {', '.join(dict.fromkeys(names))}. {output_line(corpus)}",
        ]
        parts += [text for text in texts if text]
    return "".join(f"\n{part}\n" for part in parts) + "\n"


def write_page(figures: Figures) -> None:
    """Write figures, page and chart."""
    FIGURES.write_text(to_json(figures), encoding="utf-8")
    figures = read_figures()  # which are rounded
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(SECTION.sub(lambda _: tables(figures), page), encoding="utf-8")
    CHART.write_text(draw_chart(figures), encoding="utf-8")


def main() -> int:
    """Write the page of the figures that are kept; return the exit status."""
    write_page(read_figures())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
