"""All tools get the same posts, each in its own form."""

import re
from pathlib import Path

import pytest
import yaml

from benchmarks.corpora import Corpus
from benchmarks.posts import image_path
from benchmarks.process_tree import ToolError
from benchmarks.tools import (
    create_from_template,
    our_post,
    page_post,
    pelican,
    plain_metadata,
    version,
)

(HEAD, BODY), *OTHERS = Corpus("", 6).posts(("News",))


def test_front_matter_in_yaml_has_the_same_values() -> None:
    ours, theirs = (
        yaml.safe_load(form(HEAD, "").split("---")[1]) for form in (our_post, page_post)
    )
    for key in ("title", "tags", "authors", "summary"):
        assert ours[key] == theirs[key]
    assert ours["category"] == theirs["categories"][0]
    assert ours["tags"] == list(HEAD.tags)
    assert f"{theirs['date']:%Y-%m-%d %H:%M}" == str(ours["date"])[:16]


def test_plain_metadata_has_the_same_values() -> None:
    lines = dict(line.split(": ", 1) for line in plain_metadata(HEAD).strip().splitlines())
    assert lines["Title"] == HEAD.title
    assert lines["Tags"].split(", ") == list(HEAD.tags)


def test_links_of_hugo_and_eleventy_are_urls_of_posts() -> None:
    text = page_post(HEAD, BODY)
    assert "{filename}" not in text
    urls = {f"/posts/{head.date:%Y}/{head.slug}/" for head in (HEAD, *(head for head, _ in OTHERS))}
    links = set(re.findall(r"(?<!!)\[[^]]+\]\(([^)]+)\)", text))
    assert links
    assert links <= urls


@pytest.mark.parametrize(
    ("name", "images"), [("hugo", "static"), ("eleventy", "."), ("pelican", "content")]
)
def test_a_site_has_its_templates_and_images(tmp_path: Path, name: str, images: str) -> None:
    create_from_template(name, tmp_path / "site", images)
    assert (tmp_path / "site" / images / image_path(0)).is_file()
    assert len([*(tmp_path / "site").iterdir()]) > 1


def test_a_program_without_a_version_is_an_error() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", pelican().version)
    with pytest.raises(ToolError, match="echo none: none"):
        version("echo", "none")
