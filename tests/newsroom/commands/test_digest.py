"""`digest`: which posts an edition has, and what its mails hold."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from newsroom.commands.digest import candidates
from newsroom.dates.iso_week import parse_week
from newsroom.site.articles import Article
from tests.conftest import MakeSite, build_here, call, run
from tests.model import make_article

POST = """---
title: {title}
date: {date}
authors: [Ada Writer]
category: {category}
{more}---
The first paragraph of {name}.
"""


def post(name: str, date: str, category: str = "News", more: str = "", title: str = "") -> str:
    more += 'sources: [{title: S, url: "https://s.example/"}]\n'
    return POST.format(title=title or name, name=name, date=date, category=category, more=more)


SITE = {
    "content/posts/monday.md": post("Monday", "2025-11-17 00:00"),
    "content/posts/sunday.md": post("Sunday", "2025-11-23 23:59", "Explainers"),
    "content/posts/abroad.md": post("Abroad", "2025-11-16T18:30:00Z", "Explainers"),
    "content/posts/before.md": post("Before", "2025-11-16 23:59"),
    "content/posts/after.md": post("After", "2025-11-24 00:00"),
    "content/posts/draft.md": post("Draft", "2025-11-18 09:00", more="status: draft\n"),
    "content/posts/hidden.md": post("Hidden", "2025-11-18 09:00", more="status: hidden\n"),
    "content/posts/picture.md": post(
        "Picture", "2025-11-19 09:00", title="'A <b> & \"c\"'",
        more="image: a b.png\nimage_alt: 'A \"b\" & c'\nsummary: 'One < two.'\n",
    ),
    "content/posts/drawing.md": post(
        "Drawing", "2025-11-18 09:00", more="image: plan.svg\nimage_alt: A plan.\n"
    ),
}  # fmt: skip
URL = "https://example.org/blog"
RECORD = Path("content/editions/2025-W47.yaml")
HTML, TEXT = Path("digest/2025-W47.html"), Path("digest/2025-W47.txt")


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with posts around one week, as the current folder; it has an address."""
    folder = make_site(SITE)
    Image.new("RGB", (900, 300), "#47657f").save(folder / "content" / "images" / "a b.png")
    monkeypatch.setenv("SITEURL", URL)
    return folder


def titles(file: Path) -> list[str]:
    """The titles that stand in a record."""
    rows = file.read_text(encoding="utf-8").splitlines()[1:]
    assert all(re.match(r"- [0-9a-f-]{36}  # ", row) for row in rows)
    return [row.split("  # ")[1] for row in rows]


