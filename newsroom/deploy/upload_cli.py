"""Targets whose host has a program of its own, which is given a folder and uploads it.

`netlify` uploads to a site of Netlify, `wrangler` to a project of Cloudflare Pages. These programs
send only what changed, and readers get the whole new site or the old one. Since none of them tells
what the host has, `.deployed/` of this project keeps what was last uploaded from here. Credentials
are the program's own business: `netlify login` or NETLIFY_AUTH_TOKEN, `wrangler login` or
CLOUDFLARE_API_TOKEN.
"""

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.config.schema import Settings
from newsroom.deploy.plan import Changes, plan_changes
from newsroom.deploy.state import Records, records_of
from newsroom.deploy.target import run_program
from newsroom.diagnostics.diagnostic import Severity
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import regraded
from newsroom.files.scratch import OUTPUT, scratch_folder
from newsroom.hosting.cloudflare import cloudflare_headers, cloudflare_redirects
from newsroom.hosting.netlify import netlify_headers, netlify_redirects
from newsroom.hosting.staging import Host, Staging
from newsroom.output.manifest import BuiltFolder
from newsroom.output.output_folder import put_back
from newsroom.urls.credentials import scrub

UPLOADED = "sent"  # the record of what was last uploaded
FOLDER = "FOLDER"  # in the words of a command: the folder to upload


@dataclass(frozen=True)
class UploadCli:
    """A target, its destination, the command that uploads a folder, and how to install it."""

    target: str
    destination: str
    command: Sequence[str]
    install: str
    staging: Staging
    severities: Mapping[str, Severity]

    @property
    def records(self) -> Records:
        """What this project keeps of the destination."""
        return records_of(self.target, self.destination)

    @property
    def lock(self) -> Path:
        """A lock of this project alone: the host has none."""
        return self.records.lock

    def checksum(self, data: bytes, digest: str) -> str:
        """Return the SHA-256 of a file."""
        return digest

    def inspect(self) -> None:
        """Do nothing: what was uploaded is recorded here."""

    def compare(self, checksums: Mapping[str, str]) -> Changes:
        """Return the changes since the last upload from here; every file where there was none."""
        program = self.command[0]
        if not shutil.which(program):
            raise UserError(f"{self.target} needs the program {program}; run `{self.install}`")
        self.report_rules()
        before = self.records.read(UPLOADED, str)
        changes = plan_changes(self.staging.checksums(checksums), before)
        return replace(changes, is_unknown=not before)

    def report_rules(self) -> None:
        """Print what the host does not read of `_headers` and `_redirects`.

        Raises `UserError` for what the settings call an error.
        """
        diagnostics = [*regraded(self.staging.diagnostics, self.severities)]
        if errors := [str(d) for d in diagnostics if d.severity == "error"]:
            raise UserError("\n".join(errors))
        for diagnostic in diagnostics:
            sys.stderr.write(f"{scrub(str(diagnostic))}\n")

    def transfer(self, changes: Changes) -> None:
        """Upload the site, without its manifest, and record what it contained."""
        built = self.staging.built
        with scratch_folder(built.folder.parent, OUTPUT, put_back) as scratch:
            folder = scratch / "site"
            folder.mkdir()
            self.staging.fill(folder)
            words = [str(folder) if word == FOLDER else word for word in self.command]
            run_program(*words, context=f"{self.target}, {self.destination}")
        self.records.write(UPLOADED, self.staging.checksums(built.manifest.files))


def open_netlify(settings: Settings, built: BuiltFolder) -> UploadCli:
    """Return the site of Netlify that the settings name."""
    name = settings.deploy.netlify.site
    if not name:
        raise UserError('missing DEPLOY["netlify"]["site"]; set it in pelicanconf.py')
    command = ("netlify", "deploy", "--prod", "--no-build", "--dir", FOLDER, "--site", name)
    staging = Staging(Host(netlify_redirects, netlify_headers), built, settings.url)
    install = "npm install -g netlify-cli"
    return UploadCli("netlify", name, command, install, staging, dict(settings.diagnostics))


def open_cloudflare(settings: Settings, built: BuiltFolder) -> UploadCli:
    """Return the project of Cloudflare Pages that the settings name."""
    to = settings.deploy.cloudflare
    if not to.project:
        raise UserError('missing DEPLOY["cloudflare"]["project"]; set it in pelicanconf.py')
    options = ("--project-name", to.project, "--branch", to.branch, "--commit-dirty=true")
    command = ("wrangler", "pages", "deploy", FOLDER, *options)
    staging = Staging(Host(cloudflare_redirects, cloudflare_headers), built, settings.url)
    destination, install = f"{to.project}, branch {to.branch}", "npm install -g wrangler"
    return UploadCli(
        "cloudflare", destination, command, install, staging, dict(settings.diagnostics)
    )
