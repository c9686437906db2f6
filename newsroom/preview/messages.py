"""What the preview and the process that builds for it say to each other, as lines of JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Self

from newsroom.diagnostics.diagnostic import Diagnostic


@dataclass(frozen=True)
class ErrorLine:
    """An error as a page shows it: `content/posts/a.md:3`, "" for no file, and the text."""

    location: str
    text: str

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Self:
        """Return the line of a diagnostic."""
        return cls(diagnostic.location.removesuffix(": "), f"{diagnostic.text} [{diagnostic.code}]")


@dataclass(frozen=True)
class BuildRequest:
    """A build: the files saved since the last one, and the URL paths that browsers show.

    No files stand for everything, as at the start.
    """

    saved: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreviewResult:
    """What a build did: `ok` means that the folder has a new site, with or without `problems`.

    `printed` is what the build wrote to its standard streams; it took `seconds`.
    """

    ok: bool
    problems: tuple[ErrorLine, ...] = ()
    printed: str = ""
    seconds: float = 0


@dataclass(frozen=True)
class PageWritten:
    """The pages that browsers show are in the folder, before the rest of the site."""


Reply = PreviewResult | PageWritten


def write_request(request: BuildRequest) -> str:
    """Return a request as a line."""
    return json.dumps(asdict(request)) + "\n"


def read_request(line: str) -> BuildRequest:
    """Return the request of a line."""
    values = json.loads(line)
    return BuildRequest(tuple(values["saved"]), tuple(values["viewed"]))


def write_reply(reply: Reply) -> str:
    """Return a reply as a line."""
    return json.dumps({"type": type(reply).__name__, **asdict(reply)}) + "\n"


def read_reply(line: str) -> Reply:
    """Return the reply of a line."""
    values = json.loads(line)
    if values.pop("type") == PageWritten.__name__:
        return PageWritten()
    problems = tuple(ErrorLine(**problem) for problem in values.pop("problems"))
    return PreviewResult(problems=problems, **values)
