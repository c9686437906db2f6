"""Drafts and scheduled posts: not a byte of them is published, and a preview shows them."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from newsroom.build.builder import build
from newsroom.diagnostics.errors import UserError
from tests.conftest import NOW, MakeSite, Overlay, build_here, run

MARK = "xyzzy"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>xyzzy</title></svg>'
DUE = datetime.fromisoformat("2026-02-01T09:00+05:30").timestamp()


def held_back(*lines: str, body: str = "") -> str:
    """A post that says its mark in all ways that a post can."""
    head = [
        f"title: Title {MARK}", "authors: [Ada Writer]", "category: News", f"slug: slug-{MARK}",
        f"tags: [Chips, Tag {MARK}]", f"summary: Summary {MARK}.", f"series: Series {MARK}",
        f"image: {MARK}-lead.svg", f"image_alt: Alt {MARK}.", f"image_caption: Caption {MARK}.",
        f"made_with: Made {MARK}.", *lines,
    ]  # fmt: skip
    text = f"Body {MARK}.\n\n## Heading {MARK}\n\n![Picture {MARK}](/images/{MARK}-body.svg)\n"
    return "---\n" + "\n".join(head) + f"\n---\n\n{text}{body}"


DRAFT = held_back("date: 2025-06-01 09:00", "status: draft")
SCHEDULED = held_back("date: 2026-02-01 09:00")


def site_with(post: str, **more: str) -> Overlay:
    return {
        f"content/posts/file-{MARK}.md": post,
        f"content/images/{MARK}-lead.svg": PICTURE,
        f"content/images/{MARK}-body.svg": PICTURE,
        **more,
    }


def traces(output: Path, mark: str = MARK) -> Iterator[str]:
    """The files under a folder that hold a mark, in their name or anywhere in their bytes."""
    for path in output.rglob("*"):
        name = str(path.relative_to(output))
        if mark in name or (path.is_file() and mark.encode() in path.read_bytes().lower()):
            yield name


@pytest.mark.parametrize("post", [DRAFT, SCHEDULED], ids=["draft", "scheduled"])
def test_nothing_of_a_post_held_back_is_published(make_site: MakeSite, post: str) -> None:
    make_site(site_with(post))
    assert list(traces(build_here())) == []


@pytest.mark.parametrize("post", [DRAFT, SCHEDULED], ids=["draft", "scheduled"])
def test_the_rest_of_the_site_is_the_same_without_it(make_site: MakeSite, post: str) -> None:
    site = make_site(site_with(post))
    with_it = {p.relative_to(site): p.read_bytes() for p in build_here().rglob("*.*")}
    (site / f"content/posts/file-{MARK}.md").unlink()
    assert {p.relative_to(site): p.read_bytes() for p in build_here().rglob("*.*")} == with_it


def test_a_draft_page_is_not_published(make_site: MakeSite) -> None:
    make_site({f"content/pages/{MARK}.md": f"---\ntitle: {MARK}\nstatus: draft\n---\n\n{MARK}\n"})
    assert list(traces(build_here())) == []


@pytest.mark.parametrize(("seconds", "public"), [(-1, False), (0, True), (1, True)])
def test_a_scheduled_post_is_public_from_its_second_on(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, seconds: int, public: bool
) -> None:
    make_site(site_with(SCHEDULED))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DUE) + seconds))
    assert (build_here() / "2026" / "02" / f"slug-{MARK}" / "index.html").is_file() == public


def test_an_offset_counts(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(site_with(SCHEDULED.replace("2026-02-01 09:00", "2026-01-01 00:00 +00:00")))
    assert list(traces(build_here()))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp()) - 1))
    assert list(traces(build_here())) == []


def test_the_build_says_when_the_next_post_is_due(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    later = SCHEDULED.replace("2026-02-01", "2026-03-01").replace("slug: slug", "slug: later")
    make_site(site_with(SCHEDULED, **{"content/posts/a.md": later, "content/posts/b.md": DRAFT}))
    build_here()
    due = f"next change: 2026-02-01 09:00 +05:30 content/posts/file-{MARK}.md is due"
    assert [line for line in capfd.readouterr().out.split("\n") if "next change" in line] == [due]


def test_the_command_says_it_too(make_site: MakeSite) -> None:
    done = run("build", folder=make_site(site_with(SCHEDULED)))
    assert "\nnext change: 2026-02-01 09:00 +05:30 " in f"\n{done.stdout}"


def test_without_a_scheduled_post_it_says_nothing(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    make_site(site_with(DRAFT))
    build_here()
    assert "scheduled" not in capfd.readouterr().out


GOOD_DRAFT = {
    "title": "title: Unfinished",
    "date": "date: 2025-06-01 09:00",
    "authors": "authors: [Ada Writer]",
    "category": "category: News",
    "status": "status: draft",
}
INVALID_LINES = [
    ("title: [one]", "invalid-value"),
    ("date: soon", "invalid-value"),
    ("category: Newz", "unknown-category"),
    ("sumary: x", "unknown-key"),
    ("slug: a b", "invalid-value"),
]


@pytest.mark.parametrize(("line", "problem"), INVALID_LINES)
def test_errors_of_a_draft_are_warnings(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str], line: str, problem: str
) -> None:
    lines = list({**GOOD_DRAFT, line.split(":", maxsplit=1)[0]: line}.values())
    make_site({"content/posts/wrong.md": "---\n" + "\n".join(lines) + "\n---\n\nText.\n"})
    build_here()
    location = f"content/posts/wrong.md:{lines.index(line) + 2}"
    warning = rf"{location}: warning: .* \[front-matter/{problem}\]\n"
    assert re.fullmatch(warning, capfd.readouterr().err)


@pytest.mark.parametrize(
    "body", ["[x](gone.md)", "![](/images/plan.svg)", "<script>alert(1)</script>", "{tag}", ""]
)
def test_whatever_a_draft_holds_the_site_builds(make_site: MakeSite, body: str) -> None:
    make_site(site_with(f"---\ntitle: {MARK}\nstatus: draft\nauthors: [Nobody Known]\n---\n{body}"))
    assert list(traces(build_here())) == []


def test_errors_of_a_scheduled_post_stop_the_build(make_site: MakeSite) -> None:
    make_site(site_with(SCHEDULED.replace("category: News", "category: Newz")))
    with pytest.raises(UserError, match="Newz"):
        build_here()


@pytest.mark.parametrize("post", [DRAFT, SCHEDULED], ids=["draft", "scheduled"])
def test_a_preview_shows_and_marks_what_is_held_back(make_site: MakeSite, post: str) -> None:
    kind = "draft" if post is DRAFT else "scheduled"
    site = make_site(site_with(post))
    build("pelicanconf.py", site / "output", preview=True)
    page = next((site / "output").glob(f"20*/*/slug-{MARK}/index.html")).read_text("utf-8")
    front = (site / "output" / "index.html").read_text("utf-8")
    assert MARK in front
    assert kind in page.casefold().replace(MARK, "")
    assert (site / "output" / "images" / f"{MARK}-lead.svg").is_file()


def test_a_preview_marks_nothing_that_is_public(make_site: MakeSite) -> None:
    site = make_site()
    build("pelicanconf.py", site / "output", preview=True)
    assert not list(traces(site / "output", 'class="unpublished"'))
