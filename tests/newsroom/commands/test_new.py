"""`new`: a post that builds, whatever its title holds."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from newsroom.build.builder import build
from newsroom.content.front_matter.fields import parse_date
from newsroom.content.front_matter.parser import parse_front_matter
from tests.conftest import MakeSite, call, run_here
from tests.newsroom.commands.terminal import END, INTERRUPT, talk


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """The fixture site, as the current folder."""
    return make_site()


def posts(site: Path) -> list[Path]:
    """The posts that were started here."""
    return sorted((site / "content" / "posts").glob("[0-9]*/*.md"))


TITLES = {
    "What happened": "what-happened.md",
    'He said "no": why it matters': "he-said-no-why-it-matters.md",
    "Rockets 🚀, rows & columns: it's fine": "rockets-rows-columns-its-fine.md",
    "# 50% off \\back\\ {braces} - and more": "sharp-50-off-back-braces-and-more.md",
    "- [a list]: {not: yaml}": "a-list-not-yaml.md",
    "  Too   many\nblanks ": "too-many-blanks.md",
    "<b>Bold</b> claims": "bold-claims.md",
    "C++ and GPT-4.1": "c-plus-plus-and-gpt-4-1.md",
    "null": "null.md",
}


def test_posts_with_any_titles_build(site: Path) -> None:
    for title, name in TITLES.items():
        before = posts(site)
        assert call("new", "--", title) == 0
        assert [post.name for post in posts(site) if post not in before] == [name]
    build("pelicanconf.py", Path("output"), preview=True)
    headings = {}
    for title, name in TITLES.items():
        page = next(Path("output").glob(f"2*/*/{Path(name).stem}/index.html"))
        heading = re.search(r"<h1>(.*?)</h1>", page.read_text(encoding="utf-8"))
        assert heading is not None
        headings[title] = unescape(re.sub(r"</?span[^>]*>", "", heading[1]))
    assert headings == {title: " ".join(title.split()) for title in TITLES}


def test_a_title_in_another_script_gives_a_url(site: Path) -> None:
    assert call("new", "हिन्दी शीर्षक") == 0
    build("pelicanconf.py", Path("output"), preview=True)
    assert re.fullmatch(r"[a-z-]+\.md", posts(site)[0].name)


def test_a_new_post_is_a_draft_with_every_required_key(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("new", "What happened") == 0
    (post,) = posts(site)
    printed = f"wrote {post.relative_to(site)}; `python3 blog.py serve` shows it while you write\n"
    assert capsys.readouterr().out == printed
    values = parse_front_matter(post.read_text(encoding="utf-8")).values
    assert values["status"] == "draft"
    assert values["authors"] == ["Ada Writer"]
    assert values["category"] == "News"
    assert re.fullmatch(rf"{post.parent.name}-\d\d-\d\d \d\d:\d\d", values["date"])
    assert UUID(values["id"]).version == 4


def test_an_author_with_a_comma_stays_one_author(site: Path) -> None:
    profile = site / "content" / "authors" / "ada-writer.md"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("Ada Writer", "Writer, Ada", 1), encoding="utf-8")
    assert call("new", "What happened") == 0
    assert parse_front_matter(posts(site)[0].read_text(encoding="utf-8")).values["authors"] == [
        "Writer, Ada"
    ]


def test_a_post_is_never_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "What happened") == 0
    before = posts(site)[0].read_bytes()
    assert call("new", "What, happened?") == 0
    first, second = posts(site)
    assert (first.name, second.name) == ("what-happened-2.md", "what-happened.md")
    assert second.read_bytes() == before
    printed = (
        f'slug "what-happened" is already used by {second.relative_to(site)}; '
        f'this post gets "{first.stem}"'
    )
    assert printed in capsys.readouterr().out
    build("pelicanconf.py", Path("output"), preview=True)


@pytest.mark.parametrize(
    ("file", "head", "title", "name"),
    [
        ("posts/first.md", "", "First", "first-2.md"),
        ("posts/FIRST.markdown", "", "first", "first-2.md"),
        ("posts/2024/2024-05-01-dated.md", "", "Dated", "dated-2.md"),
        ("posts/2024/x.md", "slug: named", "Named", "named-2.md"),
        ("posts/2024/x.md", "status: draft\nslug: Named", "Named", "named-2.md"),
        ("posts/2024/x.md", "aliases: [was-called, /2024/05/old-path/]", "Was called",
         "was-called-2.md"),
        ("posts/2024/x.md", "aliases: [was-called, /2024/05/old-path/]", "Old path",
         "old-path-2.md"),
        ("posts/2024/x.md", "aliases: /2024/05/old-page.html", "Old page", "old-page-2.md"),
        ("posts/2024/x.md", "aliases: https://a.example/2024/folder/index.html", "Folder",
         "folder-2.md"),
        ("posts/2024/free-2.md", "slug: free", "Free", "free-3.md"),
        ("posts/2024/x.md", "tags: [free]", "Free", "free.md"),
        ("pages/free.md", "", "Free", "free.md"),
    ],
)  # fmt: skip
def test_a_slug_that_is_taken_gets_a_number(
    site: Path, file: str, head: str, title: str, name: str
) -> None:
    neighbor = site / "content" / file
    neighbor.parent.mkdir(exist_ok=True)
    neighbor.write_text(f"---\ntitle: Other\n{head}\n---\nText.\n", encoding="utf-8")
    assert call("new", title) == 0
    assert [post.name for post in posts(site) if post != neighbor] == [name]


def test_options_are_taken_and_names_checked(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--authors", "Ben Helper, Ada Writer", "--tags", "Chips, C++", "--category"]
    assert call("new", "One", *options, "Explainers") == 0
    values = parse_front_matter(posts(site)[0].read_text(encoding="utf-8")).values
    assert values["authors"] == ["Ben Helper", "Ada Writer"]
    assert (values["tags"], values["category"]) == (["Chips", "C++"], "Explainers")
    assert call("new", "Two", "--category", "Explainer") == 1
    assert call("new", "Two", "--authors", "Ada Writter") == 1
    assert capsys.readouterr().err.splitlines() == [
        'unknown category "Explainer"; did you mean "Explainers"?',
        'author "Ada Writter" has no profile; did you mean "Ada Writer"?',
    ]
    assert len(posts(site)) == 1


def test_the_date_is_that_of_the_time_zone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime(2025, 12, 31, 20, 0, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(late.timestamp())))
    assert call("new", "Happy new year") == 0
    (post,) = posts(site)
    assert post.parent.name == "2026"
    head = parse_front_matter(post.read_text(encoding="utf-8"))
    assert head.values["date"] == "2026-01-01 01:30"


@pytest.mark.parametrize(
    ("instant", "date"),
    [
        ("2025-11-02T05:59:59Z", "2025-11-02 01:59 -04:00"),
        ("2025-11-02T06:00:00Z", "2025-11-02 01:00 -05:00"),
        ("2025-11-02T04:59:59Z", "2025-11-02 00:59"),
        ("2025-11-02T07:00:00Z", "2025-11-02 02:00"),
        ("2025-03-09T07:00:30Z", "2025-03-09 03:00"),
    ],
)
def test_a_date_has_an_offset_in_the_hour_that_occurs_twice(
    site: Path, monkeypatch: pytest.MonkeyPatch, instant: str, date: str
) -> None:
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nTIMEZONE = "America/New_York"\n')
    now = datetime.fromisoformat(instant)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
    assert call("new", "What happened") == 0
    date_text = parse_front_matter(posts(site)[0].read_text(encoding="utf-8")).values["date"]
    assert date_text == date
    zone = ZoneInfo("America/New_York")
    assert parse_date(date_text, zone) == now.replace(second=0)


def test_a_site_without_profiles_says_how_to_add_one(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for profile in (site / "content" / "authors").glob("*"):
        profile.unlink()
    assert call("new", "What happened") == 0
    assert 'add one: python3 blog.py author "Full Name"' in capsys.readouterr().out


@pytest.mark.parametrize("title", ["", "   ", "!?", "🚀"])
def test_a_title_without_letters_is_refused(
    site: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("new", title) == 1
    assert "title has no letters or digits" in capsys.readouterr().err
    assert posts(site) == []


def test_a_title_that_is_not_in_utf_8_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("new", "Le caf\udce9") == 1
    assert '"Le caf\ufffd" is not UTF-8' in capsys.readouterr().err
    assert posts(site) == []


def test_at_a_terminal_it_asks_for_what_is_missing(site: Path) -> None:
    answers = [
        ("Title: ", "!?\n"), ("Title: ", "Was “asked”\n"), ("[News]: ", "infrastructure\n"),
        ("[Ada Writer]: ", "Ben Helper, ada writer\n"), ("none): ", "Chips, Power\n"),
    ]  # fmt: skip
    status, screen = talk("new", folder=site, answers=answers)
    (post,) = posts(site)
    assert (status, post.name) == (0, "was-asked.md")
    assert "title has no letters or digits" in screen
    values = parse_front_matter(post.read_text(encoding="utf-8")).values
    assert (values["title"], values["category"]) == ("Was “asked”", "Infrastructure")
    assert values["authors"] == ["Ben Helper", "Ada Writer"]
    assert values["tags"] == ["Chips", "Power"]


@pytest.mark.parametrize(("key", "status"), [(INTERRUPT, 130), (END, 1)])
def test_leaving_writes_nothing(site: Path, key: str, status: int) -> None:
    result, screen = talk("new", "What happened", folder=site, answers=[("[News]: ", key)])
    assert result == status
    assert screen.splitlines()[-1] == "stopped; nothing was written"
    assert posts(site) == []


def test_the_editor_is_opened_where_it_is_asked_for(site: Path) -> None:
    editor = site / "my editor"
    editor.write_text('#!/bin/sh\necho edited >> "$2"; exit 3\n', encoding="utf-8")
    editor.chmod(0o755)
    environment = {"EDITOR": f"'{editor}' --wait", "VISUAL": " "}
    done = run_here("new", "--edit", "What happened", **environment)
    assert done.returncode == 3
    assert posts(site)[0].read_text(encoding="utf-8").endswith("\nedited\n")


@pytest.mark.parametrize(
    ("editor", "message"),
    [
        ("", "missing EDITOR; name a program, as in: export EDITOR=nano"),
        ("no-such-program -x", 'EDITOR "no-such-program -x" not found; name a program'),
        ("'", "invalid EDITOR: No closing quotation; name a program"),
    ],
)
def test_without_an_editor_nothing_is_written(site: Path, editor: str, message: str) -> None:
    environment = {"EDITOR": editor, "VISUAL": ""}
    done = run_here("new", "--edit", "What happened", **environment)
    assert (done.returncode, done.stderr) == (1, f"{message}\n")
    assert posts(site) == []
