"""Compares the structure of posts with that which a parser of GFM gives: markdown-it-py.

    .venv/bin/python -m benchmarks.markdown [--show] PATH...

A path is a folder of Markdown files, one such file, or a `posts.jsonl` with a `body` a line. Lists,
items, nesting, listings, tables, headings and links must be the same in the same order. With
`--show`, the first difference of each post is printed.
"""

import json
import re
import runpy
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt

from newsroom.content.front_matter.parser import parse_front_matter
from newsroom.content.markdown_extension import build_markdown

ROOT = Path(__file__).parent.parent
KEPT = ["ul", "ol", "li", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "a"]
OURS = "a.anchor, div.footnote, sup"
# Footnotes are not in CommonMark, of which the other parser is.
FOOTNOTE = re.compile(
    r"^ {0,3}\[\^[^\]\n]+\]:.*(?:\n(?: {4}.*|(?=\n)))*|\[\^[^\]\n]+\]", re.MULTILINE
)
HEADING = re.compile(r"h[1-6]")
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def structure(html: str) -> list[str]:
    """Return the tags of the structure of HTML, each with the number of lists around it."""
    tree = BeautifulSoup(html, "lxml")
    for element in tree.select(OURS):
        element.decompose()
    tags = [tag for tag in tree.find_all(KEPT) if tag.name != "a" or is_named_link(tag)]
    lowest = 1 if any(tag.name == "h1" for tag in tags) else 0
    return [
        f"{len(tag.find_parents(['ul', 'ol']))} "
        + (f"h{min(int(tag.name[1]) + lowest, 6)}" if HEADING.fullmatch(tag.name) else tag.name)
        for tag in tags
    ]


def is_named_link(tag: Tag) -> bool:
    """Return whether a tag is a link with words of its own; the other parser reads no bare URL."""
    return "href" in tag.attrs and not str(tag["href"]).endswith(tag.get_text())


def bodies(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the Markdown of each post at a path."""
    if path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            yield str(post["id"]), post["body"]
        return
    for file in sorted(path.rglob("*.md")) if path.is_dir() else [path]:
        text = file.read_text(encoding="utf-8")
        yield file.name, parse_front_matter(text, str(file)).body


def first_difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return where two structures differ first."""
    for number, (a, b) in enumerate(zip([*ours, "end"], [*theirs, "end"], strict=False)):
        if a != b:
            return f"{number}: {a} instead of {b}; {len(ours)} and {len(theirs)} in all"
    return "none"


def main(arguments: Sequence[str]) -> None:
    """Print for each path how many posts agree, and the processor time of a conversion."""
    markdown = build_markdown(runpy.run_path(str(ROOT / "pelicanconf.py"))["MARKDOWN"])
    show = "--show" in arguments
    for path in [Path(argument) for argument in arguments if argument != "--show"]:
        same = without_links = total = 0
        seconds = 0.0
        for name, source in bodies(path):
            body = FOOTNOTE.sub("", source)
            start = time.process_time()
            html = markdown.reset().convert(body)
            seconds += time.process_time() - start
            ours, theirs = structure(html), structure(GFM.render(body))
            total += 1
            same += ours == theirs
            blocks = [[tag for tag in tags if not tag.endswith(" a")] for tags in (ours, theirs)]
            without_links += blocks[0] == blocks[1]
            if show and ours != theirs:
                print(f"  {name}: {first_difference(ours, theirs)}")
        print(
            f"{path}: {same} of {total} posts agree ({100 * same / max(total, 1):.1f} %), "
            f"{without_links} without links ({100 * without_links / max(total, 1):.1f} %), "
            f"{1000 * seconds / max(total, 1):.2f} ms a post"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
