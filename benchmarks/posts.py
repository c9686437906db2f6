"""Generated posts for benchmarks: the same ones for the same count on every machine.

A post has 600 words of running text in four sections, with lists, emphasis and links to other
posts; every third has a code block, every fourth a table, every fifth an image. A long post has as
many sections as its size takes. Words follow Zipf's law over a vocabulary of 20,000; one in four
comes from the smaller vocabularies of the tags of the post, as posts on one subject share words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, product
from pathlib import Path
from random import Random

from PIL import Image

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
IMAGES = 8  # files that posts share
IMAGE_SIZE = (640, 360)  # pixels
LISTING = """```python
def {name}(prompt: str, limit: int = {limit}) -> list[str]:
    \"\"\"Words of a prompt, {limit} at most.\"\"\"
    words = [word.strip(".,") for word in prompt.split()]
    return words[:limit]  # the rest is {word}


for {word} in {name}("{prompt}"):
    print(f"{{{word}}}: {{len({word})}}")
```"""


@dataclass(frozen=True)
class PostHead:
    """The front matter of a post, and its number, which makes its slug unique."""

    number: int
    slug: str
    title: str
    date: datetime
    author: str
    category: str
    tags: tuple[str, ...]
    summary: str

    @property
    def path(self) -> str:
        """The path under `content/`."""
        return f"posts/{self.date:%Y}/{self.slug}.md"


def generate_vocabulary() -> tuple[str, ...]:
    """Return pronounceable words in a fixed random order; the index of a word is its rank."""
    syllables = [a + b for a, b in product("bcdfghklmnprstvw", "aeiou")]
    short = ["".join(pair) for pair in product(syllables, syllables)]
    long = [first + last for first, last in product(short[::9], syllables)]
    Random(SEED).shuffle(short)
    Random(SEED).shuffle(long)
    return (*short[:2_000], *long)[:VOCABULARY]


def sampler(words: Sequence[str]) -> Callable[[Random, int], list[str]]:
    """Return a function that draws words by Zipf's law: rank r has the weight 1 / (r + 2.7)."""
    sums = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))
    return lambda random, count: random.choices(words, cum_weights=sums, k=count)


