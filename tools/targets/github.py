"""A branch that GitHub Pages serves, by plain git: each deployment is one commit on it.

Everything happens in a bare repository that is thrown away; this project's own branches, index and
files are not touched. Readers get the whole new commit or none of it. Commits of ours say so in
their last line: a branch whose tip does not is somebody's work and is left alone.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from plugins.support.report import SiteError
from plugins.support.site import Site
from tools.support.changes import Changes, plan
from tools.support.manifest import Built
from tools.support.records import records_of
from tools.support.target import SSH, command

OURS = "Deployed-by: tools.deploy"
QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}  # git asks nothing


@dataclass
class Branch:
    """The branch of a remote repository, and its tip once it was read ("" for none)."""

    remote: str
    name: str
    author: str
    built: Built
    extra: Mapping[str, bytes]
    marks: Mapping[str, str] = field(default_factory=dict)
    tip: str = ""

    @property
    def place(self) -> str:
        """The branch and its repository."""
        return f"{self.remote}, branch {self.name}"

    @property
    def lock(self) -> Path:
        """Of this project; the push fails where another one was quicker."""
        return records_of("github", self.place).lock

    def mark(self, data: bytes, digest: str) -> str:
        """The name that git gives to these bytes."""
        return blob(data)

    def look(self) -> None:
        """Read the tip; raises `SiteError` for one that is not ours."""
        self.fetch()

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """Against the tip."""
        self.marks = {**marks, **{path: blob(data) for path, data in self.extra.items()}}
        return plan(self.marks, self.tree() if self.tip else {})

    def fetch(self) -> None:
        """Read the tip, without its history and, where the server can, without its files."""
        self.git("init", "--quiet", "--bare", self.built.scratch)
        self.git("remote", "add", "site", self.remote)
        said = self.git("ls-remote", "site", f"refs/heads/{self.name}")
        self.tip = said.decode().partition("\t")[0]
        if not self.tip:
            return
        few = ("--depth=1", "--filter=blob:none", "--no-tags", "--quiet")
        self.git("fetch", *few, "site", self.tip)
        message = self.git("log", "-1", "--format=%B", self.tip).decode(errors="replace")
        if OURS not in message.splitlines():
            raise SiteError(
                f"the last commit of the branch {self.name} is not from a deployment; "
                'name another branch in DEPLOY["github"], or remove that one'
            )

    def tree(self) -> dict[str, str]:
        """The files of the tip."""
        rows = self.git("ls-tree", "-r", "-z", self.tip).decode(errors="surrogateescape")
        cells = (row.split("\t", 1) for row in rows.split("\0") if row)
        return {path: about.split()[2] for about, path in cells}

    def send(self, changes: Changes) -> None:
        """One commit on the tip, and a push that fails where the branch has moved meanwhile."""
        self.store(changes.sent)
        if self.tip:
            self.git("read-tree", self.tip)
        index = [f"100644 {self.marks[path]}\t{path}\0" for path in changes.sent]
        index += [f"0 {'0' * 40}\t{path}\0" for path in changes.removed]
        lines = "".join(index).encode(errors="surrogateescape")
        self.git("update-index", "-z", "--index-info", data=lines)
        tree = self.git("write-tree", "--missing-ok").decode().strip()
        parent = ("-p", self.tip) if self.tip else ()
        commit = self.git("commit-tree", tree, *parent, data=message(changes)).decode().strip()
        branch = f"refs/heads/{self.name}"
        lease = f"--force-with-lease={branch}:{self.tip}"
        self.git("push", "--quiet", lease, "site", f"{commit}:{branch}")

    def store(self, paths: Iterable[str]) -> None:
        """Put files into the repository; raises `SiteError` where one has changed meanwhile."""
        own = self.built.scratch / "extra"
        own.mkdir(exist_ok=True)
        for name, data in self.extra.items():
            (own / name).write_bytes(data)
        wanted = list(paths)
        files = [(own if path in self.extra else self.built.folder) / path for path in wanted]
        lines = "".join(f"{quoted(str(file.absolute()))}\n" for file in files)
        written = self.git(
            "hash-object", "-w", "--no-filters", "--stdin-paths", data=os.fsencode(lines)
        )
        for path, name in zip(wanted, written.decode().split(), strict=True):
            if name != self.marks[path]:
                raise SiteError(f"{path} changed while it was deployed; run this again")

    def git(self, *words: str | Path, data: bytes | None = None) -> bytes:
        """Run git in the repository that is thrown away."""
        who = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), self.author)
        mail = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "noreply@localhost")
        shell = {} if "GIT_SSH_COMMAND" in os.environ else {"GIT_SSH_COMMAND": SSH}
        place = {"GIT_DIR": str(self.built.scratch)}
        settings = QUIET | who | mail | shell | place
        return command("git", *words, what=self.remote, data=data, environment=settings)


def open_target(site: Site, built: Built) -> Branch:
    """The branch that the settings name."""
    to = site.deploy.github
    if not to.remote or not to.branch:
        raise SiteError('DEPLOY["github"] needs a "remote" and a "branch"; see pelicanconf.py')
    extra = {".nojekyll": b""}  # or GitHub would leave out names that start with _
    if to.cname:
        extra["CNAME"] = f"{urlsplit(built.manifest.site).hostname}\n".encode()
    extra = {name: data for name, data in extra.items() if name not in built.manifest.files}
    return Branch(address_of(to.remote), to.branch, site.name, built, extra)


def address_of(remote: str) -> str:
    """The address of a remote of this project's repository; any other name is an address itself."""
    words = ["git", "remote", "get-url", "--push", remote]
    try:
        done = subprocess.run(words, capture_output=True, check=False)
    except FileNotFoundError:
        raise SiteError("the program git is not on this machine") from None
    if done.returncode and not any(sign in remote for sign in "/:"):
        raise SiteError(f"this project has no git remote {remote}; set DEPLOY in pelicanconf.py")
    return os.fsdecode(done.stdout.strip()) or remote


def blob(data: bytes) -> str:
    """The name of a blob in git."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def quoted(path: str) -> str:
    """A path as git reads it in a list of lines, whatever it holds."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
    return f'"{"".join(signs.get(sign, sign) for sign in path)}"'


def message(changes: Changes) -> bytes:
    """What the commit says; the last line marks it as ours."""
    counts = (len(changes.added), len(changes.changed), len(changes.removed))
    added, changed, removed = counts
    return (
        f"Deploy the site\n\n{added} added, {changed} changed, {removed} removed\n\n{OURS}\n"
    ).encode()
