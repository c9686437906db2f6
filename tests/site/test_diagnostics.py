"""The report that stops a build."""

import pytest

from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, build_here


def test_warnings_are_printed_and_stop_nothing(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    post = (
        f"Title: {'long ' * 30}\nDate: 2025-05-01\nAuthor: Ada Writer\nCategory: Practice\n\nText."
    )
    make_site({"content/posts/long.md": post})
    assert (build_here() / "2025" / "05" / "long" / "index.html").is_file()
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("content/posts/long.md:1: warning: ")
    assert line.endswith(" [front-matter/long-title]")


def test_errors_stop_the_build_before_anything_is_written(make_site: MakeSite) -> None:
    folder = make_site({"content/posts/bad.md": "Title: T\n\nText."})
    with pytest.raises(UserError, match="3 errors in 1 file; nothing was built"):
        build_here()
    assert not (folder / "output").exists()


def test_many_warnings_of_one_code_are_grouped(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "title: T\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: News"
    posts = {f"content/posts/p{n:02}.md": f"---\n{head}\n---\n\nText.\n" for n in range(40)}
    site = make_site(posts)
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('SOURCES = {"categories": ["News"]}\n')
    build_here()
    *first, rest = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in first] == [
        f"content/posts/p{n:02}.md:5" for n in range(5)
    ]
    assert "… and 35 more warnings [source/missing]" in rest