class Writer:
    """Generates front matter and bodies; every post has its own random sequence."""

    def __init__(self) -> None:
        words = generate_vocabulary()
        self.common = sampler(words)
        self.special = {
            tag: sampler(words[1_000 + number :: len(TAGS)][:TAG_VOCABULARY])
            for number, tag in enumerate(TAGS)
        }

    def heads(self, count: int, categories: Sequence[str]) -> list[PostHead]:
        """Return the front matter of `count` posts, oldest first."""
        return [
            self.head(number, FIRST + number * SPAN / count, categories) for number in range(count)
        ]

    def head(self, number: int, date: datetime, categories: Sequence[str]) -> PostHead:
        """Return the front matter of one post."""
        random = Random(f"{SEED}/head/{number}")
        tags = tuple(random.sample(TAGS, 3))
        title = self.words(random, tags, 7)
        return PostHead(
            number=number,
            slug=f"{title[0]}-{title[1]}-{number}",
            title=" ".join(title).capitalize(),
            date=date.replace(second=0, microsecond=0),
            author=random.choice(AUTHORS),
            category=random.choice(categories),
            tags=tags,
            summary=join_words(self.words(random, tags, 20)),
        )

    def words(self, random: Random, tags: Sequence[str], count: int) -> list[str]:
        """Return `count` words on the subjects of some tags."""
        words = self.common(random, count)
        for index in range(0, count, 4):
            words[index] = self.special[random.choice(tags)](random, 1)[0]
        return words

    def body(self, head: PostHead, targets: Sequence[PostHead], size: int = 0) -> str:
        """Return the Markdown of a post, with links to some of `targets`.

        It has `SECTIONS` sections, or more until it has `size` bytes.
        """
        random = Random(f"{SEED}/body/{head.number}")
        sections: list[str] = []
        length = 0
        while len(sections) < SECTIONS or length < size:
            blocks = self.section(random, head, random.choice(targets), len(sections))
            sections.append("\n\n".join(blocks))
            length += len(sections[-1]) + 2  # of ASCII, which a byte is enough for
        return "\n\n".join(sections) + "\n"

    def section(
        self, random: Random, head: PostHead, target: PostHead, number: int
    ) -> Iterator[str]:
        """Yield the blocks of a section; the second, third and fourth of each four have more."""
        words = self.words(random, head.tags, WORDS // SECTIONS)
        yield f"## {' '.join(words[:4]).capitalize()}"
        yield paragraph(random, words[4:58])
        yield f"{join_words(words[58:70])} {link(target, words[70:74])}."
        yield bullets(words[74:110])
        yield paragraph(random, words[110:])
        if number % SECTIONS == 1 and head.number % 3 == 0:
            yield listing(words)
        if number % SECTIONS == 2 and head.number % 4 == 0:
            yield table(words)
        if number % SECTIONS == 3 and head.number % 5 == 0:
            yield image(head.number // 5 % IMAGES, words)


def join_words(words: Sequence[str]) -> str:
    """Return the words as a sentence, with a capital and a full stop."""
    return f"{' '.join(words).capitalize()}."


def paragraph(random: Random, words: Sequence[str]) -> str:
    """Return sentences of 18 words, one word of them emphasized and one in code type."""
    marked = list(words)
    bold, code = random.sample(range(1, len(words)), 2)
    marked[bold], marked[code] = f"**{words[bold]}**", f"`{words[code]}`"
    return " ".join(join_words(marked[start : start + 18]) for start in range(0, len(marked), 18))


def link(target: PostHead, words: Sequence[str]) -> str:
    """Return a link to another post, in the form that both Pelican and we read."""
    return f"[{' '.join(words)}]({{filename}}/{target.path})"


def image(number: int, words: Sequence[str]) -> str:
    """Return an image with the text for those who do not see it."""
    return f"![{join_words(words[:6])}](/{image_path(number)})"


def image_path(number: int) -> str:
    """Return the path of an image, below the top of the built site."""
    return f"images/photo-{number}.png"


def bullets(words: Sequence[str]) -> str:
    """Return a list of nine words an item."""
    return "\n".join(f"- {' '.join(words[n : n + 9])}" for n in range(0, len(words), 9))


def listing(words: Sequence[str]) -> str:
    """Return a code block with a few lines of Python."""
    return LISTING.format(
        name=words[0], word=words[1], limit=len(words[2]), prompt=" ".join(words[3:12])
    )


def table(words: Sequence[str]) -> str:
    """Return a table of four columns and four rows."""
    rows = [" | ".join(words[start : start + 4]) for start in range(0, 20, 4)]
    return "\n".join(f"| {row} |" for row in [rows[0], "--- | --- | --- | ---:", *rows[1:]])


def yaml_front_matter(head: PostHead) -> str:
    """Return front matter in YAML."""
    return (
        f'---\ntitle: "{head.title}"\nslug: {head.slug}\ndate: {head.date:%Y-%m-%d %H:%M}\n'
        f"authors: [{head.author}]\ncategory: {head.category}\ntags: [{', '.join(head.tags)}]\n"
        f'summary: "{head.summary}"\n---\n\n'
    )


def posts(
    count: int,
    categories: Sequence[str],
    front_matter: Callable[[PostHead], str] = yaml_front_matter,
) -> Iterator[tuple[str, str]]:
    """Yield the path under `content/` and the text of `count` posts; see also `Corpus`."""
    writer = Writer()
    heads = writer.heads(count, categories)
    for head in heads:
        yield head.path, front_matter(head) + writer.body(head, heads)


def profiles() -> Iterator[tuple[str, str]]:
    """Yield the path under `content/` and the text of a profile for each author."""
    for name in AUTHORS:
        file = name.lower().replace(" ", "-")
        yield f"authors/{file}.md", f"---\nname: {name}\nrole: Writer\n---\n{name} writes.\n"


def write_files(files: Iterable[tuple[str, str]], content: Path) -> None:
    """Write (path, text) pairs under the folder `content`."""
    for path, text in files:
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def write_images(folder: Path) -> None:
    """Write the images that posts contain, under the folder that has `images/`."""
    for number in range(IMAGES):
        file = folder / image_path(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        color = tuple(Random(f"{SEED}/image/{number}").choices(range(256), k=3))
        Image.new("RGB", IMAGE_SIZE, color).save(file)
