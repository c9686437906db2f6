"""What the reader makes of a file."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, build_here

POST = "---\ntitle: T\ndate: 2025-05-01\nauthor: Ada Writer\ncategory: News\n{keys}---\n\n{body}\n"


@pytest.mark.parametrize(
    ("keys", "body", "description", "standfirst"),
    [
        ("summary: Said so.\n", "First.", "Said so.", "Said so."),
        ("", "First *paragraph*.\n\nSecond.", "First paragraph.", None),
        ("", "## Heading\n\nText below.", "Text below.", None),
    ],
)
def test_a_summary_or_the_first_paragraph(
    make_site: MakeSite, keys: str, body: str, description: str, standfirst: str | None
) -> None:
    make_site({"content/posts/2025-05-01-new_post.md": POST.format(keys=keys, body=body)})
    html = (build_here() / "2025" / "05" / "new-post" / "index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(html, "lxml")
    meta, line = page.select_one("meta[name=description]"), page.select_one(".standfirst")
    assert meta is not None
    assert meta["content"] == description
    assert (line.get_text() if line else None) == standfirst


@pytest.mark.parametrize("name", ["posts/caf\udce9.md", "static/caf\udce9/a.txt"])
def test_a_name_that_is_not_in_utf_8_is_refused(make_site: MakeSite, name: str) -> None:
    make_site({f"content/{name}": "x"})
    with pytest.raises(UserError) as error:
        build_here()
    printable = name.replace("\udce9", "\ufffd")
    line = rf"^content/{printable}:1: error: .*UTF-8.* \[file/unusable-file\]$"
    assert re.search(line, str(error.value), re.MULTILINE)


@pytest.mark.parametrize("folder", ["posts", "pages", "authors", "static"])
def test_a_link_without_a_target_is_an_error(make_site: MakeSite, folder: str) -> None:
    make_site()
    Path("content", folder).mkdir(exist_ok=True)
    Path("content", folder, ".#ignored.md").symlink_to("nowhere.md")  # where Emacs has a file open
    build_here()
    Path("content", folder, "lost.md").symlink_to("nowhere.md")
    with pytest.raises(UserError) as error:
        build_here()
    line = rf"content/{folder}/lost.md:1: error: .*link.* \[file/unusable-file\]"
    assert re.fullmatch(f"{line}\n1 error in 1 file; nothing was built", str(error.value))


def test_backups_and_hidden_files_are_left_alone(make_site: MakeSite) -> None:
    names = ("first.md~", ".hidden.md", "._first.md", ".#first.md", "~$first.md")
    make_site({f"content/posts/{name}": "no post" for name in names})
    assert not list(build_here().rglob("*hidden*"))


def test_words_with_one_slug_have_pages_of_their_own(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    post = POST.replace("author: Ada Writer", "author: {author}")
    profile = "---\nname: {}\n{}---\n\nWrites.\n"
    make_site({
        "content/posts/a.md": post.format(
            author="Jan Nov\u00e1k", keys="tags: [b\u00e1n, b\u1ea1n]\n", body="[it]({tag}b\u1ea1n)"
        ),
        "content/authors/a.md": profile.format("Jan Nov\u00e1k", ""),
        "content/authors/b.md": profile.format("Jan Novak", "slug: jan-novak\n"),
    })  # fmt: skip
    output = build_here()
    pages = {path.parent.name for path in output.glob("tag/ba*/index.html")}
    assert pages == {"ban", "ban-2"}
    assert (output / "author/jan-novak/index.html").is_file()
    assert "/author/jan-novak-2/" in (output / "2025/05/a/index.html").read_text(encoding="utf-8")
    warnings = capfd.readouterr().err
    assert warnings.count("[term/numbered-slug]") == 2
