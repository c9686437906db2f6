"""The diagnostics of sources, without a build."""

import os
from pathlib import Path

import pytest

from newsroom.build.source_check import check_sources, find_newer_source, parse_error_line
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, build_here

POST = """---
title: Post
date: 2025-04-01 09:00
authors: [{author}]
category: News
{more}---

Text with a [link]({link}).
"""


def post(author: str = "Ada Writer", more: str = "", link: str = "/about/") -> str:
    return POST.format(author=author, more=more, link=link)


def report() -> list[str]:
    """Return `path:line: severity: message` of each diagnostic."""
    return [
        f"{d.location}{d.severity}: {d.text}" for d in check_sources("pelicanconf.py").diagnostics
    ]


# The start of each line of the report, with the severity; drafts and scheduled posts are withheld.
@pytest.mark.parametrize(
    ("overlay", "expected"),
    [
        ({}, []),
        (
            {"content/posts/a.md": post(author="Ada Writr", link="/gone/")},
            ["content/posts/a.md:4: error", "content/posts/a.md:8: error",
             "content/posts/a.md:5: warning"],
        ),
        (
            {"content/posts/a.md": post(more="status: draft\nimage: x.png\ncolor: red\n")},
            ["content/posts/a.md:8: warning: in a draft: ",
             "content/posts/a.md:7: warning: in a draft: ",
             "content/posts/a.md:5: warning: in a draft: "],
        ),
        (
            {"content/posts/a.md": post(more="status: draft\n", link="/gone/"),
             "content/posts/b.md": post(link="a.md"),
             "content/posts/c.md": post(more="slug: a\n")},
            ["content/posts/a.md:9: warning: in a draft: ", "content/posts/b.md:8: error",
             "content/posts/c.md:6: warning: in a draft: "],
        ),
        (
            {"content/posts/a.md": post(link="/gone/").replace("2025-", "2035-")},
            [f"content/posts/a.md:{line}: warning: due 2035-" for line in (5, 8)],
        ),
        (
            {"content/posts/a.md": post(more="sumary: red\n").replace("2025-", "2035-")},
            ["content/posts/a.md:6: error", "content/posts/a.md:5: warning: due 2035-"],
        ),
        ({"pelicanconf.py": "A = ("}, ["pelicanconf.py:1: error"]),
        ({"pelicanconf.py": "PATH = 'gone'"}, ["pelicanconf.py:1: error"]),
    ],
)  # fmt: skip
def test_the_report_is_that_of_a_build(
    make_site: MakeSite, overlay: dict[str, str | bytes | None], expected: list[str]
) -> None:
    folder = make_site(overlay)
    lines = [line.replace(f"{folder}/", "") for line in report()]
    assert len(lines) == len({*lines})
    assert len([line for line in lines if "color" in line]) <= 1
    for start in expected:
        assert any(line.startswith(start) for line in lines), lines
    assert bool(lines) == bool(expected)
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a.md:4: error: x; y; z [front-matter/unknown-key]",
         Diagnostic("a.md", 4, "front-matter/unknown-key", "x", "y; z", "error")),
        ("a.md:4: x [no/code]", Diagnostic("a.md", 4, "build/failed", "x")),
        ("pelicanconf.py: x", Diagnostic("pelicanconf.py", 0, "build/failed", "x")),
        ("it: broke", Diagnostic("pelicanconf.py", 0, "build/failed", "it: broke")),
        ("", Diagnostic("pelicanconf.py", 0, "build/failed", "")),
    ],
)  # fmt: skip
def test_a_line_of_an_error_is_a_diagnostic(line: str, expected: Diagnostic) -> None:
    assert parse_error_line(line) == expected


def test_an_unknown_setting_is_reported_with_its_line(make_site: MakeSite) -> None:
    conf = (make_site() / "pelicanconf.py").read_text(encoding="utf-8")
    Path("pelicanconf.py").write_text(f"{conf}RELATED_POST = 1\n", encoding="utf-8")
    (diagnostic,) = check_sources("pelicanconf.py").diagnostics
    assert (diagnostic.path, diagnostic.line) == ("pelicanconf.py", conf.count("\n") + 1)
    assert "RELATED_POST" in diagnostic.message


def test_a_build_before_it_makes_no_difference(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post(author="Ada Writr")})
    first = report()
    assert len(first) == 2
    with pytest.raises(UserError):
        build_here()
    assert report() == first


def test_a_build_after_it_is_whole(make_site: MakeSite) -> None:
    make_site()
    assert report() == []
    assert (build_here() / "index.html").is_file()


def test_a_source_newer_than_the_site(tmp_path: Path) -> None:
    assert find_newer_source(tmp_path, tmp_path / "output/index.html") is None
    for number, name in enumerate(["content/a.md", "output/index.html", "theme/x/b.css"]):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (number, number))
    assert find_newer_source(tmp_path, tmp_path / "output/index.html") == Path("theme/x/b.css")
    (tmp_path / "glossary.py").touch()  # a plugin of the project
    assert find_newer_source(tmp_path, tmp_path / "output/index.html") == Path("glossary.py")
    os.utime(tmp_path / "glossary.py", (8, 8))
    os.utime(tmp_path / "output/index.html", (9, 9))
    assert find_newer_source(tmp_path, tmp_path / "output/index.html") is None
