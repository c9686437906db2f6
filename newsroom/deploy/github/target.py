"""A branch that GitHub Pages serves, by plain git: each deployment is one commit on it.

Readers get the whole new commit or none of it. What others committed since the last deployment is
never undone: a CNAME, which the setting “Custom domain” commits, is kept, and all else is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from newsroom.config.schema import Site
from newsroom.deploy.github.deployed_site import (
    are_same_site,
    cname_problem,
    domain,
    host_of,
    site_of_files,
)
from newsroom.deploy.github.history import (
    CNAME,
    NO_JEKYLL,
    SETTINGS,
    SITE,
    Commit,
    deployment_message,
    foreign_changes,
    newest_own,
)
from newsroom.deploy.github.repository import Repository, blob, url_of
from newsroom.deploy.plan import Changes, plan
from newsroom.deploy.state import records_of
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import BuiltFolder, name_files
from newsroom.urls.credentials import without_logins

SHOWN = 10  # files of others that a sentence names


@dataclass
class Branch:
    """A branch of a remote repository; once `look` has read it, its tip ("" for none)."""

    repository: Repository
    name: str
    built: BuiltFolder
    extra: dict[str, bytes]
    replaces: str = ""
    tip: str = ""
    own: Commit | None = None
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The branch and its repository."""
        return f"{without_logins(self.repository.url)}, branch {self.name}"

    @property
    def site(self) -> str:
        """The SITEURL of the built site."""
        return self.built.manifest.site

    @property
    def lock(self) -> Path:
        """Of this project; the push fails where another one was quicker."""
        return records_of("github", self.place).lock

    def mark(self, data: bytes, digest: str) -> str:
        """The name that git gives to these bytes."""
        return blob(data)

    def look(self) -> None:
        """Read the tip, and the history down to the newest deployment."""
        self.repository.open()
        self.tip = self.repository.fetch(self.name)
        self.own = newest_own(self.repository.commits()) if self.tip else None

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """Against the tip; raises `UserError` for a site, or for work, that is not ours."""
        there = self.repository.files(self.tip) if self.tip else {}
        wanted = {**marks, **{path: blob(data) for path, data in self.extra.items()}}
        self.refuse_work(there, wanted)
        cname = domain(self.read(CNAME)) if CNAME in there else ""
        deployed = self.deployed_site(there)
        self.refuse_site(deployed, cname)
        if CNAME in self.extra and cname not in ("", host_of(self.site), host_of(deployed)):
            del wanted[CNAME]  # the owner has chosen another domain
        if CNAME not in wanted:
            there.pop(CNAME, None)
        else:
            cname = domain(self.extra.get(CNAME) or self.built.read(CNAME))
        if problem := cname_problem(cname, self.site):
            click.echo(f"warning: {self.place}: {problem}")
        self.marks = wanted
        question = "" if self.own else f"this is the first deployment to {self.place}"
        return replace(plan(wanted, there), question=question)

    def refuse_work(self, there: Mapping[str, str], wanted: Mapping[str, str]) -> None:
        """Raise `UserError` for files of others; a branch with nothing but settings is empty."""
        if there.keys() <= SETTINGS or (self.own and self.own.name == self.tip):
            return
        deployed = self.repository.files(self.own.name) if self.own else {}
        changed = foreign_changes(deployed, there, wanted)
        if changed and not self.own:
            raise UserError(
                f"{self.place} contains {name_files(changed, SHOWN)} that no deployment put there; "
                'use another branch in DEPLOY["github"], or remove these files from this one'
            )
        if changed and self.own:
            raise UserError(
                f"{self.place}: commits after the last deployment ({self.own.name[:10]}) changed "
                f"{name_files(changed, SHOWN)}; put what should stay into content/static/, "
                "undo the rest on the branch with git revert, and run this again"
            )

    def deployed_site(self, there: Mapping[str, str]) -> str:
        """Return the SITEURL of the site that the branch has, "" where it has none that says so."""
        if not self.own:
            return ""

        def read(path: str) -> bytes | None:
            return self.read(path) if path in there else None

        return self.own.trailer(SITE) or site_of_files(read)

    def refuse_site(self, deployed: str, cname: str) -> None:
        """Raise `UserError` for another site, unless the owner has said that it moved here."""
        moved = self.replaces and are_same_site(deployed, self.replaces)
        here = not deployed or are_same_site(deployed, self.site) or cname == host_of(self.site)
        if not here and not moved:
            raise UserError(
                f"{self.place} has the site of {deployed}, and this one is of {self.site}; name "
                "another repository or branch, or, where the site has moved, set "
                f'"replaces": "{deployed}" in DEPLOY["github"]'
            )

    def read(self, path: str) -> bytes:
        """A file of the tip."""
        return self.repository.read(self.tip, path)

    def send(self, changes: Changes) -> None:
        """One commit on the tip, and a push that fails where the branch has moved meanwhile."""
        click.echo(f"github: pushing to {self.place}")
        self.store(changes)
        sent = {path: self.marks[path] for path in changes.sent}
        tree = self.repository.write_tree(self.tip, sent, changes.removed)
        message = deployment_message(changes, self.site, tree)
        self.repository.push(self.name, self.tip, tree, message)

    def store(self, changes: Changes) -> None:
        """Put files into the repository; raises `UserError` where one has changed meanwhile."""
        own = self.built.scratch / "extra"
        own.mkdir(exist_ok=True)
        for name, data in self.extra.items():
            (own / name).write_bytes(data)
        files = {p: (own if p in self.extra else self.built.folder) / p for p in changes.sent}
        for path, name in self.repository.store(files).items():
            if name != self.marks[path]:
                raise UserError(f"{path} changed while it was deployed; run this again")


def open_target(site: Site, built: BuiltFolder) -> Branch:
    """The branch that the settings name."""
    to = site.deploy.github
    if not to.remote or not to.branch:
        raise UserError('DEPLOY["github"] needs a "remote" and a "branch"; see pelicanconf.py')
    extra = {NO_JEKYLL: b""}
    if to.cname:
        extra[CNAME] = f"{host_of(built.manifest.site)}\n".encode()
    extra = {name: data for name, data in extra.items() if name not in built.manifest.files}
    repository = Repository(built.scratch / "repository", url_of(to.remote), site.name)
    return Branch(repository, to.branch, built, extra, to.replaces)
