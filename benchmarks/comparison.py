"""The builds of one corpus by several tools, which take turns at each case of each round."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.corpora import Corpus
from benchmarks.figures import CASES, ToolFigures, number
from benchmarks.posts import PostHead
from benchmarks.process_tree import Run, ToolError
from benchmarks.project import Project, fill
from benchmarks.saves import measure_saves
from benchmarks.tools import Tool

BUILDS = ("cold", "unchanged", "edit", "new")  # in the order of a round

Action = Callable[
    [Project], Iterable[tuple[str, Run]]
]  # the cases that it measures, and their runs


@dataclass
class Comparison:
    """What is measured of a corpus, how often, and what came out."""

    corpus: Corpus
    tools: Sequence[Tool]
    cases: Sequence[str] = (*BUILDS, "save")
    rounds: int = 3
    saves: int = 5
    limit: float = 1800.0  # seconds for a build
    figures: dict[str, ToolFigures] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)  # of the tools that have not failed

    def run(self, folder: Path, categories: Sequence[str]) -> None:
        """Measure all cases in a scratch folder; a tool that fails is left out from then on."""
        later = self.create_projects(folder, categories)
        builds = [case for case in BUILDS if case in self.cases]
        if builds and builds[0] != "cold":  # what follows needs the site of before
            self.take_turns(0, lambda project: self.build(project, ""))
        for index in range(self.rounds):
            for case in builds:
                self.take_turns(index, self.action(case, index, later[index]))
        for project in self.projects:
            tool = self.figures[project.tool.name]
            tool.files, tool.size = project.output_size()
        if "save" in self.cases:
            self.take_turns(0, lambda p: measure_saves(p, self.saves, self.limit))

    def create_projects(
        self, folder: Path, categories: Sequence[str]
    ) -> list[tuple[PostHead, str]]:
        """Write a project for each tool; return a further post for each round."""
        report(f"{self.corpus.title}: writing the posts")
        self.projects = [Project(tool, folder / tool.name) for tool in self.tools]
        self.figures = {tool.name: ToolFigures(tool.label, tool.version) for tool in self.tools}
        posts = self.corpus.posts(categories, more=self.rounds)
        fill(self.projects, islice(posts, self.corpus.count))
        return list(posts)

    def action(self, case: str, index: int, post: tuple[PostHead, str]) -> Action:
        """Return the function that measures a case of a round in a project."""

        def measure(project: Project) -> Iterable[tuple[str, Run]]:
            expected = ""
            if case == "cold":
                project.clear()
            elif case == "edit":
                expected = project.edit(index)
            elif case == "new":
                project.add(*post)
            return self.build(project, case, expected)

        return measure

    def build(self, project: Project, case: str, expected: str = "") -> Iterator[tuple[str, Run]]:
        """Build a project and yield the cost; an empty case is not measured."""
        run = project.build(self.limit, expected)
        if case:
            yield case, run

    def take_turns(self, index: int, action: Action) -> None:
        """Let each tool do the same, one after another, and keep what it costs.

        Every other round has the reverse order, for what runs after a tool may feel it: the kernel
        still writes its files.
        """
        for project in self.projects[:: -1 if index % 2 else 1]:
            runs = self.figures[project.tool.name].runs
            try:
                for case, run in action(project):
                    runs.setdefault(case, []).append(run)
                    seconds = f"{number(run.wall):>7} s"
                    report(f"{self.corpus.title}, {CASES[case]}: {seconds}, {project.name}")
            except ToolError as error:
                self.projects.remove(project)
                self.failures.append(f"{self.corpus.title}, {project.name}: {error}")
                report(f"left out: {self.failures[-1]}")


def report(line: str) -> None:
    """Print a line of progress."""
    print(line, file=sys.stderr, flush=True)
