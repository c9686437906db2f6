"""What the process that builds reads."""

import os
import threading

import pytest

from newsroom.preview.worker import requests_and_pauses


def test_lines_and_pauses_are_read_without_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.preview.worker.PAUSE", 0.01)
    threads = threading.active_count()
    reading, writing = os.pipe()
    lines = requests_and_pauses(reading)
    os.write(writing, "first\nä\nthe start".encode())
    assert [next(lines) for _ in range(3)] == ["first", "ä", ""]
    os.write(writing, b" of a line\n")
    assert next(lines) == "the start of a line"
    assert threading.active_count() == threads
    os.close(writing)
    assert [*lines] == []
    os.close(reading)
