"""Chains of edits: after each step a build must equal a clean one, byte for byte.

A step is the name of an edit and two numbers, which decide what it changes and how, so that a chain
that fails is a line of text: `title 3 1, killed 2 7`. `python -m benchmarks.incremental --chain`
runs such a line again.
"""

from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from newsroom.files.scratch import OUTPUT as OUTPUT_SCRATCH
from newsroom.files.scratch import UNNAMED
from tests.chains.interruptions import INTERRUPTIONS, KILLED, STOPPED
from tests.chains.post_edits import POST_EDITS
from tests.chains.project import (
    CACHE,
    BuildResult,
    Files,
    build_clean,
    build_project,
    lay_out_project,
    read_sources,
    snapshot,
    write_sources,
)
from tests.chains.site_edits import SITE_EDITS
from tests.chains.tampering import TAMPERING, keep, repair_cache

EDITS = POST_EDITS | SITE_EDITS | TAMPERING
KINDS = (*EDITS, *INTERRUPTIONS)
LARGEST = 30  # of the two numbers of a step
SHOWN = 40  # lines of a difference
FAILED = 1


class Step(NamedTuple):
    """The name of an edit, and the numbers that decide what it changes and how."""

    kind: str
    which: int
    how: int

    def __str__(self) -> str:
        return f"{self.kind} {self.which} {self.how}"


def steps() -> st.SearchStrategy[Step]:
    """Draws any step; simple ones first."""
    number = st.integers(0, LARGEST)
    return st.builds(Step, st.sampled_from(KINDS), number, number)


class ChainError(AssertionError):
    """A build that differs from a clean one, with the steps before it."""


def parse_chain(text: str) -> list[Step]:
    """Read steps as `Step` writes them, with commas between them."""
    words = [step.split() for step in text.split(",")]
    return [Step(kind, int(which), int(how)) for kind, which, how in words]


def describe_difference(files: Files, expected: Files) -> str:
    """Say how the files of a build differ from those of a clean one, "" if they do not."""
    paths = sorted({path for path, _ in files.items() ^ expected.items()})
    lines = [f"{len(paths)} files differ: {', '.join(paths[:10])}"] if paths else []
    for path in paths[:3]:
        current, clean = files.get(path), expected.get(path)
        if current is None or clean is None:
            lines.append(f"{path}: {'missing' if current is None else 'should not exist'}")
        elif current[0] != clean[0]:
            lines.append(f"{path}: mode {current[0]:o} instead of {clean[0]:o}")
        else:
            old, new = (data.decode(errors="replace").splitlines() for _, data in (clean, current))
            lines += [*unified_diff(old, new, f"{path} clean", path, lineterm="", n=1)][:SHOWN]
    return "\n".join(line[:300] for line in lines)


def without_cache(printed: str) -> str:
    """What a build printed, without the lines about the cache and about builds beside it."""
    lines = printed.splitlines(keepends=True)
    return "".join(line for line in lines if CACHE not in line and not line.startswith("waiting"))


class Chain:
    """A project, what has happened to it, and the last state that could be built."""

    option = ""  # of the command that runs a chain of this kind again

    def __init__(self, folder: Path) -> None:
        self.project = lay_out_project(folder / "site")
        self.line = ""
        self.events: list[str] = []
        self.cleaned: list[tuple[object, BuildResult]] = []
        self.judge()
        self.names = {path.name for path in self.project.folder.iterdir()} | {"__pycache__"}
        keep(self.project, 0, 0)

    def run(self, steps: Sequence[Step]) -> None:
        """Do the steps; raise `ChainError` for the first build that differs from a clean one."""
        self.line = ", ".join(map(str, steps))
        for step in steps:
            self.run_step(step)

    def run_step(self, step: Step) -> None:
        """Do one step and judge the build after it."""
        if interrupt := INTERRUPTIONS.get(step.kind):
            edit = "body" if step.how % 3 else "setting"  # so that there is something to build
            self.events.append(f"[{step}] {EDITS[edit](self.project, step.which, step.how)}")
            is_whole = step.kind != "sources_change"  # else a clean build may mix two states too
            expected = self.clean_build().files if is_whole else {}
            before = snapshot(self.project.output)
            text, status, printed = interrupt(self.project, step.which, step.how)
            self.events.append(f"{text}: exit status {status}, {printed[-300:]!r}")
            if "Traceback" in printed or status not in {0, FAILED, STOPPED, KILLED}:
                self.fail(printed)
            if is_whole and snapshot(self.project.output) not in (before, expected):
                self.fail(describe_difference(snapshot(self.project.output), before))
        else:
            self.events.append(f"[{step}] {EDITS[step.kind](self.project, step.which, step.how)}")
        self.judge()

    def clean_build(self) -> BuildResult:
        """A clean build of the current sources, made once for each state of them."""
        state = read_sources(self.project.folder), self.project.conditions
        if not self.cleaned or self.cleaned[0][0] != state:
            self.cleaned = [(state, build_clean(self.project))]
        return self.cleaned[0][1]

    def judge(self) -> None:
        """Build, and compare the output with that of a clean build.

        A build that fails must fail as the clean one does and leave the output as it is. The
        sources are then mended, so that later steps have something to build.
        """
        clean = self.clean_build()
        before = snapshot(self.project.output)
        built = build_project(self.project.folder, self.project.conditions)
        printed = without_cache(built.printed)
        if (built.status, printed) != (clean.status, clean.printed):
            expected = f"exit status {clean.status}, {clean.printed}"
            self.fail(f"exit status {built.status}, {built.printed}\ninstead of {expected}")
        if difference := describe_difference(built.files, before if clean.status else clean.files):
            self.fail(difference)
        repair_cache(self.project)
        if clean.status:
            self.mend()
            return
        self.good = read_sources(self.project.folder), self.project.conditions, built.files
        self.refuse_leftovers()

    def mend(self) -> None:
        """Restore the last sources and conditions that could be built, and judge their build."""
        if not hasattr(self, "good"):
            self.fail(self.clean_build().printed)
        self.events.append("which fails, and is mended")
        sources, self.project.conditions, files = self.good
        write_sources(self.project.folder, sources)
        built = build_project(self.project.folder, self.project.conditions)
        if difference := built.printed * built.status + describe_difference(built.files, files):
            self.fail(difference)

    def refuse_leftovers(self) -> None:
        """Raise `ChainError` if a build has left something beside the output and the cache."""
        names = {
            path.name
            for path in self.project.folder.iterdir()
            # What a build leaves that is killed in its first step; it is removed a minute later.
            if not (path.name.startswith(f"{OUTPUT_SCRATCH}{UNNAMED}") and not [*path.iterdir()])
        }
        if left := names - getattr(self, "names", names):
            self.fail(f"left in the folder of the site: {', '.join(sorted(left))}")

    def fail(self, difference: str) -> None:
        """Raise `ChainError` with all that has happened."""
        events = "".join(f"\n  {event}" for event in self.events)
        line = f'\n{self.option}--chain "{self.line}"' if self.line else ""
        raise ChainError(f"a build differs from a clean one, after:{line}{events}\n{difference}")
