"""A folder that rsync reaches, mostly over ssh: `me@example.org:/srv/www/blog`.

rsync compares by checksum and sends what differs, in the order of tools/support/changes.py. The
file `.deployed` says what we put there, by the hashes of paths, for it may be public: a line a
file, `+` before one that is still on its way. What it does not name is never removed or replaced.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.support.report import SiteError
from plugins.support.site import Site
from tools.support.changes import Changes, Step, carry_out
from tools.support.manifest import NOT_OF_THE_SITE, Built, sha256
from tools.support.records import records_of
from tools.support.target import command, refuse_others

RECORD = ".deployed"
# Nobody may be there to type a password, and a host that does not answer is told.
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15"
ALWAYS = ("--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--8-bit-output", "-s")
ITEM = re.compile(r"(?P<code>\*deleting|[<>]f\S+) *\|(?P<path>.+)")
MISSING = (23,)  # rsync's status where a file that was asked for is not there


@dataclass
class Rsync:
    """The folder, and what `.deployed` says once it was read."""

    to: str
    built: Built
    ours: set[str] = field(default_factory=set)
    coming: set[str] = field(default_factory=set)

    @property
    def place(self) -> str:
        """The folder, as rsync names it."""
        return self.to

    @property
    def lock(self) -> Path:
        """Of this project alone: a server may not be asked for one."""
        return records_of("rsync", self.place).lock

    def mark(self, data: bytes) -> str:
        """Nothing: rsync looks for itself."""
        return ""

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """What rsync would send and remove, less what is not ours."""
        self.read_record()
        hidden = [f"--exclude=/{name}" for name in (*NOT_OF_THE_SITE, RECORD)]
        form = "--out-format=%i|%n"
        said = self.rsync(*ALWAYS, *hidden, "--dry-run", "--delete", form, f"{self.built.folder}/")
        return self.changes(said.decode(errors="surrogateescape").splitlines(), marks)

    def changes(self, lines: Iterable[str], marks: Mapping[str, str]) -> Changes:
        """From the lines of a dry run; raises `SiteError` for files of others in our way."""
        items = [found for line in lines if (found := ITEM.fullmatch(line))]
        gone = {i["path"] for i in items if i["code"] == "*deleting" and i["path"][-1] != "/"}
        sent = {i["path"]: "+++" in i["code"] for i in items}
        sent = {path: new for path, new in sent.items() if path in marks and path not in gone}
        there = sorted(path for path, new in sent.items() if not new)
        known = self.ours | self.coming
        foreign = sorted(path for path in (*there, *gone) if digest(path) not in known)
        refuse_others(self.to, foreign, there, new=not known)
        coming = {path for path in there if digest(path) in self.coming}
        return Changes(
            added=tuple(sorted({path for path, new in sent.items() if new} | coming)),
            begun=tuple(sorted(coming)),
            changed=tuple(path for path in there if path not in coming),
            removed=tuple(sorted(gone - set(foreign))),
            foreign=tuple(foreign),
        )

    def send(self, changes: Changes) -> None:
        """In order, with a record before and after, so that a run that is cut leaves no orphan."""
        wanted = {digest(path) for path in self.built.manifest.files}
        old = self.ours | self.coming | wanted
        new = {digest(path) for path in changes.added}
        self.write_record(old - new, new)
        carry_out(changes, self.put, self.remove)
        self.write_record(wanted, set())

    def put(self, step: Step) -> None:
        """Send files, or a small page under their names."""
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) if step.instead else self.built.folder
            for path in step.paths if step.instead else ():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(step.instead)
            self.rsync(*ALWAYS, "--delay-updates", *LISTED, f"{folder}/", data=listed(step.paths))

    def remove(self, paths: tuple[str, ...]) -> None:
        """Remove exactly these files, and the folders that are then empty."""
        kept = {parent for path in self.built.manifest.files for parent in parents(path)}
        folders = {parent for path in paths for parent in parents(path)}
        gone = [pattern(path) for path in (*paths, *(f"{folder}/" for folder in sorted(folders)))]
        nothing_new = ("--existing", "--ignore-existing")
        these = ("--delete", "--from0", "--include-from=-", "--exclude=*")
        with tempfile.TemporaryDirectory() as scratch:
            for parent in kept & folders:
                (Path(scratch) / parent).mkdir(parents=True, exist_ok=True)
            self.rsync("--recursive", "-s", *nothing_new, *these, f"{scratch}/", data=listed(gone))

    def read_record(self) -> None:
        """What we put there, by `.deployed`; nothing where there is none."""
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / RECORD
            self.rsync("-s", f"{self.to}/{RECORD}", fine=(0, *MISSING), into=str(copy))
            lines = copy.read_text(encoding="ascii").split() if copy.is_file() else []
        self.ours = {line for line in lines if not line.startswith("+")}
        self.coming = {line[1:] for line in lines if line.startswith("+")}

    def write_record(self, ours: set[str], coming: set[str]) -> None:
        """Put `.deployed` there."""
        lines = [*sorted(ours), *(f"+{name}" for name in sorted(coming))]
        with tempfile.TemporaryDirectory() as scratch:
            record = Path(scratch) / RECORD
            record.write_text("\n".join(lines) + "\n", encoding="ascii")
            self.rsync("-s", "--checksum", str(record))

    def rsync(
        self,
        *words: str,
        data: bytes | None = None,
        fine: tuple[int, ...] = (0,),
        into: str | None = None,
    ) -> bytes:
        """Run rsync, to our folder unless `into` names another place."""
        shell = {} if "RSYNC_RSH" in os.environ else {"RSYNC_RSH": SSH}
        words = ("rsync", *words, into or f"{self.to}/")
        return command(*words, what=self.to, data=data, environment=shell, fine=fine)


LISTED = ("--from0", "--files-from=-")


def open_target(site: Site, built: Built) -> Rsync:
    """The folder that the settings name."""
    to = site.deploy.rsync.to.rstrip("/")
    if not to:
        raise SiteError('DEPLOY["rsync"]["to"] names no folder; set it in pelicanconf.py')
    return Rsync(to, built)


def digest(path: str) -> str:
    """What stands for a path in `.deployed`."""
    return sha256(path.encode(errors="surrogateescape"))[:32]


def listed(paths: Iterable[str]) -> bytes:
    """Paths for --files-from with --from0."""
    return b"".join(path.encode(errors="surrogateescape") + b"\0" for path in paths)


def pattern(path: str) -> str:
    """A path as a pattern of rsync's: from the top, its own signs taken as they are."""
    found = f"/{path}"
    return re.sub(r"([\\*?\[])", r"\\\1", found) if re.search(r"[*?\[]", found) else found


def parents(path: str) -> list[str]:
    """`a/b` and `a` for `a/b/c.html`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
