"""A project of Cloudflare Pages, by the program `wrangler`; it reads `/_headers`, `/_redirects`.

Credentials are the program's own business (`wrangler login`, or CLOUDFLARE_API_TOKEN).
"""

from pathlib import Path

from newsroom.config.schema import Site
from newsroom.deploy.host_program import Program
from newsroom.diagnostics.errors import UserError
from newsroom.hosting.cloudflare import cloudflare_headers, cloudflare_redirects
from newsroom.hosting.staging import Host, Staging
from newsroom.output.manifest import BuiltFolder

HOST = Host(cloudflare_redirects, cloudflare_headers)


def open_target(site: Site, built: BuiltFolder) -> Program:
    """The project that the settings name."""
    to = site.deploy.cloudflare
    if not to.project:
        raise UserError(
            'DEPLOY["cloudflare"]["project"] names no project; set it in pelicanconf.py'
        )

    def words(folder: Path) -> tuple[str | Path, ...]:
        to_branch = ("--project-name", to.project, "--branch", to.branch)
        return ("pages", "deploy", folder, *to_branch, "--commit-dirty=true")

    place = f"{to.project}, branch {to.branch}"
    staging = Staging(HOST, built, site.url)
    return Program("cloudflare", place, "wrangler", "npm install -g wrangler", words, staging)
