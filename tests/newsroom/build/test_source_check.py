"""What the build says of the posts, told without building."""

import os
from pathlib import Path

import pytest

from newsroom.build.source_check import find, newer
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


def sentences() -> list[str]:
    return [f"{f.severity} {f}" for f in find("pelicanconf.py")]


@pytest.mark.parametrize(
    ("overlay", "expected"),
    [
        ({}, []),
        (
            {"content/posts/a.md": post(author="Ada Writr", link="/gone/")},
            ['error content/posts/a.md:4: author "Ada Writr" has no profile',
             'error content/posts/a.md:8: the link "/gone/" leads nowhere',
             "warning content/posts/a.md:5: a post in News names no source"],
        ),
        (
            {"content/posts/a.md": post(more="status: draft\nimage: x.png\ncolor: red\n")},
            ['warning content/posts/a.md:8: in a draft: "color" is no key of the front matter',
             'warning content/posts/a.md:7: in a draft: there is no picture "x.png"',
             "warning content/posts/a.md:5: in a draft: a post in News names no source"],
        ),
        (
            {"content/posts/a.md": post(more="status: draft\n", link="/gone/"),
             "content/posts/b.md": post(link="a.md"),
             "content/posts/c.md": post(more="slug: a\n")},
            ['warning content/posts/a.md:9: in a draft: the link "/gone/" leads nowhere',
             'error content/posts/b.md:8: the link "a.md" leads to a post that is not public yet',
             'warning content/posts/c.md:6: in a draft: the slug "a" is that of '],
        ),
        (
            {"content/posts/a.md": post(link="/gone/").replace("2025-", "2035-")},
            ['warning content/posts/a.md:8: due 2035-',
             "warning content/posts/a.md:5: due 2035-"],
        ),
        (
            {"content/posts/a.md": post(more="color: red\n").replace("2025-", "2035-")},
            ['error content/posts/a.md:6: "color" is no key of the front matter',
             "warning content/posts/a.md:5: due 2035-"],
        ),
        ({"pelicanconf.py": "A = ("}, ["error pelicanconf.py:1: "]),
        ({"pelicanconf.py": "PATH = 'gone'"}, ["error pelicanconf.py:1: PATH has to be "]),
    ],
)  # fmt: skip
def test_posts_are_told_as_in_a_build(
    make_site: MakeSite, overlay: dict[str, str | bytes | None], expected: list[str]
) -> None:
    folder = make_site(overlay)
    found = [s.replace(f"{folder}/", "") for s in sentences()]
    assert len([s for s in found if "Writr" not in s]) >= len(expected) - 1
    assert len(found) == len({*found})
    assert [s for s in found if "color" in s] == [s for s in found if "color" in s][:1]
    for sentence in expected:
        assert any(told.startswith(sentence) for told in found), found
    assert bool(found) == bool(expected)
    assert not (folder / "output").exists()


def test_settings_that_cannot_be_used_are_findings(make_site: MakeSite) -> None:
    conf = (make_site() / "pelicanconf.py").read_text(encoding="utf-8")
    Path("pelicanconf.py").write_text(f"{conf}RELATED_POST = 1\n", encoding="utf-8")
    line = conf.count("\n") + 1
    (told,) = sentences()
    assert told.startswith(f"error pelicanconf.py:{line}: RELATED_POST is no setting")


def test_plugins_without_a_verdict_are_refused(make_site: MakeSite) -> None:
    conf = (make_site() / "pelicanconf.py").read_text(encoding="utf-8")
    line = conf[: conf.index("\nPLUGINS = ")].count("\n") + 2
    Path("pelicanconf.py").write_text(
        f'{conf}PLUGINS.remove("plugins.check.build_gate")\n', encoding="utf-8"
    )
    assert sentences() == [
        f"error pelicanconf.py:{line}: names no plugins.check.build_gate, so that no mistake "
        "is told; put it after the plugins that check"
    ]


def test_a_build_before_it_makes_no_difference(make_site: MakeSite) -> None:
    make_site({"content/posts/a.md": post(author="Ada Writr")})
    first = sentences()
    assert len(first) == 2
    with pytest.raises(UserError):
        build_here()
    assert sentences() == first


def test_a_build_after_it_is_whole(make_site: MakeSite) -> None:
    make_site()
    assert sentences() == []
    assert (build_here() / "index.html").is_file()


def test_a_site_older_than_its_content_is_told(tmp_path: Path) -> None:
    assert newer(tmp_path, tmp_path / "output/index.html") is None
    for number, name in enumerate(["content/a.md", "output/index.html", "theme/x/b.css"]):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (number, number))
    assert newer(tmp_path, tmp_path / "output/index.html") == Path("theme/x/b.css")
    os.utime(tmp_path / "output/index.html", (9, 9))
    assert newer(tmp_path, tmp_path / "output/index.html") is None
