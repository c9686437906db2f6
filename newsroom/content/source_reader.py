"""Reads and parses the files below `content/`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsroom.cache.stamp import State
from newsroom.content.document import Document, DocumentParser
from newsroom.content.parse_errors import diagnose_error
from newsroom.diagnostics.diagnostic import Diagnostic


class SourceFile(NamedTuple):
    """A file to parse: its path below `content/`, and what it is."""

    path: str
    kind: Literal["post", "page", "profile"]


@dataclass(eq=False)
class SourceReader:
    """Reads and parses the files below the folder of the content.

    `content` is its name; `read_bytes` returns the bytes of a file below it, and `state` what stays
    the same as long as they do, None where nothing does; both raise `OSError`.
    """

    content: str
    parser: DocumentParser
    read_bytes: Callable[[str], bytes]
    state: Callable[[str], State | None]

    def read(self, source: SourceFile) -> bytes:
        """Return the bytes of a source; raise `OSError`."""
        return self.read_bytes(source.path)

    def parse(self, source: SourceFile, data: bytes) -> Document:
        """Return the document of a source from its bytes."""
        if source.kind == "profile":
            return self.parser.parse_profile(data, source.path)
        return self.parser.parse(data, source.path, page=source.kind == "page")

    def diagnose(self, error: OSError, source: SourceFile) -> Diagnostic:
        """Return the diagnostic for a file that cannot be read."""
        return diagnose_error(error, f"{self.content}/{source.path}", 1, 0)

    def parse_all(self, sources: Sequence[SourceFile]) -> list[Document | Diagnostic]:
        """Return the documents of sources in their order, or why one cannot be read."""
        results: list[Document | Diagnostic] = []
        for source in sources:
            try:
                results.append(self.parse(source, self.read(source)))
            except OSError as error:
                results.append(self.diagnose(error, source))
        return results
