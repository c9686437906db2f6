"""Corpora of generated posts by name: a number of posts, or 700 long ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.posts import PostHead, Writer

LONG_POSTS, LONG_SIZE = 700, 200_000  # of the long corpora: posts, and bytes of each body
EMOJI = "\N{GRINNING FACE}"


@dataclass(frozen=True)
class Corpus:
    """Posts of one kind: how many, the bytes of each body (0: those of 600 words), emoji or not."""

    name: str
    count: int
    size: int = 0
    emoji: bool = False

    @property
    def title(self) -> str:
        """The number and kind of the posts, such as “1,000 posts”."""
        size = f" of {self.size // 1000} KB" if self.size else ""
        return f"{self.count:,} posts{size}{', each with an emoji' if self.emoji else ''}"

    def posts(self, categories: Sequence[str], more: int = 0) -> Iterator[tuple[PostHead, str]]:
        """Yield front matter and body of each post, oldest first.

        `more` posts follow, dated a day apart, which no other post links to.
        """
        writer = Writer()
        heads = writer.heads(self.count, categories)
        dates = [heads[-1].date + timedelta(days=n + 1) for n in range(more)]
        later = [writer.head(self.count + n, date, categories) for n, date in enumerate(dates)]
        for head in (*heads, *later):
            # An emoji makes Python keep four bytes a character.
            end = f"\n{EMOJI}\n" if self.emoji else ""
            yield head, writer.body(head, heads, self.size) + end


def find_corpus(name: str) -> Corpus:
    """Return `long`, `emoji` or a number of posts as a corpus; raise `ValueError` for others."""
    if name in ("long", "emoji"):
        return Corpus(name, LONG_POSTS, LONG_SIZE, emoji=name == "emoji")
    if not name.isdecimal() or int(name) < 2:
        raise ValueError(f"invalid corpus {name!r}: must be long, emoji or a number of posts")
    return Corpus(str(int(name)), int(name))
