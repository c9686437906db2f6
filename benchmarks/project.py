"""A generated site of one tool, and what happens to it: builds, edits, new posts."""

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from benchmarks.posts import SEED, PostHead, Writer, join_words
from benchmarks.process_tree import Run, ToolError, started
from benchmarks.tools import Tool

EDIT_WORDS = 15


class Project:
    """A folder with the posts of a corpus, which a tool builds."""

    def __init__(self, tool: Tool, folder: Path) -> None:
        self.tool, self.folder = tool, folder
        self.heads: list[PostHead] = []
        # What a program leaves among temporary files and caches of the user goes with the rest.
        scratch = folder.with_name(f"{folder.name}.tmp")
        scratch.mkdir(parents=True)
        variables = dict.fromkeys(("TMPDIR", "XDG_CACHE_HOME"), str(scratch))
        self.environment = {**tool.environment, **variables}
        tool.create(folder)

    @property
    def name(self) -> str:
        """The label of the tool."""
        return self.tool.label

    def write(self, head: PostHead, body: str) -> None:
        """Save a post as an editor does, by renaming a complete file."""
        file = self.folder / self.tool.content / head.path
        file.parent.mkdir(parents=True, exist_ok=True)
        self.replace(file, self.tool.post(head, body))

    def replace(self, file: Path, text: str) -> None:
        """Write a file beside the content and rename it."""
        draft = self.folder.with_name(f"{self.folder.name}.draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)

    def add(self, head: PostHead, body: str) -> None:
        """Write a post that is newer than all others."""
        self.write(head, body)
        self.heads.append(head)

    def source(self, head: PostHead) -> Path:
        """Return the file of a post."""
        return self.folder / self.tool.content / head.path

    def page(self, head: PostHead) -> Path:
        """Return the built page of a post."""
        return self.folder / self.tool.output / self.tool.url(head)[1:] / "index.html"

    def clear(self) -> None:
        """Remove what builds have left, as in a fresh clone."""
        for name in (self.tool.output, *self.tool.caches):
            path = self.folder / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def edit(self, number: int) -> str:
        """Add a sentence to the post in the middle, in place of the last edit; return it."""
        file = self.source(self.heads[len(self.heads) // 2])
        text = file.read_text(encoding="utf-8").partition("\n\nEdit")[0].rstrip()
        edit = edit_sentence(number)
        self.replace(file, f"{text}\n\n{edit}\n")
        return edit

    def build(self, limit: float, expected: str = "") -> Run:
        """Build the site and return the cost.

        Raises `ToolError` if that fails or takes longer than `limit` seconds, if the page of a post
        is missing, or if that of the post in the middle lacks the expected text.
        """
        with started(self.tool.command, self.folder, self.environment) as tree:
            run = tree.measure(limit)
            for head in (self.heads[0], self.heads[len(self.heads) // 2], self.heads[-1]):
                if not self.page(head).is_file():
                    page = self.page(head).relative_to(self.folder)
                    raise ToolError(f"{self.tool.label}: {page} is missing\n{tree.output()}")
            middle = self.page(self.heads[len(self.heads) // 2]).read_text(encoding="utf-8")
            if expected not in middle:
                raise ToolError(f"{self.tool.label}: an edit is missing\n{tree.output()}")
        return run

    def output_size(self) -> tuple[int, int]:
        """Return how many files the tool has built, and their bytes."""
        files = [
            Path(folder, name).stat()
            for folder, _, names in os.walk(self.folder / self.tool.output)
            for name in names
        ]
        return len(files), sum(file.st_size for file in files)


def edit_sentence(number: int) -> str:
    """Return a sentence of 15 words, another one for each number."""
    words = Writer().common(Random(f"{SEED}/edit/{number}"), EDIT_WORDS - 2)
    return join_words([f"edit {number}", *words])


def fill(projects: Sequence[Project], posts: Iterable[tuple[PostHead, str]]) -> None:
    """Write posts into all projects, generated once."""
    for head, body in posts:
        for project in projects:
            project.add(head, body)
