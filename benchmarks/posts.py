"""Made-up posts, for measuring: the same ones for the same count on every machine.

A post has 600 words of running text in four sections, with lists, emphasis and links to other
posts; every third has a listing, every fourth a table. Words follow Zipf's law over a vocabulary
of 20,000; one in four comes from the smaller vocabularies of the post's own tags, for posts on one
subject share words. Each can be written with a YAML head or with Pelican's own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, product
from pathlib import Path
from random import Random

SEED = 2025
WORDS = 600
SECTIONS = 4
VOCABULARY = 20_000  # words
TAG_VOCABULARY = 400  # words that posts with one tag share
FIRST = datetime(2017, 1, 1, 9)  # dates run evenly from here ...
SPAN = timedelta(days=8 * 365)  # ... over eight years
TAGS = tuple(
    (
        "Agents;Benchmarks;Chips;Data centers;Embeddings;Inference;Language models;Open weights;"
        "Regulation;Robotics;Safety;Speech"
    ).split(";")
)
AUTHORS = ("Asha Rao", "Ben Okafor", "Chen Li")
LISTING = """```python
def {name}(prompt: str, limit: int = {limit}) -> list[str]:
    \"\"\"Words of a prompt, {limit} at most.\"\"\"
    words = [word.strip(".,") for word in prompt.split()]
    return words[:limit]  # the rest is {word}


for {word} in {name}("{prompt}"):
    print(f"{{{word}}}: {{len({word})}}")
```"""


@dataclass(frozen=True)
class Head:
    """What stands above a post."""

    slug: str
    title: str
    date: datetime
    author: str
    category: str
    tags: tuple[str, ...]
    summary: str

    @property
    def path(self) -> str:
        """The file, from `content/`."""
        return f"posts/{self.date:%Y}/{self.slug}.md"


def vocabulary() -> tuple[str, ...]:
    """Words that can be spoken, in a fixed random order; a word's place is its rank."""
    syllables = [a + b for a, b in product("bcdfghklmnprstvw", "aeiou")]
    short = ["".join(pair) for pair in product(syllables, syllables)]
    long = [first + last for first, last in product(short[::9], syllables)]
    Random(SEED).shuffle(short)
    Random(SEED).shuffle(long)
    return (*short[:2_000], *long)[:VOCABULARY]


def sampler(words: Sequence[str]) -> Callable[[Random, int], list[str]]:
    """Draws so many words by Zipf's law: the word of rank r as often as 1 / (r + 2.7)."""
    sums = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))
    return lambda random, count: random.choices(words, cum_weights=sums, k=count)


