"""Runs Pagefind, which makes the index: a child process that is sent documents.

It reads requests and writes responses as JSON in Base64, a comma after each, as its own library for
Python does; that one waits a tenth of a second for each response, which would be a quarter of an
hour for 10,000 posts. In a folder Pagefind would find documents in the order of the file system.
"""

import base64
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any

from newsroom.diagnostics.errors import UserError

SETTING = "PAGEFIND_"  # starts variables that would change what is made
PART_SETTING = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"
# Places of words in a part of the index, in about 10 kB; a common word is added as a whole.
# Each word loads a part; fewer places would make the list of the parts longer by as much.
PART_SIZE = 8000
SHOWN_CHARACTERS = 300  # of what a process wrote before it failed


class SearchIndexError(UserError):
    """Pagefind cannot make an index; `advice` says what to do."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(f"{message}; {advice}")
        self.message, self.advice = message, advice


def pagefind_version() -> str:
    """Return the version of Pagefind, "" where it is not installed."""
    try:
        return version("pagefind-bin")
    except PackageNotFoundError:
        return ""


def find_program() -> Path:
    """Return the program of Pagefind; raise `SearchIndexError` where there is none."""
    from pagefind.service import get_executable  # noqa: PLC0415  # asyncio takes long to import

    path = None
    with suppress(OSError):
        path = get_executable()
    if path is None or not path.is_file():
        advice = "remove .venv/ and build again, or set SEARCH to {'index': 'never'}"
        raise SearchIndexError("the program of Pagefind is not found", advice)
    return path


def make_index(
    documents: Iterable[tuple[str, str]], language: str, part_size: int = PART_SIZE
) -> dict[str, bytes]:
    """Return the files that Pagefind makes of (URL, HTML) pairs, by path.

    All documents are in one index, whose words have the roots of `language`; a part of it has
    `part_size` places of words, each of about 1.3 bytes. Raises `SearchIndexError` where Pagefind
    is missing or fails.
    """
    program = find_program()
    with TemporaryFile() as log:
        try:
            process = subprocess.Popen(
                [program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=program_environment(part_size),
            )
        except OSError as error:
            advice = "allow it to be run, or set SEARCH to {'index': 'never'}"
            raise SearchIndexError(f"Pagefind cannot be run: {error.strerror}", advice) from error
        with process:
            try:
                return _converse(process, _requests(documents, language), log)
            finally:
                process.kill()
                if process.stdin:
                    with suppress(OSError):  # what it has not read is lost
                        process.stdin.close()


def program_environment(part_size: int) -> dict[str, str]:
    """Return the environment of Pagefind, with no settings but ours."""
    names = [name for name in os.environ if not name.startswith(SETTING)]
    return {name: os.environ[name] for name in names} | {PART_SETTING: str(part_size)}


def _requests(documents: Iterable[tuple[str, str]], language: str) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for url, html in documents:
        yield {"type": "AddFile", "index_id": 0, "url": url, "file_contents": html}
    yield {"type": "GetFiles", "index_id": 0}


def _converse(
    process: subprocess.Popen[bytes], requests: Iterable[Mapping[str, object]], log: IO[bytes]
) -> dict[str, bytes]:
    """Send requests while a thread reads responses; return the files of the last response.

    What the process says beside them is in the file `log`.
    The documents are made by this thread, the only one that may use the cache of the site.
    """
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process has no pipes")
    last: list[dict[str, Any]] = []
    reader = Thread(target=_read_responses, args=(process.stdout, last), daemon=True)
    reader.start()
    with suppress(BrokenPipeError):  # the process has ended
        for number, payload in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": payload})
            process.stdin.write(base64.b64encode(message.encode()) + b",")
        process.stdin.flush()  # and stays open, for Pagefind ends with it
    reader.join()
    if last and last[0]["type"] == "GetFiles":
        return {file["path"]: base64.b64decode(file["content"]) for file in last[0]["files"]}
    log.seek(0)
    reason = str(last[0]["message"]) if last else log.read().decode(errors="replace")
    reason = " ".join(reason.split())[:SHOWN_CHARACTERS] or "it ended before the index was made"
    raise SearchIndexError(f"Pagefind fails: {reason}", "build again")


def _read_responses(pipe: IO[bytes], last: list[dict[str, Any]]) -> None:
    """Read all responses up to the one with the files; put errors and that one into `last`."""
    for payload in _responses(pipe):
        if payload["type"] in ("GetFiles", "Error"):
            last.append(payload)
        if payload["type"] == "GetFiles":
            return


def _responses(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield what a response says, until the process closes its end."""
    parts: list[bytes] = []
    while chunk := pipe.read1(1 << 20):  # type: ignore[attr-defined]
        *complete, rest = chunk.split(b",")
        for end in complete:
            yield json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            parts = []
        parts.append(rest)
