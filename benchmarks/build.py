"""The time and memory of builds: `python -m benchmarks.build [--posts N] [--runs N] [--no-growth]`.

Three questions, each with its target:

1. Our build of N posts against plain Pelican's of the same posts: same feeds, theme `simple`, no
   plugins, and otherwise Pelican's defaults.
2. Our build of four times as many posts against that of N: whether anything grows faster than the
   posts do.
3. The build of this site, with the posts in `content/`.

Builds are whole processes, started in turn and from an empty output folder. CPU is user and system
time; peak is the largest resident set. Linux and macOS only.
"""

import argparse
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.posts import plain_metadata, posts, profiles, write_files

ROOT = Path(__file__).resolve().parent.parent
GROWTH = 4  # times as many posts
CPU_TO_STOCK = 2.0  # targets: times the CPU of plain Pelican,
CPU_GROWTH = 4.5  # times the CPU for GROWTH times the posts,
COLD_WALL = 3.0  # and seconds for the site itself
STOCK = """SITENAME = "Stock"
SITEURL = "http://127.0.0.1:8000"
TIMEZONE = "Asia/Kolkata"
PATH = "content"
THEME = "simple"
PLUGINS = []
FEED_MAX_ITEMS = {items}
TAG_FEED_ATOM = "feeds/tag/{{slug}}.atom.xml"
AUTHOR_FEED_RSS = None
"""


@dataclass(frozen=True)
class Project:
    """A folder that a command builds into its `output/`, with at least so many pages."""

    name: str
    folder: Path
    command: tuple[str, ...]
    pages: int


@dataclass(frozen=True)
class Run:
    """The cost of one build: seconds of CPU, seconds of wall time, megabytes at the peak."""

    cpu: float
    wall: float
    peak: float


def our_project(folder: Path, count: int) -> Project:
    """Return a project in `folder`, with this repository's settings, theme and code."""
    folder.mkdir()
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "theme").symlink_to(ROOT / "theme")
    shutil.copytree(ROOT / "content" / "static", folder / "content" / "static")
    write_files([*profiles()], folder / "content")
    write_files(posts(count, categories()), folder / "content")
    return Project(f"ours, {count:,} posts", folder, ("-m", "newsroom", "build"), count)


def stock_project(folder: Path, count: int) -> Project:
    """Return a project with the same posts for Pelican without plugins."""
    folder.mkdir()
    items = runpy.run_path(str(ROOT / "pelicanconf.py"))["FEEDS"]["items"]
    (folder / "pelicanconf.py").write_text(STOCK.format(items=items), encoding="utf-8")
    write_files(posts(count, categories(), plain_metadata), folder / "content")
    command = ("-m", "pelican", "--fatal=warnings")
    return Project(f"plain Pelican, {count:,} posts", folder, command, count)


def this_site(output: Path) -> Project:
    """Return the site of this repository, built into the folder `output`."""
    pages = sum(1 for _ in (ROOT / "content" / "posts").rglob("*.md"))
    return Project("this site", ROOT, ("-m", "newsroom", "build", "--output", str(output)), pages)


def categories() -> list[str]:
    """Return the names of the categories in pelicanconf.py."""
    rows = runpy.run_path(str(ROOT / "pelicanconf.py"))["CATEGORIES"]
    return [row["name"] for row in rows]


def run_build(project: Project) -> Run:
    """Build a project from an empty output folder; raise `RuntimeError` if pages are missing."""
    # wait4 counts what a child had in memory before it became Python, which is what we have now:
    # this module imports nothing large, so that it stays below any build.
    output = Path(project.command[-1]) if project.folder == ROOT else project.folder / "output"
    shutil.rmtree(output, ignore_errors=True)
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *project.command],
            cwd=project.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        pages = sum(1 for _ in output.rglob("*.html"))
        if process.returncode or pages < project.pages:
            log.seek(0)
            output_text = log.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{project.name}: only {pages} pages were built\n{output_text}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB elsewhere
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit / 1e6)


def run_in_turn(projects: Sequence[Project], runs: int) -> list[list[Run]]:
    """Return `runs` builds of each project, which take turns; a list for each project."""
    rounds = [[run_build(project) for project in projects] for _ in range(runs)]
    return [list(of_one) for of_one in zip(*rounds, strict=True)]


def table_row(name: str, runs: Iterable[Run]) -> str:
    """Return a line of the table: medians of some runs."""
    cpu, wall, peak = (
        median(column) for column in zip(*((r.cpu, r.wall, r.peak) for r in runs), strict=True)
    )
    return f"{name:<28}{cpu:>8.2f}{wall:>8.2f}{peak:>8.0f}"


def verdict(name: str, value: float, target: float, unit: str = "") -> str:
    """Return a line with a figure and its target."""
    result = "met" if value <= target else "missed"
    return f"{name:<28}{value:>8.2f}{unit}   target {target}{unit} at most: {result}"


def ratios(ours: Sequence[Run], others: Sequence[Run]) -> tuple[float, float]:
    """Return CPU of ours over others': ratio of medians, and median of the ratios of pairs."""
    pairs = [run.cpu / other.cpu for run, other in zip(ours, others, strict=True)]
    return median(r.cpu for r in ours) / median(r.cpu for r in others), median(pairs)


def compare(project: Project, baseline: Project, runs: int, target: float) -> str:
    """Return the table of two projects."""
    ours, others = run_in_turn([project, baseline], runs)
    of_medians, of_pairs = ratios(ours, others)
    return "\n".join(
        [
            table_row(project.name, ours),
            table_row(baseline.name, others),
            verdict("CPU, ratio of medians", of_medians, target),
            verdict("CPU, median of pair ratios", of_pairs, target),
            "",
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status, 0 whether or not the targets were met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="default: 1000")
    parser.add_argument("--runs", type=int, default=3, help="of each build; default: 3")
    parser.add_argument(
        "--growth",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=f"also measure {GROWTH} times as many posts, in half as many runs",
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = this_site(folder / "site")
        ours = our_project(folder / "ours", options.posts)
        stock = stock_project(folder / "stock", options.posts)
        run_in_turn([site, ours, stock], 1)  # warm-up
        print(f"{'medians':<28}{'CPU s':>8}{'wall s':>8}{'peak MB':>8}")
        (cold,) = run_in_turn([site], options.runs)
        print(table_row(site.name, cold))
        print(verdict("wall", median(run.wall for run in cold), COLD_WALL, " s"), "\n", flush=True)
        print(compare(ours, stock, options.runs, CPU_TO_STOCK), flush=True)
        if options.growth:
            large = our_project(folder / "large", options.posts * GROWTH)
            print(compare(large, ours, (options.runs + 1) // 2, CPU_GROWTH))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
