"""Compares the structure of posts with that which a parser of GFM gives: markdown-it-py.

    .venv/bin/python -m benchmarks.markdown [--show] PATH...

A path is a folder of Markdown files, one such file, a `posts.jsonl` with a `body` a line, or the
`spec.txt` of CommonMark or GFM, whose examples are compared with the HTML that they give. Lists,
items, nesting, listings, tables, headings and links must be the same in the same order.

Posts that differ by our intention only are counted by the rule (`DELIBERATE`) that explains them,
which is that they agree once their text spells out what the rule means. With `--show`, the first
difference of each other post is printed.

Another commit is measured by the same counting in a checkout of it:
`PYTHONPATH=. python -P THIS/benchmarks/markdown.py PATH...`
"""

import json
import re
import runpy
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt

from benchmarks.related import site_words
from newsroom.content.front_matter.parser import parse_front_matter
from newsroom.content.markdown_extension import build_markdown

KEPT = ["ul", "ol", "li", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "a"]
OURS = "a.anchor, div.footnote, sup"
# Footnotes are not in CommonMark, of which the other parser is.
FOOTNOTE = re.compile(
    r"^ {0,3}\[\^[^\]\n]+\]:.*(?:\n(?: {4}.*|(?=\n)))*|\[\^[^\]\n]+\]", re.MULTILINE
)
HEADING = re.compile(r"h[1-6]")
BARE_URL = re.compile(r"\s*(?:(?:https?://|www\.)\S*\s*)?$")
EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^##? (.+)$", re.MULTILINE)
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])

INNER_HTML = re.compile(r"^[ ]{4,}(?=</?[a-z])", re.MULTILINE)
INNER_ITEM = re.compile(r"^[ ]{1,3}(?=(?:\d+[.)]|[-*+]) )", re.MULTILINE)
BRACES = re.compile(r"\{[:.#][^{}\n]*\}")
FORMULA = re.compile(
    r"\$\$.+?\$\$|\\\[.+?\\\]|(?<![\\$\w])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\d)", re.DOTALL
)
DELIMITER = re.compile(r"^<[^\n]*markdown=[^\n]*>$", re.MULTILINE)
DELIBERATE: dict[str, Callable[[str], str]] = {
    "formulas are not Markdown": lambda text: FORMULA.sub("x", text),
    "tags that are indented in HTML are HTML": lambda text: INNER_HTML.sub("", text),
    "four spaces continue an item whose mark is indented": lambda text: INNER_ITEM.sub("", text),
    "braces with a class or an id are attributes": lambda text: BRACES.sub("", text),
    "`markdown` on a tag is an attribute": lambda text: DELIMITER.sub(r"\g<0>\n", text),
}


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
    text = tag.get_text().strip()
    is_bare = BARE_URL.match(text) or str(tag.get("href")).rstrip("/").endswith(text.rstrip("/"))
    return "href" in tag.attrs and not is_bare


def without_links(tags: Sequence[str]) -> list[str]:
    """Return a structure without its links."""
    return [tag for tag in tags if not tag.endswith(" a")]


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


def explain(ours: Sequence[str], body: str) -> str:
    """Return the names of the rules by which a structure differs from GFM; none, if others do."""
    for name, spell_out in DELIBERATE.items():
        if structure(GFM.render(spell_out(body))) == ours:
            return name
    rules = [*DELIBERATE]
    for first, last in ((0, 2), (0, 3), (0, len(rules))):
        text = body
        for name in rules[first:last]:
            text = DELIBERATE[name](text)
        if structure(GFM.render(text)) == ours:
            return "several of these"
    return ""


def first_difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return where two structures differ first."""
    for number, (a, b) in enumerate(zip([*ours, "end"], [*theirs, "end"], strict=False)):
        if a != b:
            return f"{number}: {a} instead of {b}; {len(ours)} and {len(theirs)} in all"
    return "none"


def compare_posts(path: Path, convert: Callable[[str], str], *, show: bool) -> None:
    """Print how many of the posts at a path agree, and the processor time of a conversion."""
    same = same_blocks = total = 0
    seconds = 0.0
    rules: Counter[str] = Counter()
    for name, source in bodies(path):
        body = FOOTNOTE.sub("", source)
        start = time.process_time()
        html = convert(body)
        seconds += time.process_time() - start
        ours, theirs = structure(html), structure(GFM.render(body))
        total += 1
        same += ours == theirs
        same_blocks += without_links(ours) == without_links(theirs)
        if ours != theirs:
            rule = explain(ours, body)
            rules[rule] += 1
            if show and not rule:
                print(f"  {name}: {first_difference(ours, theirs)}")
    print(
        f"{path.name}: {same} of {total} posts agree ({100 * same / max(total, 1):.1f} %), "
        f"{same_blocks} without links, {1000 * seconds / max(total, 1):.2f} ms a post"
    )
    for rule, count in rules.most_common():
        print(f"  {count}: {rule or 'differ otherwise'}")


def compare_examples(path: Path, convert: Callable[[str], str], *, show: bool) -> None:
    """Print how many examples of each section of a specification agree."""
    text = path.read_text(encoding="utf-8").replace("→", "\t")
    examples = [*EXAMPLE.finditer(text)]
    outside = EXAMPLE.sub(lambda example: " " * len(example[0]), text)
    sections = [(match.start(), match[1]) for match in SECTION.finditer(outside)]
    results: defaultdict[str, list[bool]] = defaultdict(list)
    for number, example in enumerate(examples, 1):
        section = next(name for start, name in reversed(sections) if start < example.start())
        ours, theirs = structure(convert(example[1])), structure(example[2])
        results[section].append(ours == theirs)
        if show and ours != theirs:
            print(f"  {section}, example {number}: {first_difference(ours, theirs)}")
    for section, agreements in results.items():
        print(f"  {section}: {sum(agreements)} of {len(agreements)}")
    every = [agrees for agreements in results.values() for agrees in agreements]
    print(f"{path.name}: {sum(every)} of {len(every)} examples agree")


def main(arguments: Sequence[str]) -> None:
    """Print for each path how many posts or examples agree."""
    markdown = build_markdown(runpy.run_path("pelicanconf.py")["MARKDOWN"], site_words())

    def convert(text: str) -> str:
        return markdown.reset().convert(text)

    for path in [Path(argument) for argument in arguments if argument != "--show"]:
        compare = compare_examples if path.suffix == ".txt" else compare_posts
        compare(path, convert, show="--show" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
