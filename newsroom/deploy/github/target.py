"""A branch that GitHub Pages serves, by plain git: each deployment is one commit on it.

Readers get the whole new commit or none of it. What others committed since the last deployment is
never undone: a CNAME, which the setting “Custom domain” commits, is kept, and all else is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from newsroom.config.schema import Settings
from newsroom.deploy.github.history import (
    CNAME,
    NO_JEKYLL,
    PAGES_SETTINGS,
    SITE,
    Commit,
    are_same_site,
    deployment_message,
    foreign_changes,
    last_deployment,
    site_of_files,
)
from newsroom.deploy.github.repository import Repository, blob_name, remote_url
from newsroom.deploy.plan import Changes, plan_changes
from newsroom.deploy.state import records_of
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import BuiltFolder, name_files
from newsroom.urls.credentials import without_logins
from newsroom.urls.hosts import InvalidUrlError, encode_host

MAX_NAMED = 10  # foreign files that a message names


@dataclass
class Branch:
    """A branch of a remote repository; after `inspect` its tip ("" for none) and last deployment.

    `extra` are files of ours that are not part of the site, `replaces` the SITEURL of another site
    that the branch may have.
    """

    repository: Repository
    name: str
    built: BuiltFolder
    extra: dict[str, bytes]
    replaces: str = ""
    tip: str = ""
    last: Commit | None = None
    blobs: Mapping[str, str] = field(default_factory=dict)

    @property
    def destination(self) -> str:
        """The branch and its repository."""
        return f"{without_logins(self.repository.url)}, branch {self.name}"

    @property
    def site(self) -> str:
        """The SITEURL of the built site."""
        return self.built.manifest.site

    @property
    def lock(self) -> Path:
        """A lock of this project; the push fails where another deployment was quicker."""
        return records_of("github", self.destination).lock

    def checksum(self, data: bytes, digest: str) -> str:
        """Return the name of the blob that git makes of a file."""
        return blob_name(data)

    def inspect(self) -> None:
        """Read the tip, and the history down to the last deployment."""
        self.repository.open()
        self.tip = self.repository.fetch(self.name)
        self.last = last_deployment(self.repository.commits()) if self.tip else None

    def compare(self, checksums: Mapping[str, str]) -> Changes:
        """Compare with the tip; raise `UserError` for another site, or for work of others."""
        present = self.repository.files(self.tip) if self.tip else {}
        wanted = {**checksums, **{path: blob_name(data) for path, data in self.extra.items()}}
        self.refuse_work(present, wanted)
        cname = parse_cname(self.read(CNAME)) if CNAME in present else ""
        deployed = self.deployed_site(present)
        self.refuse_site(deployed, cname)
        if CNAME in self.extra and cname not in (
            "",
            host_of_site(self.site),
            host_of_site(deployed),
        ):
            del wanted[CNAME]  # the owner has chosen another domain
        if CNAME not in wanted:
            present.pop(CNAME, None)
        else:
            cname = parse_cname(self.extra.get(CNAME) or self.built.read(CNAME))
        if problem := cname_problem(cname, self.site):
            click.echo(f"warning: {self.destination}: {problem}")
        self.blobs = wanted
        question = "" if self.last else f"this is the first deployment to {self.destination}"
        return replace(plan_changes(wanted, present), question=question)

    def refuse_work(self, present: Mapping[str, str], wanted: Mapping[str, str]) -> None:
        """Raise `UserError` for foreign files; a branch with nothing but settings is empty."""
        if present.keys() <= PAGES_SETTINGS or (self.last and self.last.name == self.tip):
            return
        deployed = self.repository.files(self.last.name) if self.last else {}
        changed = foreign_changes(deployed, present, wanted)
        if changed and not self.last:
            raise UserError(
                f"{self.destination} contains {name_files(changed, MAX_NAMED)} that no deployment "
                'put there; use another branch in DEPLOY["github"], or remove these files from '
                "this one"
            )
        if changed and self.last:
            raise UserError(
                f"{self.destination}: commits after the last deployment ({self.last.name[:10]}) "
                f"changed {name_files(changed, MAX_NAMED)}; put what should stay into "
                "content/static/, undo the rest on the branch with git revert, and run this again"
            )

    def deployed_site(self, present: Mapping[str, str]) -> str:
        """Return the SITEURL of the site on the branch, "" where nothing names it."""
        if not self.last:
            return ""

        def read(path: str) -> bytes | None:
            return self.read(path) if path in present else None

        return self.last.trailer(SITE) or site_of_files(read)

    def refuse_site(self, deployed: str, cname: str) -> None:
        """Raise `UserError` for another site, unless the owner has said that it moved here."""
        has_moved = self.replaces and are_same_site(deployed, self.replaces)
        is_same = are_same_site(deployed, self.site) or cname == host_of_site(self.site)
        if deployed and not is_same and not has_moved:
            raise UserError(
                f"{self.destination} has the site of {deployed}, and this one is of {self.site}; "
                "use another repository or branch, or, where the site has moved, set "
                f'"replaces": "{deployed}" in DEPLOY["github"]'
            )

    def read(self, path: str) -> bytes:
        """Return a file of the tip."""
        return self.repository.read(self.tip, path)

    def transfer(self, changes: Changes) -> None:
        """Push one commit on the tip; raise `UserError` where the branch has moved meanwhile."""
        click.echo(f"github: pushing to {self.destination}")
        self.store(changes)
        changed = {path: self.blobs[path] for path in changes.uploads}
        tree = self.repository.write_tree(self.tip, changed, changes.removed)
        message = deployment_message(changes, self.site, tree)
        self.repository.push(self.name, self.tip, tree, message)

    def store(self, changes: Changes) -> None:
        """Put files into the repository; raise `UserError` where one has changed meanwhile."""
        folder = self.built.scratch / "extra"
        folder.mkdir(exist_ok=True)
        for name, data in self.extra.items():
            (folder / name).write_bytes(data)
        folders = {p: folder if p in self.extra else self.built.folder for p in changes.uploads}
        files = {path: parent / path for path, parent in folders.items()}
        for path, name in self.repository.store(files).items():
            if name != self.blobs[path]:
                raise UserError(f"{path} changed while it was deployed; run this again")


def open_target(settings: Settings, built: BuiltFolder) -> Branch:
    """Return the branch that the settings name."""
    to = settings.deploy.github
    if not to.remote or not to.branch:
        raise UserError('missing "remote" or "branch" in DEPLOY["github"]; see pelicanconf.py')
    extra = {NO_JEKYLL: b""}
    if to.cname:
        extra[CNAME] = f"{host_of_site(built.manifest.site)}\n".encode()
    extra = {name: data for name, data in extra.items() if name not in built.manifest.files}
    repository = Repository(built.scratch / "repository", remote_url(to.remote), settings.name)
    return Branch(repository, to.branch, built, extra, to.replaces)


def host_of_site(site: str) -> str:
    """Return the host of a SITEURL without its port, "" for no URL."""
    return urlsplit(site).hostname or ""


def parse_cname(cname: bytes) -> str:
    """Return the domain in a CNAME file, encoded as hosts are compared; "" for none."""
    line = cname.decode(errors="replace").strip().partition("\n")[0].strip().rstrip(".")
    try:
        return encode_host(line) if line else ""
    except InvalidUrlError:
        return line


def cname_problem(cname: str, site: str) -> str:
    """Return what is wrong with a custom domain for a site, "" for nothing."""
    path = urlsplit(site).path
    if cname and cname != host_of_site(site):
        return (
            f"CNAME names {cname}, and SITEURL is {site}; set SITEURL to https://{cname}, "
            f"or the custom domain to {host_of_site(site)} (Settings, Pages)"
        )
    if cname and path:
        return (
            f"CNAME puts the branch at https://{cname}/, and SITEURL has the path {path}, which "
            f"would be missing; set SITEURL to https://{cname}"
        )
    return ""
