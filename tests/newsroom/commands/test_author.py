"""`author`: a profile that the build reads, whatever the name holds."""

import re
from pathlib import Path

import pytest

from newsroom.content.front_matter.parser import parse_front_matter
from tests.conftest import MakeSite, build_here, call
from tests.newsroom.checks.good import errors_in
from tests.newsroom.commands.terminal import END, INTERRUPT, talk


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """The fixture site, as the current folder."""
    return make_site()


def profiles(site: Path) -> set[str]:
    """The files of authors that were not there before."""
    names = {path.name for path in (site / "content" / "authors").iterdir()}
    return names - {"ada-writer.md", "ben-helper.md"}


NAMES = {
    "Zoë Quill": "zoe-quill.md",
    'O\'Neil "Bo" {x}: #1': "oneil-bo-x-sharp1.md",
    "No": "no.md",
    "राधा शर्मा": "raadhaa-shrmaa.md",
    "王小明": "wang-xiao-ming.md",
    "  Two \n words ": "two-words.md",
    "Ada Wríter": "ada-writer-2.md",
}


def test_profiles_of_any_names_build(site: Path) -> None:
    for name, file in NAMES.items():
        before = profiles(site)
        assert call("author", name, "--role", 'Says "hi"', "--bio", "Writes here.") == 0
        assert profiles(site) - before == {file}
        head = parse_front_matter((site / "content/authors" / file).read_text(encoding="utf-8"))
        assert head.values == {
            "name": " ".join(name.split()), "role": 'Says "hi"', "avatar": "", "email": "",
            "links": [],
        }  # fmt: skip
    output = build_here()
    for file in NAMES.values():
        assert (output / "author" / file.removesuffix(".md") / "index.html").is_file()


def test_a_bio_can_be_written_later(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("author", "Zoe Quill") == 0
    assert capsys.readouterr().out == (
        "wrote content/authors/zoe-quill.md; write a bio in it, which readers see below each post\n"
    )
    assert profiles(site) == {"zoe-quill.md"}
    page = (build_here() / "author/zoe-quill/index.html").read_text(encoding="utf-8")
    assert "in place of this line" not in re.sub("<!--.*?-->", "", page)
    assert errors_in(site / "output") == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", 'name has no letters; write it as in python3 blog.py author "Full Name"'),
        ("!?", 'name has no letters; write it as in python3 blog.py author "Full Name"'),
        ("\x07", 'name has no letters; write it as in python3 blog.py author "Full Name"'),
        ("ada WRITER", 'author "Ada Writer" already has a profile: content/authors/ada-writer.md'),
        ("AI", '"AI" cannot be an author; name a person, and disclose the use of AI in made_with'),
        ("A" * 300, "name has 300 characters; write at most 100"),
        ("caf\udce9", '"caf\ufffd" is not UTF-8; set the terminal to UTF-8 and type it again'),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used(
    site: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    assert call("author", name) == 1
    assert capsys.readouterr().err == f"{message}\n"
    assert profiles(site) == set()


def test_each_author_of_a_post_gets_a_profile(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post = """---
title: T
date: 2025-01-01
category: News
authors: [Zoe Quill, Zoë Quill, ADA WRITER, Ada Writer (ACME) and Zoe Quill, AI]
---
Text.
"""
    (site / "content" / "posts" / "new.md").write_text(post, encoding="utf-8")
    (site / "content" / "posts" / "bad.md").write_bytes(b"\xff")
    assert call("author", "--missing") == 0
    assert profiles(site) == {"zoe-quill.md", "zoe-quill-2.md"}
    assert call("author", "--missing") == 0
    assert capsys.readouterr().out.splitlines() == [
        "wrote 2 profiles to content/authors/; write a bio in each, which readers see below each "
        "post",
        "wrote 0 profiles to content/authors/",
    ]
    assert call("author", "Zoe", "--missing") == 1


def test_a_file_is_never_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = site / "content" / "authors" / "zoe-quill.md"
    file.write_text("not a profile yet", encoding="utf-8")
    assert call("author", "Zoe Quill") == 1
    assert (
        capsys.readouterr().err
        == "content/authors/zoe-quill.md already exists; nothing was written\n"
    )
    assert file.read_text(encoding="utf-8") == "not a profile yet"


def test_at_a_terminal_it_asks(site: Path) -> None:
    answers = [("name: ", "AI\n"), ("name: ", "Zoe Quill\n"), ("none): ", "Reporter\n"),
               ("later): ", "Zoe reports.\n")]  # fmt: skip
    status, screen = talk("author", folder=site, answers=answers)
    assert (status, screen.splitlines()[-1]) == (0, "wrote content/authors/zoe-quill.md")
    assert '"AI" cannot be an author' in screen
    text = (site / "content" / "authors" / "zoe-quill.md").read_text(encoding="utf-8")
    head = parse_front_matter(text)
    assert (head.values["role"], head.body) == ("Reporter", "Zoe reports.\n")


@pytest.mark.parametrize(("key", "status"), [(INTERRUPT, 130), (END, 1)])
def test_leaving_writes_nothing(site: Path, key: str, status: int) -> None:
    result, screen = talk("author", "Zoe Quill", folder=site, answers=[("none): ", key)])
    assert result == status
    assert screen.splitlines()[-1] == "stopped; nothing was written"
    assert profiles(site) == set()
