"""What “Also read” costs: `python -m benchmarks.related_cost [--runs N]`.

CPU seconds and megabytes for 1,000, 5,000 and 10,000 made-up posts of 600 words, each in a process
of its own that has read the posts already: what is measured comes on top of a build without it.
Linux and macOS only.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC
from statistics import median

from benchmarks.posts import Writer
from benchmarks.related import converter
from newsroom.html.outline import read_outline
from newsroom.related.posts import Post, related

SIZES = (1_000, 5_000, 10_000)
CPU = {1_000: 0.8, 10_000: 8.0}  # targets: seconds,
MEMORY = 500  # megabytes for 10,000 posts,
GROWTH = 2.6  # and times the CPU for 10,000 posts against 5,000


def made_up(count: int) -> Iterator[Post]:
    """Posts as the site would read them."""
    writer, markdown = Writer(), converter()
    heads = writer.heads(count, ("News", "Explainers", "Practice"))
    for number, head in enumerate(heads):
        outline = read_outline(markdown.reset().convert(writer.body(number, heads)))
        yield Post(
            id=head.slug,
            title=head.title,
            body=outline.text,
            headings=outline.headings,
            summary=head.summary,
            tags=head.tags,
            category=head.category,
            date=head.date.replace(tzinfo=UTC),
            language="en",
        )


def peak() -> float:
    """The largest this process has been, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure(count: int) -> tuple[float, float]:
    """CPU seconds and megabytes of the lists of `count` posts, the loading of numpy included."""
    posts = list(made_up(count))
    before, start = peak(), time.process_time()
    related(posts)
    return time.process_time() - start, peak() - before


def in_process(count: int) -> tuple[float, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.related_cost", "--measure", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    cpu, memory = json.loads(done.stdout)
    return cpu, memory


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status, 0 whether or not the targets were met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related_cost", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each size; default: 3")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    rounds = [{count: in_process(count) for count in SIZES} for _ in range(options.runs)]
    print(f"{'“Also read”, medians':<28}{'CPU s':>8}{'MB':>8}")
    cpu = {}
    for count in SIZES:
        cpu[count] = median(found[count][0] for found in rounds)
        memory = median(found[count][1] for found in rounds)
        target = f"   target {CPU[count]} s, {MEMORY} MB at most" if count in CPU else ""
        print(f"{f'{count:,} posts':<28}{cpu[count]:>8.2f}{memory:>8.0f}{target}")
    growth = median(found[SIZES[2]][0] / found[SIZES[1]][0] for found in rounds)
    print(f"{'growth from 5,000 to 10,000':<28}{growth:>8.2f}   target {GROWTH} at most\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
