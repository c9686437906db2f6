"""The history of a deployed branch: which commits are deployments, and what others changed since.

A deployment says so in the last line of its message, and names its site and its tree above: one
that was amended or rebased since holds another tree, and is somebody's work.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsroom.deploy.plan import Changes

OURS = "Deployed-by: tools.deploy"  # kept: existing branches contain it
SITE, TREE = "Site", "Tree"
CNAME = "CNAME"  # the custom domain of GitHub Pages, which its settings commit to the branch
NO_JEKYLL = ".nojekyll"  # or GitHub would leave out names that start with _
SETTINGS = frozenset([CNAME, NO_JEKYLL])  # what is no part of a site


@dataclass(frozen=True)
class Commit:
    """The name of a commit, the name of its tree, and its message."""

    name: str
    tree: str
    message: str

    def trailer(self, key: str) -> str:
        """Return what the message says under a key, "" where it does not."""
        start = f"{key}: "
        rows = [row for row in self.message.splitlines() if row.startswith(start)]
        return rows[-1].removeprefix(start) if rows else ""

    @property
    def is_deployment(self) -> bool:
        """Whether a deployment made this commit, and nobody changed it."""
        ours = OURS in self.message.splitlines()
        return ours and self.trailer(TREE) in ("", self.tree)  # older ones name no tree


def read_commits(headers: bytes) -> list[Commit]:
    """Return the commits of `git rev-list --header`."""
    found = []
    for raw in headers.decode(errors="replace").split("\0"):
        head, _, message = raw.partition("\n\n")
        name, *fields = head.splitlines() or [""]
        if name:
            tree = next(row.removeprefix("tree ") for row in fields if row.startswith("tree "))
            lines = [row.removeprefix("    ") for row in message.splitlines()]
            found.append(Commit(name, tree, "\n".join(lines)))
    return found


def newest_own(commits: Iterable[Commit]) -> Commit | None:
    """Return the newest deployment, None for none; children come before their parents."""
    return next((commit for commit in commits if commit.is_deployment), None)


def foreign_changes(
    deployed: Mapping[str, str], tip: Mapping[str, str], wanted: Mapping[str, str]
) -> list[str]:
    """Return the paths that others changed since a deployment and that another one would undo.

    A file that is as the new site wants it is nothing to lose, and neither are settings of Pages.
    """
    paths = (deployed.keys() | tip.keys()) - SETTINGS
    return sorted(p for p in paths if tip.get(p) not in (deployed.get(p), wanted.get(p)))


def deployment_message(changes: Changes, site: str, tree: str) -> str:
    """Return the message of a deployment."""
    counts = (len(changes.added), len(changes.changed), len(changes.removed))
    added, changed, removed = counts
    return (
        f"Deploy the site\n\n{added} added, {changed} changed, {removed} removed\n\n"
        f"{SITE}: {site}\n{TREE}: {tree}\n{OURS}\n"
    )
