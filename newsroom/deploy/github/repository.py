"""A bare repository that is thrown away, with one remote: what a deployment needs of git.

This project's own repository, branches, index and files are not touched.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.deploy.github.history import Commit, newest_own, read_commits
from newsroom.deploy.github.login import login_environment, split_login
from newsroom.deploy.target import SSH, command
from newsroom.diagnostics.errors import UserError

QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}  # git asks nothing
DEPTHS = ("--depth=1", "--depth=50", "--unshallow")  # of the history, until a deployment is in it
TIP = "refs/site/tip"
FILE = "100644"  # the mode of all our files


@dataclass
class Repository:
    """A folder for the repository, the URL of its remote, and who commits."""

    folder: Path
    url: str
    author: str
    login: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Make the repository; the login of the remote stays out of its configuration."""
        url, login = split_login(self.url)
        self.git("init", "--quiet", "--bare", "--template=", self.folder)
        self.git("remote", "add", "site", url)
        expanded = os.fsdecode(self.git("remote", "get-url", "--push", "site").strip())
        shown, other = split_login(expanded)
        self.git("remote", "set-url", "site", shown)
        self.login = login_environment(shown, other or login)

    def fetch(self, branch: str) -> str:
        """Return the tip of a branch, "" for none, with its history down to the last deployment.

        Without more history than needed and, where the server can, without the files.
        """
        ref = f"refs/heads/{branch}"
        rows = os.fsdecode(self.git("ls-remote", "site", ref)).splitlines()
        if not any(row.split("\t")[1:] == [ref] for row in rows):
            return ""
        for depth in DEPTHS:
            few = (depth, "--filter=blob:none", "--no-tags", "--quiet")
            self.git("fetch", *few, "site", f"+{ref}:{TIP}")
            shallow = self.ask("rev-parse", "--is-shallow-repository") == "true"
            if not shallow or newest_own(self.commits()):
                break
        return self.ask("rev-parse", TIP)

    def commits(self) -> list[Commit]:
        """Return the commits of the tip that are here, children before their parents."""
        return read_commits(self.git("rev-list", "--topo-order", "--header", TIP))

    def files(self, commit: str) -> dict[str, str]:
        """Return the files of a commit with the names of their blobs; what is no file differs."""
        rows = self.git("ls-tree", "-r", "-z", commit).decode(errors="surrogateescape")
        found = {}
        for row in filter(None, rows.split("\0")):
            about, path = row.split("\t", 1)
            mode, _, name = about.split()
            found[path] = name if mode == FILE else about
        return found

    def read(self, commit: str, path: str) -> bytes:
        """Return a file of a commit."""
        return self.git("cat-file", "blob", f"{commit}:{path}")

    def store(self, files: Mapping[str, Path]) -> dict[str, str]:
        """Put files into the repository; return the name of each blob."""
        lines = "".join(f"{quoted(str(file.absolute()))}\n" for file in files.values())
        words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        names = self.git(*words, data=os.fsencode(lines)).decode().split()
        return dict(zip(files, names, strict=True))

    def write_tree(self, tip: str, sent: Mapping[str, str], removed: Iterable[str]) -> str:
        """Return the name of the tree of a commit with some files in it changed or removed."""
        if tip:
            self.git("read-tree", tip)
        index = [f"0 {'0' * 40}\t{path}\0" for path in removed]
        index += [f"{FILE} {name}\t{path}\0" for path, name in sent.items()]
        lines = "".join(index).encode(errors="surrogateescape")
        self.git("update-index", "-z", "--index-info", data=lines)
        return self.ask("write-tree", "--missing-ok")

    def push(self, branch: str, tip: str, tree: str, message: str) -> None:
        """Commit a tree on the tip; raise `UserError` where the branch has moved meanwhile."""
        parent = ("-p", tip) if tip else ()
        commit = self.git("commit-tree", tree, *parent, data=message.encode()).decode().strip()
        ref = f"refs/heads/{branch}"
        lease = f"--force-with-lease={ref}:{tip}"
        try:
            self.git("push", "--quiet", lease, "site", f"{commit}:{ref}")
        except UserError as error:
            if "stale info" not in str(error):
                raise
            raise UserError(
                f"the push to branch {branch} was rejected: the branch changed meanwhile"
            ) from None

    def ask(self, *words: str) -> str:
        """Return what git prints, as one line."""
        return self.git(*words).decode().strip()

    def git(self, *words: str | Path, data: bytes | None = None) -> bytes:
        """Run git in the repository."""
        who = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), self.author)
        mail = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "noreply@localhost")
        shell = {} if "GIT_SSH_COMMAND" in os.environ else {"GIT_SSH_COMMAND": SSH}
        place = {
            "GIT_DIR": str(self.folder),
            "GIT_INDEX_FILE": str(self.folder / "index"),  # a hook of the project names its own
            "GIT_OBJECT_DIRECTORY": str(self.folder / "objects"),
        }
        settings = QUIET | who | mail | shell | place | self.login
        return command("git", *words, what=self.url, data=data, environment=settings)


def url_of(remote: str) -> str:
    """Return the URL of a remote of this project's repository; any other name is a URL itself."""
    words = ["git", "remote", "get-url", "--push", remote]
    by_name = not any(character in remote for character in ":@")  # a URL may hold a login
    try:
        done = subprocess.run(words, capture_output=True, check=False) if by_name else None
    except FileNotFoundError:
        raise UserError("the program git is not on this machine") from None
    if done and done.returncode and "/" not in remote:
        raise UserError(f"this project has no git remote {remote}; set DEPLOY in pelicanconf.py")
    return (os.fsdecode(done.stdout.strip()) if done else "") or remote


def blob(data: bytes) -> str:
    """Return the name of a blob in git."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def quoted(path: str) -> str:
    """Return a path as git reads it in a list of lines, whatever it holds."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
    return f'"{"".join(escapes.get(character, character) for character in path)}"'
