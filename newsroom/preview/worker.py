"""The process that builds for the preview: `python -m newsroom.preview.worker OUTPUT COPIES`.

It has everything imported and answers each line of standard input, a request, with lines of
standard output. It ends with the process that started it, because standard input then ends.
"""

import gc
import os
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from newsroom.preview.builder import PreviewBuilder
from newsroom.preview.messages import PageWritten, Reply, read_request, write_reply

PAUSE = 2  # seconds without a request, after which there is time for what can wait
SIZE = 1 << 16  # bytes that are read at once


def requests_and_pauses(number: int) -> Iterator[str]:
    """Yield each line of the open file with this number, and "" when no other follows for a while.

    No thread reads lines: copies of this process (fork) would wait for ever for what it locks.
    """
    rest = b""
    while data := os.read(number, SIZE):
        *lines, rest = (rest + data).split(b"\n")
        yield from (line.decode() for line in lines)
        if not is_ready(number, PAUSE):
            yield ""


def is_ready(number: int, seconds: float) -> bool:
    """Return whether an open file can be read after some seconds at most."""
    try:
        return bool(select.select([number], [], [], seconds)[0])
    except OSError:  # Windows knows that of sockets alone
        return True


def answer_requests(requests: int, replies: TextIO, builder: PreviewBuilder) -> None:
    """Build for each request until the end of the requests."""

    def reply(message: Reply) -> None:
        replies.write(write_reply(message))
        replies.flush()

    for line in requests_and_pauses(requests):
        if not line:
            builder.rest()
            continue
        request = read_request(line)
        reply(builder.build(request, lambda: reply(PageWritten())))
        builder.keep_sources(request)


def main(output: str, copies: str) -> None:
    """Answer requests on the standard streams; whatever else prints does so to standard error."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        gc.disable()  # a build makes millions of objects; they are collected when it has ended
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the preview ends it; Windows sends both one
        answer_requests(sys.stdin.fileno(), replies, PreviewBuilder(Path(output), Path(copies)))


if __name__ == "__main__":
    main(*sys.argv[1:])
