"""Two texts word by word: what one lacks of the other, and what it has beyond it.

Only letters are compared: where words end differs between a source and its page (`H<sub>2</sub>O`).
Texts are read side by side while they agree; after a difference, both are searched for the nearest
letters from which they agree again. That is linear in the length of the texts, however they differ.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from newsroom.checks.words.source_words import Word

GRAM = 16  # letters that must agree for two texts to be together again
AHEAD = 50_000  # letters that are searched for them
MAX_FRONTS = 32  # readings of optional words that are followed at once, from either end
MAX_DIFFERENCES = 100  # a page with more is wrong as a whole


class Difference(NamedTuple):
    """Words that a page lacks at one position, and the letters it has there instead.

    The missing words are those of the source from `first` up to `last`, the added letters those of
    the page from `start` up to `end`.
    """

    first: int
    last: int
    start: int
    end: int


def find_differences(source: Sequence[Word], page: str) -> list[Difference]:
    """Return how a page, given as its letters, differs from the words of a source in their order.

    All required words must be on it, optional ones may be. At most `MAX_DIFFERENCES` are returned.
    """
    return list(islice(_Alignment(source, page).run(), MAX_DIFFERENCES))


class _Alignment:
    def __init__(self, source: Sequence[Word], page: str) -> None:
        self.source, self.page = source, page
        self.required = [number for number, word in enumerate(source) if word.required]
        self._grams: Mapping[str, list[int]] | None = None

    def run(self) -> Iterator[Difference]:
        """Yield each difference, in order."""
        number, fronts = 0, [0]
        while True:
            number, fronts = self.agree(number, fronts)
            if number == len(self.source) and len(self.page) in fronts:
                return
            difference = self.difference(number, fronts)
            yield difference
            number, fronts = difference.last, [difference.end]

    def agree(self, number: int, fronts: list[int]) -> tuple[int, list[int]]:
        """Read from a word on until none of the `fronts`, offsets in the page, goes on.

        Return the number of the word that is missing, and the fronts before it.
        """
        for word in self.source[number:]:
            size = len(word.text)
            after = [at + size for at in fronts if self.page.startswith(word.text, at)]
            if not word.required:
                after = sorted({*fronts, *after})
                if len(after) > 2 * MAX_FRONTS:
                    after = after[:MAX_FRONTS] + after[-MAX_FRONTS:]
            if not after:
                break
            number, fronts = number + 1, after
        return number, fronts

    def difference(self, number: int, fronts: Sequence[int]) -> Difference:
        """Return the smallest difference after which both texts agree again."""
        best, cost = Difference(number, len(self.source), fronts[-1], len(self.page)), AHEAD
        skipped = 0
        for index in range(bisect_left(self.required, number), len(self.required)):
            if skipped >= cost:
                break
            word = self.required[index]
            for start in fronts:
                end = self.next_offset(self.gram(index), start)
                if end >= 0 and skipped + end - start < cost:
                    best, cost = Difference(number, word, start, end), skipped + end - start
            skipped += len(self.source[word].text)
        return best

    def gram(self, index: int) -> str:
        """Return the first letters from a required word on, given by its index in `required`."""
        letters = ""
        for number in self.required[index : index + GRAM]:
            letters += self.source[number].text
            if len(letters) >= GRAM:
                break
        return letters[:GRAM]

    def next_offset(self, gram: str, start: int) -> int:
        """Return the offset of these letters in the page from `start` on, -1 without any."""
        if len(gram) < GRAM:  # the last words of the source
            end = len(self.page) - len(gram)
            return end if end >= start and self.page.endswith(gram) else -1
        if self._grams is None:
            grams = defaultdict(list)
            for at in range(len(self.page) - GRAM + 1):
                grams[self.page[at : at + GRAM]].append(at)
            self._grams = grams
        offsets = self._grams.get(gram, [])
        index = bisect_left(offsets, start)
        return offsets[index] if index < len(offsets) else -1
