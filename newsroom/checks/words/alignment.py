"""Two texts word by word: what one lacks of the other, and what it has beyond it.

Only letters are compared: where words end differs between a source and its page (`H<sub>2</sub>O`).
Texts are read side by side while they agree; after a difference, both are searched for the nearest
letters from which they agree again. That is linear in the length of the texts, however they differ.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom.checks.words.source_words import Word

GRAM = 16  # letters that have to agree for two texts to be together again
AHEAD = 50_000  # letters that are searched for them
FRONTS = 32  # readings of optional words that are followed at once, from either end
ENOUGH = 100  # differences; a page with more is wrong as a whole


class Difference(NamedTuple):
    """Words that a page lacks at one place, and the letters it has there instead.

    `missing` is the words of the source from `first` up to `last`, `extra` the letters of the page
    from `start` up to `end`.
    """

    first: int
    last: int
    start: int
    end: int


def differences(source: Sequence[Word], page: str) -> list[Difference]:
    """Where a page, given as its letters, is not the words of a source in their order.

    All required words have to be there, optional ones may be; at most `ENOUGH` are given.
    """
    return [found for found, _ in zip(_Alignment(source, page).run(), range(ENOUGH), strict=False)]


class _Alignment:
    def __init__(self, source: Sequence[Word], page: str) -> None:
        self.source, self.page = source, page
        self.required = [number for number, word in enumerate(source) if word.required]
        self._grams: Mapping[str, list[int]] | None = None

    def run(self) -> Iterator[Difference]:
        """Each difference, in order."""
        number, fronts = 0, [0]
        while True:
            number, fronts = self.agree(number, fronts)
            if number == len(self.source) and len(self.page) in fronts:
                return
            found = self.difference(number, fronts)
            yield found
            number, fronts = found.last, [found.end]

    def agree(self, number: int, fronts: list[int]) -> tuple[int, list[int]]:
        """Read from a word on until none of the `fronts`, offsets in the page, goes on.

        Gives the word that is not there, and the fronts before it.
        """
        for word in self.source[number:]:
            size = len(word.text)
            after = [at + size for at in fronts if self.page.startswith(word.text, at)]
            if not word.required:
                after = sorted({*fronts, *after})
                if len(after) > 2 * FRONTS:
                    after = after[:FRONTS] + after[-FRONTS:]
            if not after:
                break
            number, fronts = number + 1, after
        return number, fronts

    def difference(self, number: int, fronts: Sequence[int]) -> Difference:
        """The smallest difference after which both texts agree again."""
        best, cost = Difference(number, len(self.source), fronts[-1], len(self.page)), AHEAD
        skipped = 0
        for place in range(bisect_left(self.required, number), len(self.required)):
            if skipped >= cost:
                break
            word = self.required[place]
            for start in fronts:
                end = self.next(self.gram(place), start)
                if end >= 0 and skipped + end - start < cost:
                    best, cost = Difference(number, word, start, end), skipped + end - start
            skipped += len(self.source[word].text)
        return best

    def gram(self, place: int) -> str:
        """The letters of required words from one of them on."""
        letters = ""
        for number in self.required[place : place + GRAM]:
            letters += self.source[number].text
            if len(letters) >= GRAM:
                break
        return letters[:GRAM]

    def next(self, gram: str, start: int) -> int:
        """Where the page has these letters from `start` on; -1 for nowhere."""
        if len(gram) < GRAM:  # the last words of the source
            end = len(self.page) - len(gram)
            return end if end >= start and self.page.endswith(gram) else -1
        if self._grams is None:
            grams = defaultdict(list)
            for at in range(len(self.page) - GRAM + 1):
                grams[self.page[at : at + GRAM]].append(at)
            self._grams = grams
        places = self._grams.get(gram, [])
        place = bisect_left(places, start)
        return places[place] if place < len(places) else -1
