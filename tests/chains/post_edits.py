"""Edits of posts: each changes one file or two, and returns what it did.

`which` decides the post and `how` the new value; any numbers are valid.
"""

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tests.chains.project import WORDS, Project

Edit = Callable[[Project, int, int], str]
Item = TypeVar("Item")

NEW_POST = """---
title: "New post {number}"
date: 2025-{month:02}-{day:02} 10:00
authors: [{author}]
category: {category}
tags: [{tag}]
companies: [Acme]
---

{words}. New post {number} is about racks, water and power.
"""
AUTHORS = ("Ada Writer", "Ben Helper", "Cleo Painter", "Idle Writer")
CATEGORIES = ("News", "Explainers", "Infrastructure", "Practice")
TAGS = ("Racks", "Water", "Power", "Briefs", "Code", "A new tag")
COMPANIES = ("Acme", "Borealis", "North Light", "Cobalt", "Acme Works", "Delta")
DATES = ("2025-01-05 08:00", "2025-12-31 21:00", "2026-01-01 12:00", "2026-03-01 09:00",
         "2025-11-20 18:30", "2024-02-29 10:00")  # fmt: skip
KEY_LINES = r"(?m)^{key}:.*\n(?:[ ]+.*\n)*"


def pick(items: Sequence[Item], number: int) -> Item:
    """The item with a number, which counts on from the first after the last."""
    return items[number % len(items)]


def set_key(file: Path, key: str, value: str | None) -> None:
    """Write a key of the front matter of a file; None removes it."""
    text = file.read_text(encoding="utf-8")
    head, body = text.removeprefix("---\n").split("---\n", 1)
    head = re.sub(KEY_LINES.format(key=key), "", head)
    line = "" if value is None else f"{key}: {value}\n"
    file.write_text(f"---\n{head}{line}---\n{body}", encoding="utf-8")


def key_edit(key: str, values: Sequence[str | None]) -> Edit:
    """An edit that gives a key of a post one of some values; None removes it."""

    def edit(project: Project, which: int, how: int) -> str:
        post, value = pick(project.posts(), which), pick(values, how)
        set_key(post, key, value)
        return f"{project.name(post)}: {key} is now {value}"

    return edit


def add_to_body(project: Project, which: int, how: int) -> str:
    """Add a paragraph to a post."""
    post, words = pick(project.posts(), which), pick(WORDS, how)
    with post.open("a", encoding="utf-8") as file:
        file.write(f"\n{words.capitalize()}, {how}.\n")
    return f"{project.name(post)}: one more paragraph, {words!r}"


def cut_body(project: Project, which: int, how: int) -> str:
    """Leave the first lines of a post's body."""
    post = pick(project.posts(), which)
    head, body = post.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
    lines = body.splitlines(keepends=True)[: 2 + how % 6]
    post.write_text(f"---\n{head}---\n{''.join(lines)}", encoding="utf-8")
    return f"{project.name(post)}: only {len(lines)} lines of the body"


def link_posts(project: Project, which: int, how: int) -> str:
    """Link from one post to another."""
    post, target = pick(project.posts(), which), pick(project.posts(), how)
    with post.open("a", encoding="utf-8") as file:
        file.write(f"\nSee [another post](/{project.name(target).removeprefix('content/')}).\n")
    return f"{project.name(post)}: a link to {project.name(target)}"


def show_image(project: Project, which: int, how: int) -> str:
    """Show an image in a post."""
    post, name = pick(project.posts(), which), pick(("photo.png", "plan.svg", "none.png"), how)
    with post.open("a", encoding="utf-8") as file:
        file.write(f"\n![An image](/images/{name})\n")
    return f"{project.name(post)}: shows {name}"


def lead_image(project: Project, which: int, how: int) -> str:
    """Give a post another lead image, or none."""
    post, name = pick(project.posts(), which), pick(("photo.png", "plan.svg", None), how)
    set_key(post, "image", name)
    set_key(post, "image_alt", name and "An image.")
    if name is None:
        set_key(post, "image_caption", None)
        set_key(post, "image_credit", None)
    return f"{project.name(post)}: its lead image is {name}"


def pin_post(project: Project, which: int, how: int) -> str:
    """List another post first under “Also read”."""
    post, target = pick(project.posts(), which), pick(project.posts(), how)
    set_key(post, "related", f"[{target.name.split('.')[0]}]")
    return f"{project.name(post)}: pins {target.name}"


def new_post(project: Project, which: int, how: int) -> str:
    """Write a new post."""
    number = 100 + which * 31 + how
    post = project.content / "posts" / f"new-{number}.md"
    text = NEW_POST.format(
        number=number, month=which % 12 + 1, day=how % 28 + 1, author=pick(AUTHORS, how),
        category=pick(CATEGORIES, which), tag=pick(TAGS, how), words=pick(WORDS, which),
    )  # fmt: skip
    post.write_text(text, encoding="utf-8")
    return f"{project.name(post)}: new"


