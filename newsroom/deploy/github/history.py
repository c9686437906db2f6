"""The history of a deployed branch: which commits are deployments, of which site, what came since.

A deployment says so in the last line of its message, and names its site and its tree above. One
that was amended or rebased since has another tree, and is somebody's work. Early deployments did
not name their site; their robots.txt names the sitemap, and their front page its canonical URL.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from newsroom.deploy.plan import Changes
from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.site_url import normalize_site_url

MARKER = "Deployed-by: AI Hub Blog"
MARKERS = frozenset([MARKER, "Deployed-by: tools.deploy"])  # the latter until version 0.2
SITE, TREE = "Site", "Tree"
CNAME = "CNAME"  # the custom domain of GitHub Pages, which its settings commit to the branch
NO_JEKYLL = ".nojekyll"  # or GitHub would leave out names that start with _
PAGES_SETTINGS = frozenset([CNAME, NO_JEKYLL])  # files that are not part of a site
EVIDENCE = (
    ("robots.txt", re.compile(r"^Sitemap: *(\S+)/sitemap\.xml\s*$", re.MULTILINE)),
    ("index.html", re.compile(r"""<link rel="?canonical"? href=["']?([^"'\s>]+)""")),
)


@dataclass(frozen=True)
class Commit:
    """The name of a commit, the name of its tree, and its message."""

    name: str
    tree: str
    message: str

    def trailer(self, key: str) -> str:
        """Return the value of a trailer of the message, "" for a missing one."""
        start = f"{key}: "
        rows = [row for row in self.message.splitlines() if row.startswith(start)]
        return rows[-1].removeprefix(start) if rows else ""

    @property
    def is_deployment(self) -> bool:
        """Whether a deployment made this commit, and nobody changed it."""
        is_marked = not MARKERS.isdisjoint(self.message.splitlines())
        return is_marked and self.trailer(TREE) in ("", self.tree)  # early ones name no tree


def parse_commits(headers: bytes) -> list[Commit]:
    """Return the commits in the output of `git rev-list --header`."""
    commits = []
    for raw in headers.decode(errors="replace").split("\0"):
        head, _, message = raw.partition("\n\n")
        name, *fields = head.splitlines() or [""]
        if name:
            tree = next(row.removeprefix("tree ") for row in fields if row.startswith("tree "))
            lines = [row.removeprefix("    ") for row in message.splitlines()]
            commits.append(Commit(name, tree, "\n".join(lines)))
    return commits


def last_deployment(commits: Iterable[Commit]) -> Commit | None:
    """Return the newest deployment, None for none; children come before their parents."""
    return next((commit for commit in commits if commit.is_deployment), None)


def foreign_changes(
    deployed: Mapping[str, str], tip: Mapping[str, str], wanted: Mapping[str, str]
) -> list[str]:
    """Return the paths that others changed since a deployment and that another one would undo.

    A file that is already as the new site wants it is not lost, and neither are settings of Pages.
    """
    paths = (deployed.keys() | tip.keys()) - PAGES_SETTINGS
    return sorted(p for p in paths if tip.get(p) not in (deployed.get(p), wanted.get(p)))


def deployment_message(changes: Changes, site: str, tree: str) -> str:
    """Return the message of a deployment."""
    counts = (len(changes.added), len(changes.changed), len(changes.removed))
    added, changed, removed = counts
    return (
        f"Deploy the site\n\n{added} added, {changed} changed, {removed} removed\n\n"
        f"{SITE}: {site}\n{TREE}: {tree}\n{MARKER}\n"
    )


def site_of_files(read: Callable[[str], bytes | None]) -> str:
    """Return the SITEURL that deployed files name, "" for none; `read` gives a file by its path."""
    for path, pattern in EVIDENCE:
        if match := pattern.search((read(path) or b"").decode(errors="replace")):
            return match[1].rstrip("/")
    return ""


def are_same_site(url: str, other_url: str) -> bool:
    """Return whether two URLs have one host and path, by http or https, however spelled."""
    return _host_and_path(url) == _host_and_path(other_url)


def _host_and_path(url: str) -> str:
    try:
        return normalize_site_url(url).partition("://")[2]
    except InvalidUrlError:
        return url.rstrip("/")
