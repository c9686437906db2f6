"""Start a post: `python -m tools.new "What happened"`.

Writes content/posts/YEAR/slug.md, a draft with every required key and an id for feeds. Asks at a
terminal for what the command does not say; elsewhere the first category and the first author are
taken. Never overwrites: where the slug is taken, even by an old address, it gets a number.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from pelican.utils import slugify

from plugins.settings import read_site
from plugins.support.head import sound
from plugins.support.report import SiteError, did_you_mean
from plugins.support.values import names
from tools.build import read_settings_file
from tools.support.ask import Unanswered, ask, attended, choose, finished
from tools.support.editor import edit, editor
from tools.support.written import free_slug, profiles, taken_slugs

SLUG_LENGTH = 100  # characters; file systems take 255 bytes
NO_TITLE = 'a post needs a title with letters: make new TITLE="What happened"'
POST = """---
title: {title}
date: {date:%Y-%m-%d %H:%M}
status: draft
authors: [{authors}]
category: {category}
tags: [{tags}]
summary: ""
id: {id}
---

Write here. Remove the line `status: draft` when the post is ready.
"""


@dataclass(frozen=True)
class Wishes:
    """What the writer has said of a post; empty where nothing was said."""

    title: str = ""
    category: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None


def new_post(wishes: Wishes, now: datetime) -> str:
    """The text of a new post. A JSON string is a YAML string, whatever the title holds."""
    return POST.format(
        title=json.dumps(wishes.title, ensure_ascii=False),
        date=now,
        authors=", ".join(map(in_list, wishes.authors)),
        category=in_list(wishes.category),
        tags=", ".join(map(in_list, wishes.tags or ())),
        id=uuid4(),
    )


def in_list(name: str) -> str:
    """A name as it can stand in a YAML list, in quotes where it needs them."""
    return name if re.fullmatch(r"\w[\w .-]*", name) else json.dumps(name, ensure_ascii=False)


def clean(title: str) -> str:
    """A title on one line, without characters that no page may hold."""
    return " ".join(sound(title).split())


@dataclass(frozen=True)
class Desk:
    """What a post can be given: declared categories, authors with a profile, and slugs by title."""

    categories: Sequence[str]
    authors: Sequence[str]
    slug: Callable[[str], str]


def refuse_unknown(wishes: Wishes, desk: Desk) -> None:
    """Raise `SiteError` for a title without letters and for names that are not known."""
    if wishes.title and not desk.slug(wishes.title):
        raise SiteError(NO_TITLE)
    if wishes.category and wishes.category not in desk.categories:
        hint = did_you_mean(wishes.category, desk.categories)
        listed = f"; categories: {', '.join(desk.categories)}"
        raise SiteError(f'the category "{wishes.category}" is not declared{hint or listed}')
    for name in wishes.authors:
        if name not in desk.authors:
            hint = did_you_mean(name, desk.authors) or '; add one: make author NAME="Full Name"'
            raise SiteError(f'author "{name}" has no profile{hint}')


def fill_in(wishes: Wishes, desk: Desk) -> Wishes:
    """The wishes with the first category and the first author where they name none."""
    return replace(
        wishes,
        category=wishes.category or desk.categories[0],
        authors=wishes.authors or tuple(desk.authors[:1]),
    )


def inquire(wishes: Wishes, desk: Desk) -> Wishes:
    """The wishes with what the writer says at the terminal, asked only where there is a choice."""

    def title(answer: str) -> Sequence[str]:
        if not desk.slug(clean(answer)):
            raise Unanswered("a post needs a title with letters")
        return [clean(answer)]

    if not wishes.title:
        wishes = replace(wishes, title=ask("Title", title)[0])
    if not wishes.category and len(desk.categories) > 1:
        wishes = replace(wishes, category=choose("Category", desk.categories)[0])
    if not wishes.authors and len(desk.authors) > 1:
        wishes = replace(wishes, authors=choose("Authors", desk.authors, several=True))
    if wishes.tags is None:
        wishes = replace(wishes, tags=tuple(ask("Tags (commas between; Enter for none)", names)))
    return wishes


def write(content: Path, slug: str, wishes: Wishes, now: datetime) -> Path:
    """The new file; one that is there is never touched."""
    path = content / "posts" / f"{now:%Y}" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(new_post(wishes, now))
    return path


def start(wishes: Wishes, *, opened: bool) -> int:
    """Ask, write, tell, open; gives the exit status. Raises `SiteError`."""
    settings = read_settings_file("pelicanconf.py", Path("output"))
    site, content = read_site(settings, os.environ), Path(settings["PATH"])

    def slug_of(title: str) -> str:
        return str(slugify(title, settings["SLUG_REGEX_SUBSTITUTIONS"]))[:SLUG_LENGTH].rstrip("-")

    categories = [category.name for category in site.categories]
    desk = Desk(categories or ["News"], list(profiles(content)), slug_of)
    refuse_unknown(wishes, desk)
    words = editor(os.environ) if opened else []
    wishes = fill_in(inquire(wishes, desk) if attended() else wishes, desk)
    if not wishes.title:
        raise SiteError(NO_TITLE)
    taken, wanted = taken_slugs(content), slug_of(wishes.title)
    slug = free_slug(wanted, taken)
    path = write(content, slug, wishes, site.now).relative_to(content.parent)
    if slug != wanted:
        other = taken[wanted.casefold()].relative_to(content.parent)
        sys.stdout.write(f'{other} has the slug "{wanted}", so this post gets "{slug}"\n')
    if not wishes.authors:
        sys.stdout.write('nobody has a profile yet; add one: make author NAME="Full Name"\n')
    sys.stdout.write(f"wrote {path}; `make serve` shows it while you write\n")
    sys.stdout.flush()
    return edit(words, path) if words else 0


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.new", description=__doc__)
    parser.add_argument("title", nargs="?", default="")
    parser.add_argument("--category", default="", help="one of CATEGORIES in pelicanconf.py")
    parser.add_argument("--authors", type=names, default=(), help="names, commas between")
    parser.add_argument("--tags", type=names, help="commas between")
    parser.add_argument("--edit", action="store_true", help="open it in $VISUAL or $EDITOR")
    options = parser.parse_args(arguments)
    wishes = Wishes(clean(options.title), options.category, options.authors, options.tags)
    return finished(lambda: start(wishes, opened=options.edit))


if __name__ == "__main__":
    raise SystemExit(main())
