"""A site on Netlify, by its program `netlify`; it reads `/_headers` and `/_redirects`.

Credentials are the program's own business (`netlify login`, or NETLIFY_AUTH_TOKEN).
"""

from pathlib import Path

from newsroom.config.schema import Site
from newsroom.deploy.host_program import Program
from newsroom.diagnostics.errors import UserError
from newsroom.hosting.netlify import netlify_headers, netlify_redirects
from newsroom.hosting.staging import Host, Staging
from newsroom.output.manifest import BuiltFolder

HOST = Host(netlify_redirects, netlify_headers)


def open_target(site: Site, built: BuiltFolder) -> Program:
    """The site that the settings name."""
    place = site.deploy.netlify.site
    if not place:
        raise UserError('DEPLOY["netlify"]["site"] names no site; set it in pelicanconf.py')

    def words(folder: Path) -> tuple[str | Path, ...]:
        return ("deploy", "--prod", "--no-build", "--dir", folder, "--site", place)

    staging = Staging(HOST, built, site.url)
    return Program("netlify", place, "netlify", "npm install -g netlify-cli", words, staging)
