"""The stress site: the fixture site with everything in it that has ever broken a layout."""

from pathlib import Path

from PIL import Image

from tests.conftest import FIXTURES, build_in, lay_out

POST = """---
title: Post number {number} of sixty
date: 2024-0{month}-01 09:00
authors: [Ada Writer]
category: Infrastructure
tags: [Sixty]
companies: [Sixty]
models: [Model {number}]
---

The only paragraph of post {number}, which has the date of others.
"""
URL = "https://example.org/stress"
IMAGES = {"tall": (600, 1800), "wide": (1800, 300), "dot": (16, 16)}


def lay_out_stress(folder: Path) -> Path:
    """The hand-written pages, sixty posts that share nine dates, and images of any shape."""
    folder.mkdir(parents=True, exist_ok=True)
    lay_out(folder, {})
    lay_out_files = FIXTURES / "stress" / "content"
    for source in sorted(path for path in lay_out_files.rglob("*.*") if path.is_file()):
        target = folder / "content" / source.relative_to(lay_out_files)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(source.read_bytes())
    for number in range(1, 61):
        text = POST.format(number=number, month=number % 9 + 1)
        (folder / f"content/posts/sixty-{number}.md").write_text(text, encoding="utf-8")
    for name, size in IMAGES.items():
        Image.new("RGB", size, "#47657f").save(folder / f"content/images/{name}.png")
    return folder


def build_stress(folder: Path) -> Path:
    """The site built for production at example.org/stress; gives its output folder."""
    return build_in(lay_out_stress(folder), "--production", SITEURL=URL)
