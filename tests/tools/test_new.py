"""`make new`: a post that builds, whatever its title holds."""

import re
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest

from plugins.support.head import read_head
from tests.conftest import MakeSite
from tools.build import build
from tools.new import main


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """The fixture site, as the current folder."""
    return make_site()


def posts(site: Path) -> list[Path]:
    """The posts that were started here."""
    return sorted((site / "content" / "posts").glob("[0-9]*/*.md"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What happened", "what-happened.md"),
        ('He said "no": why it matters', "he-said-no-why-it-matters.md"),
        ("Rockets 🚀, rows & columns: it's fine", "rockets-rows-columns-its-fine.md"),
        ("# 50% off \\back\\ {braces} - and more", "sharp-50-off-back-braces-and-more.md"),
        ("- [a list]: {not: yaml}", "a-list-not-yaml.md"),
        ("  Too   many\nblanks ", "too-many-blanks.md"),
        ("<b>Bold</b> claims", "bold-claims.md"),
        ("C++ and GPT-4.1", "c-plus-plus-and-gpt-4-1.md"),
        ("null", "null.md"),
    ],
)  # fmt: skip
def test_a_post_with_any_title_builds(site: Path, title: str, name: str) -> None:
    assert main([title]) == 0
    assert [post.name for post in posts(site)] == [name]
    build("pelicanconf.py", Path("output"), preview=True)
    page = next(Path("output").glob(f"2*/*/{Path(name).stem}/index.html"))
    heading = re.search(r"<h1>(.*?)</h1>", page.read_text(encoding="utf-8"))
    assert heading is not None
    assert unescape(heading[1]) == " ".join(title.split())


def test_a_title_in_another_script_gives_an_address(site: Path) -> None:
    assert main(["हिन्दी शीर्षक"]) == 0
    build("pelicanconf.py", Path("output"), preview=True)
    assert re.fullmatch(r"[a-z-]+\.md", posts(site)[0].name)


def test_a_new_post_is_a_draft_with_every_required_key(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["What happened"]) == 0
    (post,) = posts(site)
    said = f"wrote {post.relative_to(site)}; `make serve` shows it while you write\n"
    assert capsys.readouterr().out == said
    values = read_head(post.read_text(encoding="utf-8")).values
    assert values["status"] == "draft"
    assert values["authors"] == ["Ada Writer"]
    assert values["category"] == "News"
    assert re.fullmatch(rf"{post.parent.name}-\d\d-\d\d \d\d:\d\d", values["date"])
    assert UUID(values["id"]).version == 4


def test_an_author_with_a_comma_stays_one_author(site: Path) -> None:
    profile = site / "content" / "authors" / "ada-writer.md"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("Ada Writer", "Writer, Ada", 1), encoding="utf-8")
    assert main(["What happened"]) == 0
    assert read_head(posts(site)[0].read_text(encoding="utf-8")).values["authors"] == [
        "Writer, Ada"
    ]


def test_a_post_is_never_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for title in ("What happened", "First"):
        main([title])
    before = {post: post.read_bytes() for post in posts(site)}
    assert main(["What, happened?"]) == 1
    assert "what-happened.md is there already; use another title" in capsys.readouterr().err
    assert {post: post.read_bytes() for post in posts(site)} == before


def test_a_post_elsewhere_with_that_name_counts_too(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["First"]) == 1
    said = "content/posts/first.md is there already; use another title\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("title", ["", "   ", "!?", "🚀"])
def test_a_title_without_letters_is_refused(
    site: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([title]) == 1
    assert "a post needs a title with letters" in capsys.readouterr().err
    assert posts(site) == []
