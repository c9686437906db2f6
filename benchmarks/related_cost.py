"""The time and memory of “Also read”: `python -m benchmarks.related_cost [--runs N]`.

CPU seconds and megabytes for 1,000, 5,000 and 10,000 generated posts of 600 words, each in a new
process that has read the posts already: they add to those of a build without related posts.
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
from newsroom.html.outline import body_text, read_outline
from newsroom.related.posts import Post, related

SIZES = (1_000, 5_000, 10_000)
CPU = {1_000: 0.8, 10_000: 8.0}  # targets: seconds,
MEMORY = 500  # megabytes for 10,000 posts,
GROWTH = 2.6  # and times the CPU for 10,000 posts against 5,000


def generate_posts(count: int) -> Iterator[Post]:
    """Yield generated posts as the site reads them."""
    writer, markdown = Writer(), converter()
    heads = writer.heads(count, ("News", "Explainers", "Practice"))
    for head in heads:
        html = markdown.reset().convert(writer.body(head, heads))
        outline = read_outline(html)
        yield Post(
            id=head.slug,
            title=head.title,
            body=body_text(html),
            headings=outline.headings,
            summary=head.summary,
            tags=head.tags,
            category=head.category,
            date=head.date.replace(tzinfo=UTC),
            language="en",
        )


def peak_memory() -> float:
    """Return the largest resident set of this process so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure(count: int) -> tuple[float, float]:
    """Return CPU seconds and megabytes of the lists of `count` posts, with the import of numpy."""
    posts = list(generate_posts(count))
    before, start = peak_memory(), time.process_time()
    related(posts)
    return time.process_time() - start, peak_memory() - before


def measure_in_process(count: int) -> tuple[float, float]:
    """Return what `measure` does, from a new process."""
    command = [sys.executable, "-m", "benchmarks.related_cost", "--measure", str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    cpu, memory = json.loads(done.stdout)
    return cpu, memory


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status, 0 whether or not the targets were met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related_cost", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each size; default: 3")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    rounds = [{count: measure_in_process(count) for count in SIZES} for _ in range(options.runs)]
    print(f"{'“Also read”, medians':<28}{'CPU s':>8}{'MB':>8}")
    cpu = {}
    for count in SIZES:
        cpu[count] = median(figures[count][0] for figures in rounds)
        memory = median(figures[count][1] for figures in rounds)
        target = f"   target {CPU[count]} s, {MEMORY} MB at most" if count in CPU else ""
        print(f"{f'{count:,} posts':<28}{cpu[count]:>8.2f}{memory:>8.0f}{target}")
    growth = median(figures[SIZES[2]][0] / figures[SIZES[1]][0] for figures in rounds)
    print(f"{'growth from 5,000 to 10,000':<28}{growth:>8.2f}   target {GROWTH} at most\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
