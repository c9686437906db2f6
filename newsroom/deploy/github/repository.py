"""A temporary bare repository with one remote: what a deployment needs of git.

This project's own repository, branches, index and files are not touched.

git passes the URL of a remote to its helpers as an argument, which others can read in the list of
processes. So a login is taken out of the URL and passed in the environment, as a credential helper
for that one server; no other helper is asked.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsroom.deploy.github.history import Commit, last_deployment, parse_commits
from newsroom.deploy.target import SSH, run_program
from newsroom.diagnostics.errors import UserError
from newsroom.urls.credentials import LOGIN, has_password

QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}  # git asks nothing
DEPTHS = ("--depth=1", "--depth=50", "--unshallow")  # of the history, until a deployment is in it
TIP = "refs/site/tip"
FILE = "100644"  # the mode of all our files
BY_PASSWORD = ("http://", "https://", "ftp://", "ftps://")
USERNAME, PASSWORD = "DEPLOY_GIT_USERNAME", "DEPLOY_GIT_PASSWORD"  # variables
HELPER = f"""!f() {{ printf 'username=%s\\npassword=%s\\n' "${USERNAME}" "${PASSWORD}"; }}; f"""
COUNT = "GIT_CONFIG_COUNT"


@dataclass
class Repository:
    """A folder for the repository, the URL of its remote, and the name of the author."""

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
        public_url, expanded_login = split_login(expanded)
        self.git("remote", "set-url", "site", public_url)
        self.login = login_environment(public_url, expanded_login or login)

    def fetch(self, branch: str) -> str:
        """Return the tip of a branch, "" for none, with its history down to the last deployment.

        Without more history than needed and, where the server can, without the files.
        """
        ref = f"refs/heads/{branch}"
        rows = os.fsdecode(self.git("ls-remote", "site", ref)).splitlines()
        if not any(row.split("\t")[1:] == [ref] for row in rows):
            return ""
        for depth in DEPTHS:
            options = (depth, "--filter=blob:none", "--no-tags", "--quiet")
            self.git("fetch", *options, "site", f"+{ref}:{TIP}")
            is_shallow = self.git_line("rev-parse", "--is-shallow-repository") == "true"
            if not is_shallow or last_deployment(self.commits()):
                break
        return self.git_line("rev-parse", TIP)

    def commits(self) -> list[Commit]:
        """Return the commits of the tip that were fetched, children before their parents."""
        return parse_commits(self.git("rev-list", "--topo-order", "--header", TIP))

    def files(self, commit: str) -> dict[str, str]:
        """Return the blob of each file of a commit; entries of other modes get another value."""
        rows = self.git("ls-tree", "-r", "-z", commit).decode(errors="surrogateescape")
        blobs = {}
        for row in filter(None, rows.split("\0")):
            entry, path = row.split("\t", 1)
            mode, _, name = entry.split()
            blobs[path] = name if mode == FILE else entry
        return blobs

    def read(self, commit: str, path: str) -> bytes:
        """Return a file of a commit."""
        return self.git("cat-file", "blob", f"{commit}:{path}")

    def store(self, files: Mapping[str, Path]) -> dict[str, str]:
        """Put files into the repository; return the name of each blob."""
        lines = "".join(f"{quote_path(str(file.absolute()))}\n" for file in files.values())
        words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        names = self.git(*words, data=os.fsencode(lines)).decode().split()
        return dict(zip(files, names, strict=True))

    def write_tree(self, tip: str, changed: Mapping[str, str], removed: Iterable[str]) -> str:
        """Return the name of the tree of a commit with some blobs in it changed or removed."""
        if tip:
            self.git("read-tree", tip)
        index = [f"0 {'0' * 40}\t{path}\0" for path in removed]
        index += [f"{FILE} {name}\t{path}\0" for path, name in changed.items()]
        lines = "".join(index).encode(errors="surrogateescape")
        self.git("update-index", "-z", "--index-info", data=lines)
        return self.git_line("write-tree", "--missing-ok")

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

    def git_line(self, *words: str) -> str:
        """Return what git prints, as one line."""
        return self.git(*words).decode().strip()

    def git(self, *words: str | Path, data: bytes | None = None) -> bytes:
        """Return what git prints in the repository."""
        names = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), self.author)
        mail = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "noreply@localhost")
        shell = {} if "GIT_SSH_COMMAND" in os.environ else {"GIT_SSH_COMMAND": SSH}
        folders = {
            "GIT_DIR": str(self.folder),
            "GIT_INDEX_FILE": str(self.folder / "index"),  # a hook of the project names its own
            "GIT_OBJECT_DIRECTORY": str(self.folder / "objects"),
        }
        environment = QUIET | names | mail | shell | folders | self.login
        return run_program("git", *words, context=self.url, data=data, environment=environment)


@dataclass(frozen=True)
class Login:
    """A name and its password; None where the user's own credential helpers know it."""

    name: str
    password: str | None


def split_login(url: str) -> tuple[str, Login | None]:
    """Return the URL without its login, and the login; raise `UserError` for an unusable one.

    The name in a URL of ssh is public, and stays in it.
    """
    match = LOGIN.search(url)
    if not url.startswith(BY_PASSWORD) or not match:
        if has_password(url):
            raise UserError("git takes no password by ssh; remove it from the URL and use ssh keys")
        return url, None
    name, colon, password = match["login"].partition(":")
    login = Login(unquote(name), unquote(password) if colon else None)
    if any(not character.isprintable() for character in login.name + (login.password or "")):
        raise UserError("the login of the git remote contains a character that is not printable")
    return url[: match.start("login")] + url[match.end() :], login


def login_environment(
    url: str, login: Login | None, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the variables that let git log in at a URL without a login.

    `url.….insteadOf` of the user has been applied to the URL, and is not applied again: what it
    puts there may be a login.
    """
    config = [(f"url.{url}.insteadOf", url), (f"url.{url}.pushInsteadOf", url)]
    variables = {}
    if login:
        server = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        if login.password is None:
            config.append((f"credential.{server}.username", login.name))
        else:
            config += [("credential.helper", ""), (f"credential.{server}.helper", HELPER)]
            variables = {USERNAME: login.name, PASSWORD: login.password}
    first = int(environment.get(COUNT) or 0)
    for number, (key, value) in enumerate(config, start=first):
        variables |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return variables | {COUNT: str(first + len(config))}


def remote_url(remote: str) -> str:
    """Return the URL of a remote of this project's repository; any other name is a URL itself."""
    words = ["git", "remote", "get-url", "--push", remote]
    by_name = not any(character in remote for character in ":@")  # a URL may contain a login
    try:
        done = subprocess.run(words, capture_output=True, check=False) if by_name else None
    except FileNotFoundError:
        raise UserError("program git not found; install it") from None
    if done and done.returncode and "/" not in remote:
        raise UserError(f"unknown git remote {remote}; set DEPLOY in pelicanconf.py")
    return (os.fsdecode(done.stdout.strip()) if done else "") or remote


def blob_name(data: bytes) -> str:
    """Return the name of a blob in git."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def quote_path(path: str) -> str:
    """Return a path as git reads it in a list of lines, whatever characters it contains."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
    return f'"{"".join(escapes.get(character, character) for character in path)}"'
