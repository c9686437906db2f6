"""What each plugin costs: `python -m benchmarks.plugins [--posts N] [--runs N]`.

CPU milliseconds a post for each plugin of the pipeline, over made-up posts with entities, sources,
series, corrections and old addresses: its own handlers, those that write files included; printing
a page is Pelican's. Then what one post costs in all. The target is 0.15 ms a post for a plugin, but
0.8 ms for related posts (`benchmarks.related_cost`).
"""

import argparse
import contextlib
import io
import json
import logging
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from blinker import Signal
from pelican import Pelican, signals
from pelican.log import init as init_logging
from pelican.settings import read_settings

from benchmarks.posts import SEED, Head, in_yaml, posts, profiles, write

ROOT = Path(__file__).resolve().parent.parent
TARGET = 0.15  # ms a post
ENTITIES = {"companies": 200, "models": 300, "people": 300, "topics": 200}  # names of each kind


def in_full(head: Head) -> str:
    """A head with everything that a plugin can take up."""
    random = Random(f"{SEED}/full/{head.slug}")
    number = int(head.slug.rsplit("-", 1)[1])
    lines = [
        f"{kind}: [{', '.join(f'Name {kind} {n}' for n in random.sample(range(names), 2))}]"
        for kind, names in ENTITIES.items()
    ]
    lines.append('sources: [{title: A source, url: "https://example.org/a", kind: report}]')
    if number % 5 == 0:
        lines.append(f"series: Series {number // 50}")
    if number % 10 == 0:
        lines.append("corrections: [{date: 2025-06-01, text: A name was wrong.}]")
        lines.append(f"aliases: [old-{head.slug}]")
    return in_yaml(head).replace("\n---\n", "\n" + "\n".join(lines) + "\n---\n", 1)


def lay_out(folder: Path, count: int) -> None:
    """A project with made-up posts, and this repository's settings, theme and code."""
    conf = runpy.run_path(str(ROOT / "pelicanconf.py"))
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "theme").symlink_to(ROOT / "theme")
    (folder / "content").mkdir()
    for page in ("about", "contact", "corrections"):
        text = f"---\ntitle: {page.capitalize()}\n---\n\nText.\n"
        write([(f"pages/{page}.md", text)], folder / "content")
    write([*profiles()], folder / "content")
    names = [row["name"] for row in conf["CATEGORIES"]]
    write(posts(count, names, in_full), folder / "content")


def timed(spent: defaultdict[str, float], receiver: Callable[..., Any]) -> Callable[..., Any]:
    """The handler, whose CPU time is added to that of its module."""

    def measured(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return receiver(*arguments, **named)
        finally:
            spent[receiver.__module__] += time.process_time() - start

    return measured


def watch(spent: defaultdict[str, float]) -> list[Callable[..., Any]]:
    """Measure every handler of our plugins, in their order; gives what must be kept alive."""
    kept = []
    for signal in (value for value in vars(signals).values() if isinstance(value, Signal)):
        receivers = list(signal.receivers_for(None))
        for receiver in receivers:
            signal.disconnect(receiver)
        for receiver in receivers:
            ours = receiver.__module__.startswith("plugins.")
            kept.append(timed(spent, receiver) if ours else receiver)
            signal.connect(kept[-1])
    return kept


def measure(count: int) -> dict[str, float]:
    """CPU seconds of each plugin, and of the whole build under "", in this process."""
    spent: defaultdict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, count)
        os.chdir(folder)
        init_logging(level=logging.ERROR, handler=None)
        start = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            pelican = Pelican(read_settings("pelicanconf.py"))
            kept = watch(spent)
            pelican.run()
        spent[""] = time.process_time() - start
        os.chdir(ROOT)
    return dict(spent) if kept else {}


def in_process(count: int) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.plugins", "--measure", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status, 0 whether or not the target was met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plugins", description=__doc__)
    parser.add_argument("--posts", type=int, default=2000, help="default: 2000")
    parser.add_argument("--runs", type=int, default=3, help="default: 3")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    runs = [in_process(options.posts) for _ in range(options.runs)]
    cost = {
        name: median(run.get(name, 0) for run in runs) * 1000 / options.posts
        for name in dict.fromkeys(name for run in runs for name in run)
    }
    whole = cost.pop("")
    print(f"{f'{options.posts:,} posts, medians':<28}{'ms CPU a post':>16}")
    for name, ms in sorted(cost.items(), key=lambda item: -item[1]):
        print(f"{name.removeprefix('plugins.'):<28}{ms:>16.3f}{'   over' if ms > TARGET else ''}")
    print(f"{'the whole build':<28}{whole:>16.3f}   target {TARGET} a plugin\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
