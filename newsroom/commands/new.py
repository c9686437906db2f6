"""Start a post: `python -m newsroom.commands.new "What happened"`.

Writes content/posts/YEAR/slug.md, a draft with every required key and an id for feeds. Asks at a
terminal for what the command does not say; elsewhere the first category and the first author are
taken. Never overwrites: where the slug is taken, even by an old address, it gets a number.
"""

import argparse
import os
from pathlib import Path
from uuid import uuid4

from newsroom.authoring.existing_content import free_slug, profiles, taken_slugs, used_tags
from newsroom.authoring.new_post import NO_TITLE, Desk, Wishes, fill_in, inquire, refuse_unknown
from newsroom.authoring.yaml_quoting import clean, in_list, quoted
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.build.slugs import post_slug
from newsroom.cli.editor import edit, editor
from newsroom.cli.prompts import attended
from newsroom.cli.runner import run, say
from newsroom.config.schema import Site
from newsroom.content.front_matter.fields import names
from newsroom.dates.local_time import format_in_zone
from newsroom.diagnostics.errors import UserError

SLUG_LENGTH = 100  # characters; file systems take 255 bytes
POST = """---
title: {title}
date: {date}
status: draft
authors: [{authors}]
category: {category}
tags: [{tags}]
summary: ""
id: {id}
---

Write here. Remove the line `status: draft` when the post is ready.
"""


def new_post(wishes: Wishes, site: Site) -> str:
    """Return the text of a new post; its date has an offset in an hour that occurs twice."""
    return POST.format(
        title=quoted(wishes.title),
        date=format_in_zone(site.now.replace(second=0, microsecond=0), site.timezone),
        authors=", ".join(map(in_list, wishes.authors)),
        category=in_list(wishes.category),
        tags=", ".join(map(in_list, wishes.tags or ())),
        id=uuid4(),
    )


def write(content: Path, slug: str, wishes: Wishes, site: Site) -> Path:
    """The new file; one that is there is never touched."""
    path = content / "posts" / f"{site.now:%Y}" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(new_post(wishes, site))
    return path


def start(wishes: Wishes, *, opened: bool) -> int:
    """Ask, write, tell, open; gives the exit status. Raises `UserError`."""
    settings = read_settings_file("pelicanconf.py", Path("output"))
    site, content = read_site_settings(settings), Path(settings["PATH"])

    def slug_of(title: str) -> str:
        return post_slug(title, settings)[:SLUG_LENGTH].rstrip("-")

    categories = [category.name for category in site.categories]
    desk = Desk(
        categories or ["News"], list(profiles(content)), slug_of, lambda: used_tags(content)
    )
    refuse_unknown(wishes, desk)
    words = editor(os.environ) if opened else []
    wishes = fill_in(inquire(wishes, desk) if attended() else wishes, desk)
    if not wishes.title:
        raise UserError(NO_TITLE)
    taken, wanted = taken_slugs(content), slug_of(wishes.title)
    slug = free_slug(wanted, taken)
    path = write(content, slug, wishes, site).relative_to(content.parent)
    if slug != wanted:
        other = taken[wanted.casefold()].relative_to(content.parent)
        say(f'{other} has the slug "{wanted}", so this post gets "{slug}"\n')
    if not wishes.authors:
        say('nobody has a profile yet; add one: make author NAME="Full Name"\n')
    say(f"wrote {path}; `make serve` shows it while you write\n")
    return edit(words, path) if words else 0


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m newsroom.commands.new", description=__doc__)
    parser.add_argument("title", nargs="?", default="")
    parser.add_argument("--category", default="", help="one of CATEGORIES in pelicanconf.py")
    parser.add_argument("--authors", type=names, default=(), help="names, commas between")
    parser.add_argument("--tags", type=names, help="commas between")
    parser.add_argument("--edit", action="store_true", help="open it in $VISUAL or $EDITOR")
    options = parser.parse_args(arguments)

    def act() -> int:
        wishes = Wishes(clean(options.title), options.category, options.authors, options.tags)
        return start(wishes, opened=options.edit)

    return run(act, undone="nothing was written")


if __name__ == "__main__":
    raise SystemExit(main())
