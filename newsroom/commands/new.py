"""`new`: start a post."""

import os
from pathlib import Path

import click

from newsroom.authoring.existing_content import free_slug, profile_paths, used_slugs
from newsroom.authoring.new_post import (
    AUTHOR_EXAMPLE,
    NewPost,
    PostOptions,
    prompt_for_missing,
    render_post,
    validate_post,
    validate_title,
    with_defaults,
)
from newsroom.authoring.yaml_scalars import clean_line
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.build.slugs import slug_functions
from newsroom.cli.editor import editor_command, open_in_editor
from newsroom.cli.prompts import is_interactive
from newsroom.cli.runner import reported_errors
from newsroom.config.schema import Settings
from newsroom.content.front_matter.fields import parse_names

SLUG_LENGTH = 100  # characters; file systems take 255 bytes
DEFAULT_CATEGORY = "News"  # where the settings declare none


def run(title: str, category: str, authors: str, tags: str | None, *, edit: bool) -> int:
    """Write a new post and return the exit status, which may be that of the editor."""
    with reported_errors("nothing was written"):
        post = NewPost(
            clean_line(title),
            category,
            parse_names(authors),
            None if tags is None else parse_names(tags),
        )
        editor = editor_command(os.environ) if edit else []
        path = start_post(post)
    return open_in_editor(editor, path) if editor else 0


def start_post(post: NewPost) -> Path:
    """Ask for what is missing, write the post, print its path and return it."""
    raw = read_settings_file("pelicanconf.py", Path("output"))
    settings, content = read_site_settings(raw), Path(raw["PATH"])
    slugify = slug_functions(raw)["post"]
    options = PostOptions(
        [category.name for category in settings.categories] or [DEFAULT_CATEGORY],
        list(profile_paths(content)),
        lambda title: slugify(title)[:SLUG_LENGTH].rstrip("-"),
    )
    validate_post(post, options)
    post = with_defaults(prompt_for_missing(post, options) if is_interactive() else post, options)
    slug = choose_slug(options.slug_of(validate_title(post.title, options)), content)
    path = write_post(content, slug, post, settings)
    if not post.authors:
        click.echo(f"no author has a profile yet; add one: {AUTHOR_EXAMPLE}")
    name = path.relative_to(content.parent)
    click.echo(f"wrote {name}; `python3 blog.py serve` shows it while you write")
    return path


def choose_slug(slug: str, content: Path) -> str:
    """Return a slug that no post uses, and print why it differs from the one of the title."""
    used = used_slugs(content)
    free = free_slug(slug, used)
    if free != slug:
        path = used[slug.casefold()].relative_to(content.parent)
        click.echo(f'slug "{slug}" is already used by {path}; this post gets "{free}"')
    return free


def write_post(content: Path, slug: str, post: NewPost, settings: Settings) -> Path:
    """Write a new file and return its path; raise FileExistsError rather than overwrite one."""
    path = content / "posts" / f"{settings.now:%Y}" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(render_post(post, settings.now, settings.timezone))
    return path
