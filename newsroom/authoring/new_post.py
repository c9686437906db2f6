"""The front matter of a new post: checked, asked for where it is missing, and rendered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from newsroom.authoring.yaml_scalars import clean_line, list_item, quoted_scalar
from newsroom.cli.prompts import prompt_choice, prompt_choices, prompt_line
from newsroom.content.front_matter.fields import parse_names
from newsroom.content.visible_marks import PLACEHOLDER
from newsroom.dates.local_time import format_in_zone
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import suggestion

TITLE_EXAMPLE = 'python3 blog.py new "What happened"'
AUTHOR_EXAMPLE = 'python3 blog.py author "Full Name"'
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

{text}
"""


@dataclass(frozen=True)
class NewPost:
    """What is known of a post before it is written; empty values are still to be chosen.

    `tags` are None until they are chosen, for a post may have none.
    """

    title: str = ""
    category: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True)
class PostOptions:
    """What a post can have: declared categories, authors with a profile, and the slug of a title.

    `slug_of` returns "" for a title without letters and digits.
    """

    categories: Sequence[str]
    authors: Sequence[str]
    slug_of: Callable[[str], str]


def validate_post(post: NewPost, options: PostOptions) -> None:
    """Raise `UserError` for an unusable title and for unknown names."""
    if post.title:
        validate_title(post.title, options)
    if post.category and post.category not in options.categories:
        advice = suggestion(post.category, options.categories)
        advice = advice or f"the categories are {', '.join(options.categories)}"
        raise UserError(f'unknown category "{post.category}"; {advice}')
    for name in post.authors:
        if name not in options.authors:
            advice = suggestion(name, options.authors) or f"add one: {AUTHOR_EXAMPLE}"
            raise UserError(f'author "{name}" has no profile; {advice}')


def validate_title(title: str, options: PostOptions) -> str:
    """Return the title on one line; raise `UserError` if it has no letters or digits."""
    line = clean_line(title)
    if not options.slug_of(line):
        raise UserError(f"title has no letters or digits; write it as in {TITLE_EXAMPLE}")
    return line


def with_defaults(post: NewPost, options: PostOptions) -> NewPost:
    """Return the post with the first category and the first author where it has none."""
    return replace(
        post,
        category=post.category or options.categories[0],
        authors=post.authors or tuple(options.authors[:1]),
    )


def prompt_for_missing(post: NewPost, options: PostOptions) -> NewPost:
    """Ask at the terminal for what is missing, where there is a choice; return the whole post."""
    if not post.title:
        title = prompt_line("Title", lambda answer: validate_title(answer, options))
        post = replace(post, title=title)
    if not post.category and len(options.categories) > 1:
        post = replace(post, category=prompt_choice("Category", options.categories))
    if not post.authors and len(options.authors) > 1:
        post = replace(post, authors=prompt_choices("Authors", options.authors))
    if post.tags is None:
        answer = prompt_line("Tags, separated by commas (Enter for none)", clean_line)
        post = replace(post, tags=tuple(parse_names(answer)))
    return post


def render_post(post: NewPost, now: datetime, zone: ZoneInfo) -> str:
    """Return the text of a new post with a new id.

    Its date has an offset in an hour that occurs twice in the time zone.
    """
    return POST.format(
        title=quoted_scalar(post.title),
        date=format_in_zone(now.replace(second=0, microsecond=0), zone),
        authors=", ".join(map(list_item, post.authors)),
        category=list_item(post.category),
        tags=", ".join(map(list_item, post.tags or ())),
        id=uuid4(),
        text=PLACEHOLDER,
    )
