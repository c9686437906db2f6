"""Requests and replies between the preview and the process that builds."""

import pytest

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.preview.messages import (
    BuildRequest,
    ErrorLine,
    PageWritten,
    PreviewResult,
    Reply,
    read_reply,
    read_request,
    write_reply,
    write_request,
)


@pytest.mark.parametrize(
    "reply",
    [
        PageWritten(),
        PreviewResult(ok=True),
        PreviewResult(False, (ErrorLine("a.md:3", "x\n\u2028\udcff"),), "text\n", 0.25),
    ],
)
def test_a_reply_is_a_line(reply: Reply) -> None:
    line = write_reply(reply)
    assert line.endswith("\n")
    assert len(line.splitlines()) == 1
    assert read_reply(line) == reply


def test_a_request_is_a_line() -> None:
    request = BuildRequest(("content/a\nb.md",), ("/2025/01/a/",))
    assert write_request(request).count("\n") == 1
    assert read_request(write_request(request)) == request


@pytest.mark.parametrize(
    ("path", "line", "location"), [("a.md", 3, "a.md:3"), ("a.md", 0, "a.md"), ("", 0, "")]
)
def test_a_diagnostic_is_a_problem(path: str, line: int, location: str) -> None:
    diagnostic = Diagnostic(path, line, "front-matter/unknown-key", "unknown key", "remove it")
    text = "unknown key; remove it [front-matter/unknown-key]"
    assert ErrorLine.of(diagnostic) == ErrorLine(location, text)
