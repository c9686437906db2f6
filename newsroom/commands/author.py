"""`author`: add the profile of an author."""

import os
from pathlib import Path

import click

from newsroom.authoring.existing_content import profile_paths
from newsroom.authoring.new_profile import (
    ExistingProfiles,
    NewProfile,
    prompt_for_missing_fields,
    render_profile,
    validate_name,
)
from newsroom.authoring.yaml_scalars import clean_line
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.build.slugs import slug_functions
from newsroom.cli.editor import editor_command, open_in_editor
from newsroom.cli.prompts import is_interactive
from newsroom.cli.runner import reported_errors
from newsroom.diagnostics.errors import UserError


def run(name: str, role: str | None, bio: str | None, *, edit: bool) -> int:
    """Write a new profile and return the exit status, which may be that of the editor."""
    with reported_errors("nothing was written"):
        profile = NewProfile(clean_line(name), role, bio)
        editor = editor_command(os.environ) if edit else []
        path = add_profile(profile)
    return open_in_editor(editor, path) if editor else 0


def add_profile(profile: NewProfile) -> Path:
    """Ask for what is missing, write the profile, print its path and return it."""
    settings = read_settings_file("pelicanconf.py", Path("output"))
    read_site_settings(settings)
    content = Path(settings["PATH"])
    paths = {
        name: path.relative_to(content.parent) for name, path in profile_paths(content).items()
    }
    existing = ExistingProfiles(paths, slug_functions(settings)["author"])
    if profile.name:
        validate_name(profile.name, existing)
    if is_interactive():
        profile = prompt_for_missing_fields(profile, existing)
    slug = existing.slug_of(validate_name(profile.name, existing))
    path = write_profile(content / "authors" / f"{slug}.md", profile)
    advice = "" if profile.bio else "; write a bio in it, which readers see below each post"
    click.echo(f"wrote {path.relative_to(content.parent)}{advice}")
    return path


def write_profile(path: Path, profile: NewProfile) -> Path:
    """Write a new profile and return its path; raise `UserError` rather than overwrite a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(render_profile(profile))
    except FileExistsError:
        name = path.relative_to(path.parents[2])
        raise UserError(f"{name} already exists; nothing was written") from None
    return path
