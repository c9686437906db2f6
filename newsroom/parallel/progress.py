"""How far long work is: what does it reports its phases and steps, and never prints."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Progress:
    """Takes reports of how far work is, and does nothing with them.

    A subclass shows them to somebody who waits.
    """

    def start_phase(self, name: str, total: int = 0) -> None:
        """Take that work in plain words starts, such as "related posts", with a number of steps.

        Without steps, it is not known how far it is.
        """

    def advance(self) -> None:
        """Take that a step of the phase is done."""

    def track(self, name: str, results: Iterable[T], total: int) -> Iterator[T]:
        """Yield results of a phase, each of which is a step."""
        if total:
            self.start_phase(name, total)
        for result in results:
            yield result
            self.advance()
