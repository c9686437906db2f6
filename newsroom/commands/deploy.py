"""`deploy`: send the published site to its destination."""

import importlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from pathlib import Path

from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.cli.runner import reported_errors, stop_on_signals
from newsroom.config.schema import Deploy, Settings
from newsroom.deploy.deployment import UNFINISHED, Options, run_deployment, run_rollback
from newsroom.deploy.folder.target import resolve_folder
from newsroom.deploy.target import Target
from newsroom.diagnostics.errors import UserError
from newsroom.files.scratch import scratch_folder
from newsroom.output.manifest import BuiltFolder, Manifest, read_manifest
from newsroom.output.output_folder import repair_output
from newsroom.urls.credentials import has_login, has_password, scrub
from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.site_url import normalize_site_url

PREFIX = "blog-deploy-"  # of folders among the temporary files of the system
TARGETS = tuple(field.name for field in fields(Deploy))
OPENERS = {  # the function that opens each target
    "folder": "newsroom.deploy.folder.target:open_target",
    "rsync": "newsroom.deploy.rsync.target:open_target",
    "github": "newsroom.deploy.github.target:open_target",
    "s3": "newsroom.deploy.s3.target:open_target",
    "netlify": "newsroom.deploy.upload_cli:open_netlify",
    "cloudflare": "newsroom.deploy.upload_cli:open_cloudflare",
}
CREDENTIALS = {  # of targets that run a program; git takes its login in the environment
    "rsync": "use ssh keys, or RSYNC_PASSWORD for an rsync server",
    "netlify": "run `netlify login` or set NETLIFY_AUTH_TOKEN",
    "cloudflare": "run `wrangler login` or set CLOUDFLARE_API_TOKEN",
}


def is_same_site(first: str, second: str) -> bool:
    """Return whether two URLs of sites, each valid or not, name the same site."""
    urls = []
    for url in (first, second):
        try:
            urls.append(normalize_site_url(url))
        except InvalidUrlError:
            urls.append(url)
    return urls[0] == urls[1]


def read_settings_for(manifest: Manifest) -> Settings:
    """Return the production settings, with the URL that the site was built for.

    Raises `UserError` if the settings have another URL.
    """
    raw = read_settings_file("publishconf.py", Path("output"))
    url = raw["SITEURL"] or manifest.site
    if not is_same_site(url, manifest.site) and not has_login(url):
        raise UserError(
            f"the site was built for {manifest.site}, and SITEURL is {url}; "
            "run `python3 blog.py publish` again"
        )
    return read_site_settings(raw | {"SITEURL": url})


def with_destination(settings: Settings, target: str, destination: str) -> Settings:
    """Return the settings with another destination for a target, unless it is ""."""
    if not destination:
        return settings
    table = getattr(settings.deploy, target)
    first = fields(table)[0].name
    deploy = replace(settings.deploy, **{target: replace(table, **{first: destination})})
    return replace(settings, deploy=deploy)


def open_target(name: str, settings: Settings, built: BuiltFolder) -> Target:
    """Return the target of this name; its module is loaded only here."""
    module, _, function = OPENERS[name].partition(":")
    target: Target = getattr(importlib.import_module(module), function)(settings, built)
    return target


def refuse_login(name: str, settings: Settings) -> None:
    """Raise `UserError` for a login that the program of a target would be handed as an argument."""
    if name not in CREDENTIALS:
        return
    table = getattr(settings.deploy, name)
    destination = str(getattr(table, fields(table)[0].name))
    if has_password(destination) or (name != "rsync" and "@" in destination):
        raise UserError(
            f"the destination of {name} contains a login, which others could read in the list of "
            f"processes; remove it and {CREDENTIALS[name]}"
        )


def deploy(name: str, folder: Path, destination: str, options: Options) -> None:
    """Send the built site to the destination of a target."""
    repair_output(folder)
    manifest = read_manifest(folder)
    settings = with_destination(read_settings_for(manifest), name, destination)
    refuse_login(name, settings)
    with temporary_files() as scratch:
        built = BuiltFolder(folder, manifest, scratch)
        target = open_target(name, settings, built)
        run_deployment(name, settings, target, built, options)


@contextmanager
def temporary_files() -> Iterator[Path]:
    """Yield a folder for the temporary files of a deployment.

    Those of libraries are written beside it, so that a deployment that is killed leaves one folder.
    """
    default = Path(tempfile.gettempdir())
    with scratch_folder(default, PREFIX) as scratch:
        folder = scratch / "deployment"
        folder.mkdir()
        tempfile.tempdir = str(scratch)
        try:
            yield folder
        finally:
            tempfile.tempdir = str(default)


def rollback(name: str, folder: Path, destination: str, *, dry_run: bool) -> None:
    """Restore the previous release of a target that keeps some; nothing needs to be built."""
    if name != "folder":
        raise UserError("only the target folder keeps previous releases for --rollback")
    raw = read_settings_file("publishconf.py", Path("output")) | {"PRODUCTION": False}
    with suppress(UserError):
        raw["SITEURL"] = raw["SITEURL"] or read_manifest(folder).site
    settings = with_destination(read_site_settings(raw), name, destination)
    run_rollback(resolve_folder(settings), settings, dry_run=dry_run)


def run(  # noqa: PLR0913  # one parameter for each option
    target: str, output: Path, destination: str, *, dry_run: bool, restore: bool, yes: bool
) -> int:
    """Deploy the site, or restore the previous release; return the exit status."""
    stop_on_signals()
    with reported_errors(UNFINISHED):
        try:
            if restore:
                rollback(target, output, destination, dry_run=dry_run)
            else:
                deploy(target, output, destination, Options(dry_run, yes))
        except UserError as error:
            raise UserError(scrub(str(error))) from error
    return 0
