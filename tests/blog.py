"""The blog: a whole site with what posts usually have, for tests that read built pages."""

from pathlib import Path

from PIL import Image

from tests.conftest import FIXTURES, build_in, lay_out

BRIEF = """---
title: Brief report number {number}
date: 2025-{month:02}-{day:02} 08:30
authors: [{author}]
category: {category}
tags: [Briefs, {tag}]
companies: [{company}]
summary: What was seen in week {number}, in one sentence.
---

In week {number} a pump of {company} was seen at work, and {author} wrote down how long it ran.
"""
AUTHORS = ("Ada Writer", "Ben Helper", "Cleo Painter")
CATEGORIES = ("Explainers", "Infrastructure", "Practice")
TAGS = ("Racks", "Water", "Power")
COMPANIES = ("Acme", "Borealis")
BRIEFS = 14
URL = "https://example.org/blog"
PRINTED_ELSEWHERE = {f"{URL}/2025/06/elsewhere/": "https://paper.example.org/column/"}


def lay_out_blog(folder: Path) -> Path:
    """The fixture site with the hand-written posts, fourteen briefs and two photographs."""
    folder.mkdir(parents=True, exist_ok=True)
    lay_out(folder, FIXTURES / "blog")
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('SEARCH = {"index": "publish"}\n')
    for number in range(1, BRIEFS + 1):
        text = BRIEF.format(
            number=number,
            month=number % 9 + 1,
            day=number + 3,
            author=AUTHORS[number % 3],
            category=CATEGORIES[number // 2 % 3],
            tag=TAGS[number % 3],
            company=COMPANIES[number % 2],
        )
        (folder / f"content/posts/brief-{number}.md").write_text(text, encoding="utf-8")
    for name, size in (("plant", (1600, 900)), ("portrait", (400, 400))):
        photograph(size).save(folder / f"content/images/{name}.jpg", quality=80)
    return folder


def photograph(size: tuple[int, int]) -> Image.Image:
    """An image with the soft changes of a photograph."""
    return Image.radial_gradient("L").resize(size).convert("RGB")


def build_blog(folder: Path) -> Path:
    """The site built for production at example.org/blog; gives its output folder."""
    return build_in(lay_out_blog(folder), "--production", SITEURL=URL)
