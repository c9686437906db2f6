"""Chains of edits with the builds of a live preview: one process builds again and again.

After each step, or after a few, the process gets the paths that were saved, as the watcher reports
them. The folder that it builds into must then equal that of a clean build with drafts. Sometimes it
is ended, also in the middle of a build, and another process goes on.
"""

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from newsroom.preview.builder import PreviewBuilder
from newsroom.preview.messages import (
    BuildRequest,
    PreviewResult,
    read_reply,
    write_request,
)
from newsroom.preview.output import COPIES, NAME, SITE
from newsroom.preview.session import needs_new_worker, remove_bytecode
from newsroom.preview.worker import answer_requests
from tests.chains.chain import LARGEST, Chain, Step, describe_difference
from tests.chains.post_edits import POST_EDITS, pick
from tests.chains.project import CACHE, Project, read_sources, snapshot, write_sources
from tests.chains.site_edits import SITE_EDITS
from tests.chains.tampering import pass_time, remove_cache

EDITS = (
    POST_EDITS | SITE_EDITS | {"time": lambda project, which, how: pass_time(project, which % 3, 0)}
)
RESTARTS = ("rested", "ended", "ended_while_building", "cache_removed")
KINDS = (*EDITS, *RESTARTS)
# Edits that a preview may show before the rest of the site is built, and need no other plugin.
TEXT_EDITS = ("body", "title", "summary", "body_cut", "link", "image_in_body", "image_alt", "bio")
LONGEST_BUILD = 0.6  # seconds; a build may be ended before
MOST_FAILURES = 2  # builds in a row, after which the sources are mended
SCHEDULED = "next change: "  # a line of standard output, among those of standard error
State = tuple[int, ...]  # of a source, by which a system sees changes


def resident_steps() -> st.SearchStrategy[Step]:
    """Draws any step of a preview, every other one an edit of text; simple ones first."""
    number, kind = st.integers(0, LARGEST), st.sampled_from(TEXT_EDITS) | st.sampled_from(KINDS)
    return st.builds(Step, kind, number, number)


def source_states(folder: Path) -> dict[str, State]:
    """The states of all files and folders that the watcher of a preview sees, by path."""
    states: dict[str, State] = {}
    for top in ("content", "theme"):
        for path in (folder / top).rglob("*"):
            status = path.stat()
            times = (status.st_mtime_ns, status.st_ctime_ns) if path.is_file() else ()
            states[path.relative_to(folder).as_posix()] = (status.st_ino, status.st_mode, *times)
    for path in folder.glob("*.py"):
        states[path.name] = (path.stat().st_ino, path.stat().st_mtime_ns)
    return states


