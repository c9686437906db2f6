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


def test_settings_without_effect_are_reported(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site()
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('FEED_ALL_ATOM = "all.xml"\n')
    line = (site / "pelicanconf.py").read_text(encoding="utf-8").count("\n")
    build_here()
    message = "the setting FEED_ALL_ATOM of Pelican has no effect here; remove it"
    expected = f"pelicanconf.py:{line}: warning: {message} [setting/no-effect]\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize(
    ("settings", "built"),
    [
        ("", True),
        ('ARTICLE_EXCLUDES = ["posts/old"]', False),
        ('ARTICLE_PATHS = [""]\nARTICLE_EXCLUDES = ["authors", "posts/old"]', False),
    ],
)
def test_excluded_posts_are_not_read(make_site: MakeSite, settings: str, *, built: bool) -> None:
    head = "title: T\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: Practice"
    site = make_site({"content/posts/old/x.md": f"---\n{head}\n---\n\nText.\n"})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"{settings}\n")
    output = build_here()
    assert (output / "2025/05/x/index.html").is_file() == built
    assert (output / "about/index.html").is_file()


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
