"""Whatever the owner of a site changes, `publish` builds it and `check` finds no error."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from tests.conftest import AT_NOW, MakeSite, run

POST = """---
title: {title}
date: 2025-05-{day:02} 09:00
authors: [{author}]
category: {category}
{more}
---

{body}
"""
NO_POSTS: dict[str, str | bytes | None] = {
    **{f"content/posts/{name}.md": None for name in ("first", "second", "third")},
    "content/pages/about.md": "---\ntitle: About\n---\n\nText.\n",
}
ENTITIES = """companies:
  - {name: Acme, aliases: [Acme Works], description: A maker of machines.}
topics: [Cooling]
"""
REMOTE = '<img src="https://images.example/a.jpg" alt="A pump." width="30" height="20">'
URL = "https://zeitung.example/a/b"
CORRECTION = "corrections:\n  - {date: 2025-05-20, text: A name was wrong.}"
LEAD = "image: hall.jpg\nimage_alt: A hall.\nimage_credit: Somebody"
OTHER_PAPER = """
SITENAME = "Der Anzeiger & Söhne"
SITESUBTITLE = ""
TIMEZONE = "America/New_York"
DEFAULT_LANG = "de"
CATEGORIES = [{"name": "Stadt & Land", "description": "Was geschah."}]
NAVIGATION = []
FEEDBACK_LINKS = {"email": "post@anzeiger.example", "repository": "", "branch": "main"}
FEEDS = {**FEEDS, "items": 3, "id": "6f8c1f0e-3f0b-4c0a-9a36-0d2f4a3c1b99"}
FOLLOW = [{"name": "Mastodon", "url": "https://social.example/@anzeiger"}]
RELATED_POSTS = {"count": 2}
SOURCES = {"categories": [], "required": False}
DEFAULT_PAGINATION = 1
"""


def post(title: str, more: str = "", body: str = "Text.", **keys: str) -> str:
    """A post of May 2025, by Ada Writer in Practice unless keys say otherwise."""
    values = {"author": "Ada Writer", "category": "Practice", **keys}
    return POST.format(title=title, day=len(title), more=more or "tags: []", body=body, **values)


def photograph() -> bytes:
    """A JPEG file."""
    file = BytesIO()
    Image.radial_gradient("L").resize((1200, 800)).convert("RGB").save(file, "JPEG")
    return file.getvalue()


# The files and the settings that an owner changes, by what they are.
VARIATIONS: Mapping[str, tuple[Mapping[str, str | bytes | None], str]] = {
    "the first posts of their kind": (
        {
            "content/posts/corrected.md": post("Corrected", CORRECTION),
            "content/posts/remote.md": post("Remote", body=REMOTE),
            "content/images/hall.jpg": photograph(),
            "content/posts/photo.md": post("Photo", LEAD),
            "content/authors/cy-new.md": "---\nname: Cy New\n---\n\nCy is new.\n",
            "content/posts/new.md": post("New", author="Cy New"),
        },
        "",
    ),
    "no posts, but entities": ({**NO_POSTS, "content/entities.yaml": ENTITIES}, ""),
    "a single post and no pages": (
        {
            **NO_POSTS,
            **{f"content/pages/{name}.md": None for name in ("about", "contact", "corrections")},
            "content/posts/only.md": post("Only", "companies: [Acme]"),
        },
        "NAVIGATION = []",
    ),
    "another newspaper": (
        {
            **NO_POSTS,
            "content/posts/eins.md": post("Eins", CORRECTION, category="Stadt & Land"),
            "content/posts/zwei.md": post("Zwei", "tags: [Fluß]", category="Stadt & Land"),
            "content/posts/drei.md": post("Drei", "topics: [Fluß]", category="Stadt & Land"),
        },
        OTHER_PAPER,
    ),
}


@pytest.mark.parametrize("variation", VARIATIONS)
def test_a_site_is_published_whatever_its_owner_changes(
    make_site: MakeSite, variation: str
) -> None:
    files, settings = VARIATIONS[variation]
    site = make_site(files)
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}\n")
    for command in (("build", "--production"), ("check",)):
        done = run(*command, folder=site, environment=AT_NOW | {"SITEURL": URL})
        assert done.returncode == 0, done.stdout + done.stderr
