"""The files beside the pages: which are collected, and what is said of those that are refused."""

from pathlib import Path

import pytest

from newsroom.html.outline import read_outline
from plugins.collect.attachments import linked_files, links_outside, theme_problems
from tests.svgs import svg

SCRIPT = svg("\n<script/>")


@pytest.mark.parametrize(
    ("html", "files"),
    [
        ('<img src="/images/a.png">', {"images/a.png"}),
        ('<img src="a.png">', {"posts/a.png"}),
        ('<a href="{static}/images/a.png">a</a>', {"images/a.png"}),
        ('<a href="../images/a.png#x">a</a>', {"images/a.png"}),
        ('<a href="/images/a%20b.png">a</a>', {"images/a b.png"}),
        ('<a href="other.md">a</a>', set()),
        ('<a href="https://example.org/images/a.png">a</a>', set()),
        ('<a href="../../etc/passwd">a</a>', set()),
        ('<a href="#images">a</a>', set()),
    ],
)
def test_files_that_a_body_uses(html: str, files: set[str]) -> None:
    assert linked_files(read_outline(html), "posts", lambda _: True) == files


def test_files_that_are_not_there_are_not_copied() -> None:
    assert linked_files(read_outline('<img src="a.png">'), "posts", lambda _: False) == set()


def test_links_out_of_a_folder(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "posts/deep").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (content / "a.md").write_text("")
    for name, target in {
        "posts/in.md": "../a.md", "posts/out.md": "../../outside", "posts/deep/out": "/",
        "posts/.#lock": "/etc/passwd", "posts/gone.md": "nowhere", "unread": "/",
    }.items():  # fmt: skip
        (content / name).symlink_to(target)
    links = links_outside(content, ["posts", "none"], [".#*"])
    assert sorted(links) == ["posts/deep/out", "posts/out.md"]


@pytest.mark.parametrize(
    ("path", "code"),
    [("a.svg", "attachment/active-content"), ("b.txt", "attachment/outside-content"),
     ("js/a.js", ""), (".env", "attachment/hidden"), ("good.svg", "")],
)  # fmt: skip
def test_theme_files(tmp_path: Path, path: str, code: str) -> None:
    static = tmp_path / "theme/static"
    (static / "js").mkdir(parents=True)
    (static / "a.svg").write_bytes(SCRIPT)
    (static / "good.svg").write_bytes(svg("<g/>"))
    for name in ("js/a.js", ".env"):
        (static / name).write_text("")
    (static / "b.txt").symlink_to("/etc/passwd")
    problems = theme_problems(static / path, path, (tmp_path / "theme").resolve())
    assert [problem.code for problem in problems] == ([code] if code else [])
