"""Parts of files, as browsers ask for them to play films (RFC 9110, section 14)."""

import re
from collections.abc import Iterator

ONE_RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})", re.IGNORECASE)
PIECE = 1_000_000  # bytes in memory


def parse_range(header: str, size: int) -> range | None:
    """Return the bytes of a file of this size that a header `Range` asks for.

    None stands for the whole file, also where the header is malformed or has several ranges, which
    a server may ignore. The range is empty if the file has none of these bytes.
    """
    match = ONE_RANGE.fullmatch(header.strip())
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match["first"], match["last"]
    if not first:  # the last bytes
        return range(max(size - int(last), 0), size)
    end = min(int(last) + 1, size) if last else size
    if last and int(last) < int(first):
        return None
    return range(int(first), max(end, int(first)))


def pieces(size: int) -> Iterator[int]:
    """Yield the lengths in which a number of bytes is read."""
    yield from (min(PIECE, size - start) for start in range(0, size, PIECE))