class Writer:
    """Writes heads and bodies. Every post has a random sequence of its own."""

    def __init__(self) -> None:
        words = vocabulary()
        self.common = sampler(words)
        self.special = {
            tag: sampler(words[1_000 + number :: len(TAGS)][:TAG_VOCABULARY])
            for number, tag in enumerate(TAGS)
        }

    def heads(self, count: int, categories: Sequence[str]) -> list[Head]:
        """The heads of `count` posts, oldest first."""
        return [
            self.head(number, FIRST + number * SPAN / count, categories) for number in range(count)
        ]

    def head(self, number: int, date: datetime, categories: Sequence[str]) -> Head:
        """One head. `number` makes its slug unlike any other."""
        random = Random(f"{SEED}/head/{number}")
        tags = tuple(random.sample(TAGS, 3))
        title = self.words(random, tags, 7)
        return Head(
            slug=f"{title[0]}-{title[1]}-{number}",
            title=" ".join(title).capitalize(),
            date=date.replace(second=0, microsecond=0),
            author=random.choice(AUTHORS),
            category=random.choice(categories),
            tags=tags,
            summary=sentence(self.words(random, tags, 20)),
        )

    def words(self, random: Random, tags: Sequence[str], count: int) -> list[str]:
        """Running words on a subject."""
        words = self.common(random, count)
        for place in range(0, count, 4):
            words[place] = self.special[random.choice(tags)](random, 1)[0]
        return words

    def body(self, number: int, heads: Sequence[Head]) -> str:
        """The Markdown of post `number`, with links to others of `heads`."""
        random, head = Random(f"{SEED}/body/{number}"), heads[number]
        blocks = []
        for section in range(SECTIONS):
            words = self.words(random, head.tags, WORDS // SECTIONS)
            target = random.choice(heads)
            blocks.append(f"## {' '.join(words[:4]).capitalize()}")
            blocks.append(paragraph(random, words[4:58]))
            blocks.append(f"{sentence(words[58:70])} {link(target, words[70:74])}.")
            blocks.append(bullets(words[74:110]))
            blocks.append(paragraph(random, words[110:]))
            if section == 1 and number % 3 == 0:
                blocks.append(listing(words))
            if section == 2 and number % 4 == 0:
                blocks.append(table(words))
        return "\n\n".join(blocks) + "\n"


def sentence(words: Sequence[str]) -> str:
    """The words with a capital and a full stop."""
    return f"{' '.join(words).capitalize()}."


def paragraph(random: Random, words: Sequence[str]) -> str:
    """Sentences of 18 words, one word of them emphasized and one in code type."""
    marked = list(words)
    bold, code = random.sample(range(1, len(words)), 2)
    marked[bold], marked[code] = f"**{words[bold]}**", f"`{words[code]}`"
    return " ".join(sentence(marked[start : start + 18]) for start in range(0, len(marked), 18))


def link(target: Head, words: Sequence[str]) -> str:
    """A link to another post, in the form that Pelican and we read."""
    return f"[{' '.join(words)}]({{filename}}/{target.path})"


def bullets(words: Sequence[str]) -> str:
    """A list of nine words an item."""
    return "\n".join(f"- {' '.join(words[n : n + 9])}" for n in range(0, len(words), 9))


def listing(words: Sequence[str]) -> str:
    """A few lines of Python."""
    return LISTING.format(
        name=words[0], word=words[1], limit=len(words[2]), prompt=" ".join(words[3:12])
    )


def table(words: Sequence[str]) -> str:
    """Four columns and four rows under a head."""
    rows = [" | ".join(words[start : start + 4]) for start in range(0, 20, 4)]
    return "\n".join(f"| {row} |" for row in [rows[0], "--- | --- | --- | ---:", *rows[1:]])


def in_yaml(head: Head) -> str:
    """A head in the house form."""
    return (
        f'---\ntitle: "{head.title}"\nslug: {head.slug}\ndate: {head.date:%Y-%m-%d %H:%M}\n'
        f"authors: [{head.author}]\ncategory: {head.category}\ntags: [{', '.join(head.tags)}]\n"
        f'summary: "{head.summary}"\n---\n\n'
    )


def in_lines(head: Head) -> str:
    """The same head in the form that Pelican reads without plugins."""
    return (
        f"Title: {head.title}\nSlug: {head.slug}\nDate: {head.date:%Y-%m-%d %H:%M}\n"
        f"Authors: {head.author}\nCategory: {head.category}\nTags: {', '.join(head.tags)}\n"
        f"Summary: {head.summary}\n\n"
    )


def posts(
    count: int, categories: Sequence[str], written: Callable[[Head], str] = in_yaml
) -> Iterator[tuple[str, str]]:
    """(path from `content/`, text) of `count` posts; `written` is `in_yaml` or `in_lines`."""
    writer = Writer()
    heads = writer.heads(count, categories)
    for number, head in enumerate(heads):
        yield head.path, written(head) + writer.body(number, heads)


def profiles() -> Iterator[tuple[str, str]]:
    """(path from `content/`, text) of a profile for each author."""
    for name in AUTHORS:
        file = name.lower().replace(" ", "-")
        yield f"authors/{file}.md", f"---\nname: {name}\nrole: Writer\n---\n{name} writes.\n"


def write(files: Iterable[tuple[str, str]], content: Path) -> None:
    """Put (path, text) pairs under the folder `content`."""
    for path, text in files:
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