class Worker:
    """The process that builds for the preview of a project, as a fork of this one."""

    def __init__(self, project: Project) -> None:
        self.project = project
        requests, self.requests = os.pipe()
        replies, to_write = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside other threads
            self.process = os.fork()
        if self.process == 0:
            os.close(self.requests)
            os.close(replies)
            self.answer(requests, to_write)
        os.close(requests)
        os.close(to_write)
        self.replies = os.fdopen(replies, encoding="utf-8")

    def answer(self, requests: int, replies: int) -> None:
        """Answer requests in the forked process, and end it."""
        status = 1
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a command run here may have another
            os.chdir(self.project.folder)
            sys.modules.pop("pelicanconf", None)
            folder = self.project.folder / CACHE / NAME
            builder = TimedBuilder(folder / SITE, folder / COPIES)
            with os.fdopen(replies, "w", encoding="utf-8") as file:
                answer_requests(requests, file, builder)
            status = 0
        finally:
            os._exit(status)

    def send(self, request: BuildRequest) -> None:
        """Ask for a build."""
        conditions = self.project.conditions
        clock = self.project.folder.with_name("clock")
        clock.write_text(f"{int(conditions.now.timestamp())} {conditions.site_url}", "utf-8")
        os.write(self.requests, write_request(request).encode())

    def result(self) -> PreviewResult | None:
        """What the last build did, None if the process has ended."""
        for line in self.replies:
            reply = read_reply(line)
            if isinstance(reply, PreviewResult):
                return reply
        return None

    def rest(self) -> None:
        """Let it keep what the next process needs."""
        os.write(self.requests, b"\n")

    def end(self, number: int = signal.SIGKILL) -> None:
        """End the process and all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process, number)
        with suppress(ProcessLookupError):
            os.kill(self.process, number)
        os.waitpid(self.process, 0)
        os.close(self.requests)
        self.replies.close()


class TimedBuilder(PreviewBuilder):
    """Builds at the time, and for the URL, in the file beside the project."""

    def build(self, request: BuildRequest, show: Callable[[], None] | None = None) -> PreviewResult:
        now, url = (Path.cwd().with_name("clock")).read_text("utf-8").split()
        os.environ.update(SOURCE_DATE_EPOCH=now, SITEURL=url)
        return super().build(request, show)


class ResidentChain(Chain):
    """A project, its preview, and what has happened to both."""

    option = "--resident "

    def __init__(self, folder: Path) -> None:
        self.worker: Worker | None = None
        self.states: dict[str, State] = {}
        self.failures = 0  # builds in a row
        super().__init__(folder)

    def __enter__(self) -> "ResidentChain":
        return self

    def __exit__(self, *exception: object) -> None:
        self.end()

    def end(self, number: int = signal.SIGKILL) -> None:
        """End the process."""
        if self.worker:
            self.worker.end(number)
        self.worker = None

    def run(self, steps: Sequence[Step]) -> None:
        """Do the steps; raise `ChainError` for the first build that differs from a clean one."""
        self.line = ", ".join(map(str, steps))
        for step in steps:
            self.run_step(step)
        self.judge()
        if self.failures:
            self.mend()

    def run_step(self, step: Step) -> None:
        """Do one step, and judge the build that follows most of them."""
        if step.kind in RESTARTS:
            self.events.append(f"[{step}]")
            self.restart(step)
        else:
            self.events.append(f"[{step}] {EDITS[step.kind](self.project, step.which, step.how)}")
        if (step.which + step.how) % 4:
            self.judge(viewed=self.viewed(step))

    def restart(self, step: Step) -> None:
        """End the process that builds, which may be at it, or remove the cache below it."""
        if step.kind == "cache_removed":
            remove_cache(self.project, 0, 0)
            return
        if step.kind == "rested" and self.worker:
            self.worker.rest()
            self.worker.send(BuildRequest((self.project.name(self.project.posts()[0]),)))
            self.worker.result()
        if step.kind == "ended_while_building":
            self.request()
            time.sleep(LONGEST_BUILD * step.how / LARGEST)
        self.end(signal.SIGTERM if step.which % 2 else signal.SIGKILL)

    def request(self, viewed: Sequence[str] = ()) -> bool:
        """Have the worker build what was saved, another worker all where that is needed.

        Returns False where nothing was saved, so that nothing is built.
        """
        states = source_states(self.project.folder)
        saved = sorted({path for path, _ in states.items() ^ self.states.items()})
        self.states = states
        if self.worker and needs_new_worker(saved):
            self.end()
            remove_bytecode(str(self.project.folder / path) for path in saved)
        if self.worker is None:
            self.worker, saved = Worker(self.project), []
        elif not saved:
            return False
        self.worker.send(BuildRequest(tuple(saved), tuple(viewed)))
        return True

    def viewed(self, step: Step) -> Sequence[str]:
        """The URLs of some pages, as if browsers showed them."""
        folder = self.project.folder / CACHE / NAME / SITE
        pages = sorted(folder.rglob("index.html"))
        urls = [f"/{page.parent.relative_to(folder).as_posix()}/" for page in pages]
        return [pick(urls, step.which), pick(urls, step.how), "/", "/missing/"] if urls else []

    def judge(self, viewed: Sequence[str] = ()) -> None:
        """Build what was saved, and compare the site with that of a clean build.

        Where the clean one fails, the preview must say why. The sources are mended a little later.
        """
        conditions = replace(self.project.conditions, command=("build", "--preview"))
        self.project.conditions = conditions
        if not self.request(viewed):
            return
        result = self.worker.result() if self.worker else None
        if result is None or "Traceback" in result.printed:
            self.fail(result.printed if result else "the process has ended")
            return
        clean = self.clean_build()
        problems = "".join(f"\n{problem.location}: {problem.text}" for problem in result.problems)
        if clean.status:
            if not problems:
                self.fail(f"the preview does not report: {clean.printed}")
            self.failures += 1
            if self.failures > MOST_FAILURES:
                self.mend()
            return
        self.failures = 0
        if problems or not result.ok:
            self.fail(f"the preview reports what a clean build does not:{problems}")
        files = snapshot(self.project.folder / CACHE / NAME / SITE)
        if difference := describe_difference(files, clean.files):
            self.fail(difference)
        printed = result.printed.replace(f"{self.project.folder.resolve()}/", "").splitlines()
        printed = [line for line in printed if not line.startswith(SCHEDULED)]
        if printed != clean.printed.splitlines():
            self.fail(f"printed {printed}\ninstead of {clean.printed}")
        self.good = read_sources(self.project.folder), conditions, clean.files

    def mend(self) -> None:
        """Restore the last sources that could be built, and judge the build."""
        if not hasattr(self, "good"):
            self.fail(self.clean_build().printed)
        self.events.append("all is mended")
        sources, self.project.conditions, _ = self.good
        write_sources(self.project.folder, sources)
        self.judge()
