"""Targets that are reached by a program of their makers: it is handed the folder, and sends it.

These programs send only what changed, and readers get the whole new site or the old one. Since none
of them tells what is there, `.deployed/` of this project keeps what was last sent there from here.
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.deploy.plan import Changes, plan
from newsroom.deploy.state import Records, records_of
from newsroom.deploy.target import command, scrub
from newsroom.diagnostics.errors import UserError
from newsroom.files.scratch import OUTPUT, scratch_folder
from newsroom.hosting.staging import Staging
from newsroom.output.output_folder import put_back

SENT = "sent"


@dataclass(frozen=True)
class Program:
    """A program, how to get it, and its words for a folder."""

    target: str
    place: str
    name: str
    install: str
    words: Callable[[Path], tuple[str | Path, ...]]
    staging: Staging

    @property
    def records(self) -> Records:
        """What this project keeps of the place."""
        return records_of(self.target, self.place)

    @property
    def lock(self) -> Path:
        """Of this project."""
        return self.records.lock

    def mark(self, data: bytes, digest: str) -> str:
        """The hash of the file."""
        return digest

    def look(self) -> None:
        """Nothing: what was sent is known here."""

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """Against what was last sent from here; all of it is new where nothing was."""
        if not shutil.which(self.name):
            raise UserError(
                f"{self.target} needs its program {self.name}; get it with: {self.install}"
            )
        for diagnostic in self.staging.diagnostics:
            sys.stderr.write(f"{scrub(str(diagnostic))}\n")
        before = self.records.read(SENT, str)
        return replace(plan(self.staging.checksums(marks), before), unknown=not before)

    def send(self, changes: Changes) -> None:
        """Hand over the files of the site, without our manifest, and note what they were."""
        built = self.staging.built
        with scratch_folder(built.folder.parent, OUTPUT, put_back) as scratch:
            folder = scratch / "site"
            folder.mkdir()
            self.staging.fill(folder)
            command(self.name, *self.words(folder), what=f"{self.target}, {self.place}")
        self.records.write(SENT, self.staging.checksums(built.manifest.files))
