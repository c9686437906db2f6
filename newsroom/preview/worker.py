"""The process that builds for the preview: `python -m newsroom.preview.worker OUTPUT COPIES`.

It has everything imported and answers each line of standard input, a request, with lines of
standard output. It ends with the process that started it, because standard input then ends.
"""

import os
import signal
import sys
from pathlib import Path
from typing import TextIO

from newsroom.preview.builder import PreviewBuilder
from newsroom.preview.messages import PageWritten, Reply, read_request, write_reply


def answer_requests(requests: TextIO, replies: TextIO, builder: PreviewBuilder) -> None:
    """Build for each request until the end of the requests."""

    def reply(message: Reply) -> None:
        replies.write(write_reply(message))
        replies.flush()

    for line in requests:
        request = read_request(line)
        reply(builder.build(request, lambda: reply(PageWritten())))
        builder.keep_sources(request)


def main(output: str, copies: str) -> None:
    """Answer requests on the standard streams; whatever else prints does so to standard error."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the preview ends it; Windows sends both one
        answer_requests(sys.stdin, replies, PreviewBuilder(Path(output), Path(copies)))


if __name__ == "__main__":
    main(*sys.argv[1:])
