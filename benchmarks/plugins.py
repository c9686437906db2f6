"""The CPU time of each plugin: `python -m benchmarks.plugins [--posts N] [--runs N]`.

Milliseconds a post for each plugin of the pipeline, over generated posts with images, entities,
sources, series, corrections and aliases: what it does in the pipeline, the contents of its files,
what templates call of it, and the part of a page that has its name (`benchmarks.meter`). Rendering
the rest of a page is in the whole build only. Time in the kernel is mostly the creation of files
and folders: it depends on the file system and on other processes. The target is 0.15 ms a post for
a plugin, but 0.8 ms for related posts (`benchmarks.related_cost`) and none for `documents`, which
parses all posts, and 0.8 ms for all plugins together whose output is for machines.
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
from collections.abc import Sequence
from math import inf
from pathlib import Path
from random import Random
from statistics import median
from textwrap import fill

from pelican.log import init as init_logging

from benchmarks.meter import Meter, Seconds, cpu_seconds, minus
from benchmarks.posts import (
    SEED,
    PostHead,
    image_path,
    posts,
    profiles,
    write_files,
    write_images,
    yaml_front_matter,
)
from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file

ROOT = Path(__file__).resolve().parent.parent
TARGET = 0.15  # ms a post,
TARGETS = {"related_posts": 0.8, "documents": inf}  # but for these,
TOGETHER = 0.8  # and for all of these:
MACHINES = tuple(
    (
        "structured_data social_meta feeds json_feed sitemaps news_sitemap robots llms "
        "markdown_copy corrections sources entities entity_hubs redirects headers "
        "content_policy series neighbors permanent_ids"
    ).split()
)
ENTITIES = {"companies": 200, "models": 300, "people": 300, "topics": 200}  # names of each kind


def full_front_matter(head: PostHead) -> str:
    """Return front matter with a value for every plugin."""
    random = Random(f"{SEED}/full/{head.slug}")
    lines = [
        f"{kind}: [{', '.join(f'Name {kind} {n}' for n in random.sample(range(names), 2))}]"
        for kind, names in ENTITIES.items()
    ]
    if head.number % 2 == 0:
        lines += [f"image: /{image_path(0)}", "image_alt: Something to be seen"]
    lines.append('sources: [{title: A source, url: "https://example.org/a", kind: report}]')
    if head.number % 5 == 0:
        lines.append(f"series: Series {head.number // 50}")
    if head.number % 10 == 0:
        lines.append("corrections: [{date: 2025-06-01, text: A name was wrong.}]")
        lines.append(f"aliases: [old-{head.slug}]")
    return yaml_front_matter(head).replace("\n---\n", "\n" + "\n".join(lines) + "\n---\n", 1)


def create_project(folder: Path, count: int) -> None:
    """Write a project with generated posts, and this repository's settings, theme and code."""
    conf = runpy.run_path(str(ROOT / "pelicanconf.py"))
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "theme").symlink_to(ROOT / "theme")
    write_images(folder / "content")
    for page in ("about", "contact", "corrections"):
        text = f"---\ntitle: {page.capitalize()}\n---\n\nText.\n"
        write_files([(f"pages/{page}.md", text)], folder / "content")
    write_files([*profiles()], folder / "content")
    names = [row["name"] for row in conf["CATEGORIES"]]
    write_files(posts(count, names, full_front_matter), folder / "content")


def measure(count: int) -> dict[str, Seconds]:
    """Return the CPU seconds of each plugin and of the whole build ("")."""
    meter = Meter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_project(folder, count)
        os.chdir(folder)
        init_logging(level=logging.ERROR, handler=None)
        start = cpu_seconds()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            pelican = SitePelican(read_settings_file("pelicanconf.py", Path("output")))
            meter.watch(pelican)
            pelican.run()
        total = minus(cpu_seconds(), start)
        os.chdir(ROOT)
    return {**meter.spent, "": total}


def measure_in_process(count: int) -> dict[str, Seconds]:
    """Return what `measure` does, from a new process."""
    command = [sys.executable, "-m", "benchmarks.plugins", "--measure", str(count)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    spent: dict[str, Seconds] = json.loads(done.stdout)
    return spent


def median_per_post(figures: Sequence[Seconds], posts: int) -> Seconds:
    """Return the medians in milliseconds a post."""
    spent, kernel = (median(column) * 1000 / posts for column in zip(*figures, strict=True))
    return spent, kernel


def table_row(name: str, spent: float, kernel: float, target: float = inf) -> str:
    """Return a line of the table, with a note where the target is missed."""
    over = "   over" if spent > target else ""
    if over and spent - kernel <= target:
        over += ", not without the kernel"
    return f"{name:<28}{spent:>16.3f}{kernel:>16.3f}{over}"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status, 0 whether or not the target was met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plugins", description=__doc__)
    parser.add_argument("--posts", type=int, default=2000, help="default: 2000")
    parser.add_argument("--runs", type=int, default=3, help="default: 3")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    runs = [measure_in_process(options.posts) for _ in range(options.runs)]
    cost = {
        name: median_per_post([run.get(name, (0, 0)) for run in runs], options.posts)
        for name in dict.fromkeys(name for run in runs for name in run)
    }
    total = cost.pop("")
    print(f"{f'{options.posts:,} posts, medians':<28}{'ms CPU a post':>16}{'in the kernel':>16}")
    for name, seconds in sorted(cost.items(), key=lambda item: -item[1][0]):
        print(table_row(name, *seconds, TARGETS.get(name, TARGET)))
    together = [cost[name] for name in MACHINES if name in cost]
    spent, kernel = (sum(figures) for figures in zip(*together, strict=True))
    print(table_row(f"those of {len(together)} for machines", spent, kernel, TOGETHER))
    print(table_row("the whole build", *total))
    print(f"\ntarget {TARGET} a plugin, {TOGETHER} together for those that machines read:")
    print(f"{fill(', '.join(MACHINES), 100)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
