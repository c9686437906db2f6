"""The time and memory of “Also read”: `python -m benchmarks.related_cost [--runs N]`.

CPU seconds and megabytes for 1,000, 5,000 and 10,000 generated posts of 600 words, each in a new
process that has read the posts already: they add to those of a build without related posts. Then
those of builds after it, which know what it kept: without a change, with a sentence or a paragraph
more in one post, and with a new post. Their figures have no import of numpy. Linux and macOS only.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.posts import Writer
from benchmarks.related import converter, no_size, site_words
from newsroom.content.article_html import parse_markdown
from newsroom.html.outline import body_text, read_outline
from newsroom.related.posts import Post, PostReference, update_related

if TYPE_CHECKING:
    from newsroom.related.memory import Memory

SIZES = (1_000, 5_000, 10_000)
COUNT = 6  # entries of a list: those of the site, and two that it may leave out
CHANGES = {"a sentence more": 15, "a paragraph more": 80}  # words
TARGETS = {
    (1_000, "clean"): 0.8,
    (10_000, "clean"): 5.0,
    (10_000, "megabytes"): 250,
    (10_000, "a sentence more"): 0.25,
    (10_000, "a new post"): 0.6,
}
GROWTH = 2.6  # target: times the CPU for 10,000 posts against 5,000
Figures = dict[str, float]


def generate_posts(count: int) -> Iterator[Post]:
    """Yield generated posts as the site reads them."""
    writer, markdown, words = Writer(), converter(), site_words()
    heads = writer.heads(count, ("News", "Explainers", "Practice"))
    for head in heads:
        text = writer.body(head, heads)
        html = parse_markdown(markdown, text, ".", no_size, words, custom=False).html
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


class TableMemory:
    """A memory in a database of SQLite, as that of a build."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file)
        self.connection.execute("CREATE TABLE entry (name TEXT PRIMARY KEY, value BLOB)")

    def get(self, name: str) -> bytes | None:
        """Return what was put under a name, or None."""
        query = "SELECT value FROM entry WHERE name = ?"
        row: tuple[bytes] | None = self.connection.execute(query, (name,)).fetchone()
        return row[0] if row else None

    def put(self, name: str, value: bytes) -> None:
        """Keep some bytes under a name."""
        self.connection.execute("REPLACE INTO entry VALUES (?, ?)", (name, value))


def update(posts: Sequence[Post], memory: "Memory") -> float:
    """Return the CPU seconds that the lists of posts take."""
    references = [
        PostReference(post.id, post.date, post.language, str(len(post.body)), partial(same, post))
        for post in posts
    ]
    start = time.process_time()
    update_related(references, COUNT, memory)
    return time.process_time() - start


def same(post: Post) -> Post:
    """Return a post."""
    return post


def add_words(post: Post, another: Post, count: int) -> Post:
    """Return a post with some words of another one at its end."""
    words = " ".join(another.body.split()[100 : 100 + count])
    return replace(post, body=f"{post.body}\n{words}")


def measure(count: int) -> Figures:
    """Return the figures for `count` posts: the first, with the import of numpy, is of a clean run.

    Changes are to or from a post in the middle, and one that is a quarter older.
    """
    posts = list(generate_posts(count))
    post, another = posts[count // 2], posts[count // 4]
    before = peak_memory()
    with TemporaryDirectory() as folder:
        memory = TableMemory(Path(folder, "memory.sqlite"))
        figures = {"clean": update(posts, memory), "megabytes": peak_memory() - before}
        figures["unchanged"] = update(posts, memory)
        for name, words in CHANGES.items():
            posts[count // 2] = post = add_words(post, another, words)
            figures[name] = update(posts, memory)
        body = " ".join([*another.body.split()[:300], *post.body.split()[300:]])
        date = max(post.date for post in posts)
        posts.append(replace(another, id="new", title="A new post", body=body, date=date))
        figures["a new post"] = update(posts, memory)
    return figures


def measure_in_process(count: int) -> Figures:
    """Return what `measure` does, from a new process."""
    command = [sys.executable, "-m", "benchmarks.related_cost", "--measure", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def table_line(name: str, figures: Sequence[float], target: float | None) -> str:
    """Return a line of the table: medians of some runs, and the target."""
    limit = "" if target is None else f"   target {target:g} at most"
    return f"{name:<36}{median(figures):>8.2f}{limit}"


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
    print("“Also read”, medians of CPU seconds")
    for count in SIZES:
        for name in rounds[0][count]:
            figures = [of_round[count][name] for of_round in rounds]
            print(table_line(f"{count:,} posts, {name}", figures, TARGETS.get((count, name))))
    growth = [of_round[SIZES[2]]["clean"] / of_round[SIZES[1]]["clean"] for of_round in rounds]
    print(table_line("growth from 5,000 to 10,000", growth, GROWTH) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
