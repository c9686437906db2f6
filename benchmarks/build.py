"""Builds the same posts with this project and others: `python -m benchmarks.build`.

Others are Hugo with and without related posts, Eleventy, and Pelican without plugins. In each round
they take turns at each case: a cold build (no output, no cache), an unchanged one, one after a
sentence was added to the post in the middle, and one after a new post. At the end the newest post
gets another title a few times, and the pages of a preview are fetched until they have it.

Figures are medians over whole processes: wall time, CPU time (user and system, of the process tree)
and peak memory (proportional set size, sampled, of the process tree). A tool that is missing is
named and left out. A short run: `--corpora 300 --rounds 1`. Linux and macOS only.
"""

import argparse
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from benchmarks.comparison import BUILDS, Comparison, report
from benchmarks.corpora import Corpus, find_corpus
from benchmarks.figures import (
    CorpusFigures,
    Figures,
    figures_table,
    merge,
    output_line,
    ratios_table,
)
from benchmarks.page import read_figures, write_page
from benchmarks.process_tree import ToolError, adopt_orphans
from benchmarks.targets import verdicts
from benchmarks.tools import TOOLS, Tool, categories, install_tools
from newsroom.diagnostics.rendering import plural

CASES = (*BUILDS, "save")
SIGNALS = (signal.SIGINT, signal.SIGTERM)  # a shell starts background jobs without SIGINT
CORPORA = (find_corpus("1000"), find_corpus("10000"))


def corpus_argument(name: str) -> Corpus:
    """Return the corpus that an argument names; raise `ArgumentTypeError` if there is none."""
    try:
        return find_corpus(name)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="python -m benchmarks.build",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = result.add_argument
    add("--corpora", nargs="+", type=corpus_argument, default=CORPORA, metavar="CORPUS",
        help="numbers of posts, or long or emoji: 700 of 200 KB; default: 1000 10000")  # fmt: skip
    add("--tools", nargs="+", choices=TOOLS, default=[*TOOLS], metavar="TOOL",
        help=f"{', '.join(TOOLS)}; default: all")  # fmt: skip
    add("--cases", nargs="+", choices=CASES, default=CASES, metavar="CASE",
        help=f"{', '.join(CASES)}; default: all")  # fmt: skip
    add("--rounds", type=int, default=3, help="builds of each case; default: 3")
    add("--saves", type=int, default=5, help="saves in a preview; default: 5")
    add("--limit", type=float, default=1800, help="seconds for one build; default: 1800")
    add("--install", action="store_true", help="first install Hugo and Eleventy below .cache/")
    add("--write", action="store_true", help="keep the figures: docs/speed.md shows them")
    return result


def available_tools(names: Sequence[str]) -> list[Tool]:
    """Return the tools with these names, without those that are missing, which are named."""
    tools = []
    for name in names:
        try:
            tools.append(TOOLS[name]())
        except ToolError as error:
            report(f"left out: {name}: {error}")
    return tools


def compare(comparison: Comparison) -> Figures:
    """Measure one corpus in a scratch folder, which is removed, and print its tables."""
    with tempfile.TemporaryDirectory(prefix="blog-benchmark-") as name:
        comparison.run(Path(name), categories())
    tools = {name: tool for name, tool in comparison.figures.items() if tool.runs}
    corpus = CorpusFigures(comparison.corpus.title, machine(comparison.rounds), tools)
    texts = (corpus.title, figures_table(corpus), ratios_table(corpus), output_line(corpus))
    print("", *filter(None, texts), corpus.machine, sep="\n\n", flush=True)
    return {comparison.corpus.name: corpus}


def machine(rounds: int) -> str:
    """Return a sentence with the date, the number of rounds and the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} on {cores} cores, Python {platform.python_version()}"
    return f"Medians of {plural(rounds, 'round')}, {datetime.now(UTC):%Y-%m-%d}, {system}."


def stop(_number: int, _frame: object) -> NoReturn:
    """End as Ctrl+C does, once: processes are ended and scratch folders removed first."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 whether or not the targets were met, 1 if a tool failed."""
    options = parser().parse_args(arguments)
    for number in SIGNALS:
        signal.signal(number, stop)
    adopt_orphans()
    figures: Figures = {}
    failures: list[str] = []
    try:
        if options.install:
            install_tools(options.tools)
        tools = available_tools(options.tools)
        for corpus in options.corpora:
            values = (options.cases, options.rounds, options.saves, options.limit)
            comparison = Comparison(corpus, tools, *values)
            figures |= compare(comparison)
            failures += comparison.failures
            if options.write:
                write_page(merge(read_figures(), figures))
    except KeyboardInterrupt:
        report("stopped")
        return 130
    except ToolError as error:
        report(str(error))
        return 1
    print("", *verdicts(figures), sep="\n")
    for failure in failures:
        report(f"left out: {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