def delete_post(project: Project, which: int, how: int) -> str:
    """Delete a post, one to which others may link if `how` is divisible by 4."""
    posts = [p for p in project.posts() if how % 4 == 0 or p.name.startswith(("new", "brief"))]
    if not posts:
        return "no post to delete"
    post = pick(posts, which)
    post.unlink()
    return f"{project.name(post)}: deleted"


def rename_post(project: Project, which: int, how: int) -> str:
    """Give the file of a post another name."""
    post = pick(project.posts(), which)
    post.rename(post.with_name(f"renamed-{how}{''.join(post.suffixes)}"))
    return f"{project.name(post)}: renamed to renamed-{how}"


def move_post(project: Project, which: int, how: int) -> str:
    """Move a post to another folder."""
    post = pick(project.posts(), which)
    folder = project.content / "posts" / pick(("2025", "2024/deeper", "."), how)
    folder.mkdir(parents=True, exist_ok=True)
    post.rename(folder / post.name)
    return f"{project.name(post)}: moved to {project.name(folder)}"


def copy_post(project: Project, which: int, how: int) -> str:
    """Copy a post under another slug."""
    post = pick(project.posts(), which)
    copied = post.with_name(f"copy-{how}.md")
    if copied != post:  # which is a copy itself
        shutil.copy2(post, copied)
    set_key(copied, "id", None)
    set_key(copied, "aliases", None)
    return f"{project.name(post)}: copied to {copied.name}"


def swap_files(project: Project, which: int, how: int) -> str:
    """Exchange the names of two files, which keep their times."""
    first, second = pick(project.posts(), which), pick(project.posts(), how)
    aside = first.with_name("aside")
    first.rename(aside)
    if second.exists():
        second.rename(first)
    aside.rename(second)
    return f"{project.name(first)} and {project.name(second)}: exchanged"


def swap_slugs(project: Project, which: int, how: int) -> str:
    """Exchange the slugs of two posts."""
    first, second = pick(project.posts(), which), pick(project.posts(), how)
    slugs = [file.name.split(".")[0] for file in (first, second)]
    set_key(first, "slug", slugs[1])
    set_key(second, "slug", slugs[0])
    return f"{project.name(first)} and {project.name(second)}: slugs exchanged"


def break_post(project: Project, which: int, how: int) -> str:
    """Make a post that no build accepts."""
    post = pick(project.posts(), which)
    text = post.read_text(encoding="utf-8")
    broken = (
        text.replace("title:", "sumary:", 1),
        text.replace("---\n", "---\ntags: [a\n", 1),
        f"{text}\n[nowhere](nowhere.md)\n",
        f"{text}\n<script>run()</script>\n",
        "",
    )
    post.write_text(pick(broken, how), encoding="utf-8")
    return f"{project.name(post)}: broken"


POST_EDITS: dict[str, Edit] = {
    "body": add_to_body,
    "body_cut": cut_body,
    "title": key_edit("title", [f'"{words.replace(chr(34), "")}"' for words in WORDS]),
    "summary": key_edit("summary", ['"In one sentence."', '"In two: ‘a’ & b."', None]),
    "tags": key_edit("tags", [*(f"[{tag}]" for tag in TAGS), "[Racks, Water, water]", None]),
    "category": key_edit("category", CATEGORIES),
    "author": key_edit("authors", [f"[{name}]" for name in AUTHORS] + ["[Ben Helper, Ada Writer]"]),
    "slug": key_edit("slug", ["first-slug", "second-slug", None]),
    "date": key_edit("date", DATES),
    "modified": key_edit("modified", ["2025-12-31 22:00", "2025-12-31", None]),
    "correction": key_edit(
        "corrections",
        ['[{date: 2025-12-31, text: "It was 40."}]', '[{date: 2026-01-01, text: "41."}]', None],
    ),
    "companies": key_edit("companies", [f"[{name}]" for name in COMPANIES] + [None]),
    "topics": key_edit("topics", ["[Cooling]", "[Benchmarks, Heron]", "[A topic]", None]),
    "series": key_edit("series", ["The halls", "Another series", None]),
    "sources": key_edit("sources", ['[{title: A, url: "https://a.example/"}]', None]),
    "made_with": key_edit("made_with", ["A pencil.", None]),
    "canonical": key_edit("canonical", ["https://paper.example.org/x/", None]),
    "alias": key_edit("aliases", ["[/an/old/url/]", "[older, /2023/old.html]", None]),
    "status": key_edit("status", ["draft", "published", "hidden", None]),
    "lang": key_edit("lang", ["hi", "en", None]),
    "image": lead_image,
    "image_alt": key_edit("image_alt", ['"Other words."', '"More & more."']),
    "featured": key_edit("featured", ["true", "false", None]),
    "image_focus": key_edit("image_focus", ["10% 90%", "center", None]),
    "link": link_posts,
    "image_in_body": show_image,
    "pin": pin_post,
    "new": new_post,
    "delete": delete_post,
    "rename": rename_post,
    "move": move_post,
    "copy": copy_post,
    "swap_files": swap_files,
    "swap_slugs": swap_slugs,
    "break": break_post,
}