def test_the_posts_of_a_week_by_category(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("digest", "2025-W47") == 0
    assert titles(RECORD) == ['A <b> & "c"', "Drawing", "Monday", "Sunday", "Abroad"]
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "wrote content/editions/2025-W47.yaml: 5 posts"
    assert printed[-1].endswith("which links to https://example.org/blog/editions/2025-w47/")
    build_here()
    assert (site / "output" / "editions" / "2025-w47" / "index.html").is_file()


def test_no_post_is_in_two_editions(site: Path) -> None:
    assert call("digest", "2025-W47") == 0
    before = RECORD.read_bytes()
    late = {"late": "2025-11-18 10:00", "later": "2025-11-25 10:00", "old": "2025-11-11 10:00"}
    for name, date in late.items():
        (site / f"content/posts/{name}.md").write_text(post(name, date), encoding="utf-8")
    assert call("digest", "2025-W48") == 0
    assert titles(Path("content/editions/2025-W48.yaml")) == ["later", "After", "late"]
    assert RECORD.read_bytes() == before
    assert call("digest", "2025-W46") == 0
    assert titles(Path("content/editions/2025-W46.yaml")) == ["Before", "old"]


def test_an_edition_that_is_there_stays(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("digest", "2025-W47") == 0
    before, mails = RECORD.read_bytes(), (HTML.read_bytes(), TEXT.read_bytes())
    (site / "content/posts/late.md").write_text(post("Late", "2025-11-18 10:00"), encoding="utf-8")
    HTML.unlink()
    capsys.readouterr()
    assert call("digest", "2025-W47") == 0
    assert (
        "kept content/editions/2025-W47.yaml, which already exists: 5 posts"
        in capsys.readouterr().out
    )
    assert RECORD.read_bytes() == before
    assert (HTML.read_bytes(), TEXT.read_bytes()) == mails


@pytest.mark.parametrize(
    ("destination", "folder", "message"),
    [
        ("digest", False, "digest is a file; move it away; nothing was written\n"),
        ("content/editions", False, "editions is a file; move it away; nothing was written\n"),
        ("digest/2025-W47.txt", True, "digest/2025-W47.txt is a folder; move it away; nothing"),
    ],
)
def test_nothing_is_half_written(
    site: Path, capsys: pytest.CaptureFixture[str], destination: str, folder: bool, message: str
) -> None:
    (site / destination).parent.mkdir(exist_ok=True)
    if folder:
        (site / destination).mkdir()
    else:
        (site / destination).touch()
    before = {path for path in site.rglob("*") if path.is_file()}
    assert call("digest", "2025-W47") == 1
    assert message in capsys.readouterr().err
    after = {path for path in site.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert after == before


def test_the_mail(site: Path) -> None:
    file = site / "pelicanconf.py"
    conf = file.read_text(encoding="utf-8")
    conf = conf.replace('"footer": ""', '"footer": "You asked for it."')
    conf = conf.replace('"unsubscribe": ""', '"unsubscribe": "https://mail.example/?a=1&b=2"')
    file.write_text(conf, encoding="utf-8")
    # A process of its own, for publishconf.py imports pelicanconf.py once.
    done = run("digest", "2025-W47", folder=site, environment={"SITEURL": URL})
    assert done.returncode == 0, done.stderr
    html = HTML.read_text(encoding="utf-8")
    page = BeautifulSoup(html, "lxml")
    assert page.find_all(["script", "style", "link", "form", "iframe", "base", "svg"]) == []
    assert not re.search(r"\son\w+=|javascript:|url\(", html)
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert page.title is not None
    assert page.title.text == "Test Gazette: 17 to 23 November 2025"
    links = [str(link["href"]) for link in page.find_all("a")]
    images = page.find_all("img")
    assert [(img["alt"], img["width"]) for img in images] == [
        ('A "b" & c', "533"),
        ("A plan.", "400"),
    ]
    names = ("a-b", "plan")  # a drawing is a bitmap
    for image, name in zip(images, names, strict=True):
        url = rf"https://example\.org/blog/media/{name}-[0-9a-f]{{10}}-\d+\.png"
        assert re.fullmatch(url, str(image["src"]))
    assert "https://mail.example/?a=1&b=2" in links
    assert "https://example.org/blog/editions/2025-w47/" in links
    assert [link for link in links if not link.startswith("https://")] == []
    assert [h.text for h in page.find_all("h2")] == ["News", "Explainers"]
    headings = [h.text for h in page.find_all("h3")]
    assert headings == ['A <b> & "c"', "Drawing", "Monday", "Sunday", "Abroad"]
    for slug in ("picture", "drawing", "monday", "sunday", "abroad"):
        url = f"https://example.org/blog/2025/11/{slug}/"
        assert len([link for link in links if link == url]) == (
            1 + (slug in ("picture", "drawing"))
        )
        assert TEXT.read_text(encoding="utf-8").splitlines().count(url) == 1
    assert "One &lt; two." in html
    assert "The first paragraph of Monday." in html


def test_the_plain_text(site: Path) -> None:
    assert call("digest", "2025-W47") == 0
    assert TEXT.read_text(encoding="utf-8").split("\n\n\n")[1].splitlines() == [
        "NEWS", "", 'A <b> & "c"', "19 November 2025", "One < two.",
        "https://example.org/blog/2025/11/picture/", "", "Drawing", "18 November 2025",
        "The first paragraph of Drawing.", "https://example.org/blog/2025/11/drawing/", "",
        "Monday", "17 November 2025", "The first paragraph of Monday.",
        "https://example.org/blog/2025/11/monday/",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [60, 120, 500])
def test_a_mail_is_never_cut_by_its_reader(site: Path, count: int) -> None:
    summary = f"summary: {'Many words of it. ' * 55}\n"
    for number in range(count):
        text = post(f"p{number}", "2025-11-20 09:00", more=summary)
        (site / f"content/posts/p{number}.md").write_text(text, encoding="utf-8")
    assert call("digest", "2025-W47") == 0
    assert len(titles(RECORD)) == count + 5
    assert 25_000 < HTML.stat().st_size < 100_000
    assert TEXT.stat().st_size < 100_000
    page = BeautifulSoup(HTML.read_text(encoding="utf-8"), "lxml")
    more = re.search(r"And (\d+) more", page.text)
    assert len(page.find_all("h3")) + (int(more[1]) if more else 0) == count + 5
    assert (bool(more), "Many words" in page.text) == (count == 500, count == 60)


@pytest.mark.parametrize(
    ("week", "message"),
    [
        ("2025-W60", '"2025-W60" is not a valid ISO week; write it as 2025-W47'),
        ("last", '"last" is not a valid ISO week; write it as 2025-W47'),
        ("2026-W02", "2026-W02 has not begun yet"),
        ("2025-W20", "2025-W20 has no posts for a new edition; nothing was written"),
        ("", "2025-W52 has no posts for a new edition; nothing was written"),
    ],
)
def test_weeks_without_an_edition(
    site: Path, capsys: pytest.CaptureFixture[str], week: str, message: str
) -> None:
    assert call("digest", week) == 1
    assert capsys.readouterr().err == f"{message}\n"
    assert not (site / "content" / "editions").exists()
    assert not (site / "digest").exists()


def test_a_week_that_is_not_over(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = post("Eve", "2025-12-31 09:00")
    (site / "content/posts/eve.md").write_text(text, encoding="utf-8")
    assert call("digest", "2026-W01") == 0
    assert "2026-W01 is not over; later posts will be listed in the next" in capsys.readouterr().out


def test_without_a_url_there_is_no_mail(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITEURL")
    assert call("digest", "2025-W47") == 1
    assert "SITEURL is required" in capsys.readouterr().err
    assert not RECORD.exists()
    assert not HTML.exists()


def articles(*dates: str) -> list[Article]:
    return [
        make_article(permanent_id=date, date=datetime.fromisoformat(date).astimezone(UTC))
        for date in dates
    ]


@pytest.mark.parametrize(
    ("week", "created", "used", "result"),
    [
        ("2020-W53", [], [], ["2020-12-28", "2021-01-03"]),
        ("2024-W01", [], [], ["2024-01-01"]),
        ("2025-W01", [], [], ["2024-12-30"]),
        ("2024-W01", ["2020-W53"], ["2021-01-03"], ["2020-12-28", "2024-01-01"]),
        ("2020-W53", ["2024-W01"], [], ["2020-12-28", "2021-01-03"]),
        ("2024-W01", [], ["2024-01-01"], []),
    ],
)
def test_candidates_at_the_edges_of_years(
    week: str, created: list[str], used: list[str], result: list[str]
) -> None:
    posts = articles("2020-12-28", "2021-01-03", "2021-01-04", "2024-01-01", "2024-12-30")
    weeks = [each for name in created if (each := parse_week(name))]
    new = parse_week(week)
    assert new
    assert [p.permanent_id for p in candidates(posts, new, weeks, used)] == result
