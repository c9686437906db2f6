"""What the answer of another site, or none, says of a link that leads there."""

from dataclasses import dataclass
from socket import EAI_AGAIN, gaierror
from typing import Literal

GONE = {404: "Not Found", 410: "Gone"}
BUSY = 429

# "unsure": it answered, and may be there; "no answer": it may be there, nobody knows.
Kind = Literal["good", "gone", "no host", "unsure", "no answer"]


@dataclass(frozen=True)
class Answer:
    """What came of an address, in words; `moved` is where it is now for good, "" for nowhere."""

    kind: Kind
    said: str = ""
    moved: str = ""

    @property
    def reached(self) -> bool:
        """Whether a server answered at all."""
        return self.kind in ("good", "gone", "unsure")


def judged(status: int, moved: str) -> Answer:
    """What a status says of a link."""
    if status < 400:
        return Answer("good", moved=moved)
    if status in GONE:
        return Answer("gone", f"{status} {GONE[status]}")
    return Answer("unsure", f"{status} Too Many Requests" if status == BUSY else f"{status}")


def failure(wrong: Exception) -> Answer:
    """What a request without an answer says of a link."""
    cause = getattr(wrong, "reason", wrong)
    if isinstance(cause, gaierror) and cause.errno != EAI_AGAIN:
        return Answer("no host", "its host does not exist")
    if isinstance(cause, TimeoutError):
        return Answer("no answer", "it took too long")
    return Answer("no answer", str(cause) or type(cause).__name__)
