"""The process that builds for the preview: `python -m newsroom.preview.worker OUTPUT COPIES`.

It has everything imported and answers each line of standard input, a request, with lines of
standard output. It ends with the process that started it, because standard input then ends.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TextIO

from newsroom.preview.builder import PreviewBuilder
from newsroom.preview.messages import PageWritten, Reply, read_request, write_reply

PAUSE = 2  # seconds without a request, after which there is time for what can wait


def requests_and_pauses(requests: TextIO) -> Iterator[str]:
    """Yield each line, "" once for each pause after some, until the end."""
    lines: SimpleQueue[str | None] = SimpleQueue()

    def read() -> None:
        for line in requests:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    line: str | None = ""
    while line is not None:
        try:
            line = lines.get(timeout=PAUSE if line else None)
        except Empty:
            line = ""
        if line is not None:
            yield line


def answer_requests(requests: TextIO, replies: TextIO, builder: PreviewBuilder) -> None:
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
        answer_requests(sys.stdin, replies, PreviewBuilder(Path(output), Path(copies)))


if __name__ == "__main__":
    main(*sys.argv[1:])
