"""`author`: add the profile of an author."""

import os
from pathlib import Path

import click

from newsroom.authoring.existing_content import profile_paths
from newsroom.authoring.new_profile import (
    ExistingProfiles,
    NewProfile,
    file_name,
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
from newsroom.config.layout import Layout, parse_layout
from newsroom.config.schema import Settings
from newsroom.content.authors import SEVERAL_NAMES
from newsroom.content.document import DocumentParser
from newsroom.content.source_files import find_sources, is_source
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.images.image_files import image_sizes

ADD_BIOS = "; write a bio in each, which readers see below each post"


def run(name: str, role: str | None, bio: str | None, *, edit: bool, missing: bool) -> int:
    """Write a new profile and return the exit status, which may be that of the editor.

    With `missing`, write one for each author of a post who has none.
    """
    with reported_errors("nothing was written"):
        if missing:
            if name or role or bio or edit:
                raise UserError("--missing takes no name and no other option")
            return add_missing_profiles()
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
    file = file_name(validate_name(profile.name, existing), existing)
    path = write_profile(content / "authors" / file, profile)
    advice = "" if profile.bio else "; write a bio in it, which readers see below each post"
    click.echo(f"wrote {path.relative_to(content.parent)}{advice}")
    return path


def add_missing_profiles() -> int:
    """Write a profile for each author of a post who has none; return the exit status."""
    raw = read_settings_file("pelicanconf.py", Path("output"))
    settings, slugify = read_site_settings(raw), slug_functions(raw)
    layout = parse_layout(raw, slugify)
    paths = profile_paths(layout.content)
    existing = ExistingProfiles(paths, slugify["author"])
    names = {name.casefold() for name in paths}
    count = 0
    for name in post_authors(settings, layout):
        if name.casefold() not in names and not SEVERAL_NAMES.search(name):
            path = layout.content / "authors" / file_name(name, existing)
            write_profile(path, NewProfile(name))
            existing.paths[name] = path
            names.add(name.casefold())
            count += 1
    where = f"{layout.content.name}/authors/"
    click.echo(f"wrote {plural(count, 'profile')} to {where}" + ADD_BIOS * bool(count))
    return 0


def post_authors(settings: Settings, layout: Layout) -> list[str]:
    """Return the authors whom posts name, by name; a post that cannot be parsed names none."""
    slugify, sizes = layout.slugify["post"], image_sizes(layout.content)
    parser = DocumentParser(
        settings, layout.markdown, layout.content.name, slugify, sizes, heads_only=True
    )
    names = set[str]()
    for path in find_sources(layout.content, layout.posts, layout.ignored, layout.excluded_posts):
        if is_source(path):
            document = parser.parse((layout.content / path).read_bytes(), path, page=False)
            names.update(document.front_matter.authors)
    return sorted(names)


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
