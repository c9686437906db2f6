"""How long a preview takes to show a save: the time from the rename to the page that has the text.

The newest post gets another title each time, so its page, the front page and the feed change. They
are fetched again and again over HTTP, the page of the post first. Then the page of the post is
open in a browser, which shows a save by what the preview does for that.
"""

import contextlib
import http.client
import socket
import time
from collections.abc import Iterator

from benchmarks.browser import open_page
from benchmarks.process_tree import ProcessTree, Run, ToolError, started
from benchmarks.project import Project

PAUSE = 0.005  # seconds between two requests
QUIET = 1.5  # seconds before a save in which a preview can finish what it does
LIMIT = 120.0  # seconds for a save
REQUEST_LIMIT = 60.0  # seconds for a request


def free_port() -> int:
    """Return a free port of 127.0.0.1."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


def fetch(port: int, path: str) -> str:
    """Return the text of a page, "" if there is none yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=REQUEST_LIMIT)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", path)
        response = connection.getresponse()
        return response.read().decode(errors="replace") if response.status == 200 else ""
    return ""


def wait_for(tree: ProcessTree, port: int, path: str, text: str, limit: float) -> float:
    """Return the time at which a page has a text, on the clock of `time.perf_counter`.

    Raises `ToolError` if the server ends or needs more than `limit` seconds.
    """
    deadline = time.perf_counter() + limit
    while text not in fetch(port, path):
        if not tree.is_running():
            raise ToolError(f"{tree.name}: the server has ended\n{tree.output()}")
        if time.perf_counter() > deadline:
            raise ToolError(f"{tree.name}: {path} is late by {limit:.0f} s\n{tree.output()}")
        time.sleep(PAUSE)
    return time.perf_counter()


def measure_saves(project: Project, count: int, limit: float) -> Iterator[tuple[str, Run]]:
    """Yield the times of `count` saves: `page`, until it has the text, and `lists`, until all do.

    Then those of as many others: `shown`, until a browser has painted it, where there is one.
    Raises `ToolError` as `wait_for` does; `limit` is for the start of the preview.
    """
    tool, head = project.tool, project.heads[-1]
    if tool.server is None:
        return
    port = free_port()
    file = project.source(head)
    text = file.read_text(encoding="utf-8")
    with started(tool.server(port), project.folder, project.environment) as tree:
        for path in (tool.url(head), *tool.lists):
            wait_for(tree, port, path, head.title, limit)
        for number in range(count):
            time.sleep(QUIET)
            title = f"{head.title} save {number:04}"
            start = time.perf_counter()
            project.replace(file, text.replace(head.title, title, 1))
            page = wait_for(tree, port, tool.url(head), title, LIMIT)
            lists = [wait_for(tree, port, path, title, LIMIT) for path in tool.lists]
            yield "page", Run(page - start)
            yield "lists", Run(max(page, *lists) - start)
        titles = [f"{head.title} shown {number:04}" for number in range(count)]
        with open_page(f"http://127.0.0.1:{port}{tool.url(head)}") as opened:
            if opened is None:
                return
            for title in titles:
                time.sleep(QUIET)
                opened.expect(title)
                start = time.time()
                project.replace(file, text.replace(head.title, title, 1))
                yield "shown", Run(opened.wait_for(title, LIMIT) - start)
