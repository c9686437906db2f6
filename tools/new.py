"""Start a post: `python -m tools.new "What happened"`.

Writes content/posts/YEAR/slug.md with every required key and an id for feeds, as a draft. Never
overwrites a file.
"""

import argparse
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from pelican.settings import read_settings
from pelican.utils import slugify

from plugins.support.head import decode, read_head

SLUG_LENGTH = 100  # characters; file systems take 255 bytes
POST = """---
title: {title}
date: {date:%Y-%m-%d %H:%M}
status: draft
authors: [{author}]
category: {category}
tags: []
summary: ""
id: {id}
---

Write here. Remove the line `status: draft` when the post is ready.
"""


def new_post(title: str, now: datetime, author: str, category: str) -> str:
    """The text of a new post. A JSON string is a YAML string, whatever the title holds."""
    return POST.format(
        title=json.dumps(title, ensure_ascii=False),
        date=now,
        author=in_list(author),
        category=in_list(category),
        id=uuid4(),
    )


def in_list(name: str) -> str:
    """A name as it can stand in a YAML list, in quotes where it needs them."""
    return name if re.fullmatch(r"\w[\w .-]*", name) else json.dumps(name, ensure_ascii=False)


def first_author(content: Path) -> str:
    """The name in the first profile, "" when there is none."""
    profiles = sorted((content / "authors").glob("*.md"))
    names = (read_head(decode(path.read_bytes())).values.get("name", "") for path in profiles)
    return next((str(name) for name in names if name), "")


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.new", description=__doc__)
    parser.add_argument("title")
    title = " ".join(parser.parse_args(arguments).title.split())
    settings = read_settings("pelicanconf.py")
    slug = slugify(title, settings["SLUG_REGEX_SUBSTITUTIONS"])[:SLUG_LENGTH].rstrip("-")
    if not slug:
        sys.stderr.write('a post needs a title with letters: make new TITLE="What happened"\n')
        return 1
    now = datetime.now(ZoneInfo(settings["TIMEZONE"]))
    content = Path(settings["PATH"])
    path = content / "posts" / f"{now:%Y}" / f"{slug}.md"
    taken = next((content / "posts").rglob(f"{slug}.md"), None)
    if taken:
        sys.stderr.write(
            f"{taken.relative_to(content.parent)} is there already; use another title\n"
        )
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    category = settings["CATEGORIES"][0]["name"]
    path.write_text(new_post(title, now, first_author(content), category), encoding="utf-8")
    sys.stdout.write(
        f"wrote {path.relative_to(content.parent)}; `make serve` shows it while you write\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
