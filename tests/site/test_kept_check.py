"""A check without changes since the last one prints the same, and reads nothing again."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.cache import stamp
from newsroom.cache.check_stamp import unchanged_check
from newsroom.commands.check import check_again
from tests.conftest import MakeSite, build_here, run_here

OUTPUT = Path("output")
POST = Path("content/posts/first.md")
SCHEDULED = (
    "---\ntitle: Later\ndate: 2035-01-01\nauthors: [Ada Writer]\ncategory: News\n---\nText.\n"
)


@pytest.fixture(autouse=True)
def _no_file_is_just_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "RACE", -(10**18))


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_an_unchanged_check_prints_the_same(make_site: MakeSite) -> None:
    make_site()
    build_here()
    (OUTPUT / "robots.txt").unlink()
    time.sleep(2 * stamp.RACE / 1e9 if stamp.RACE > 0 else 0.1)
    first, second = run_here("check"), run_here("check")
    assert (first.returncode, first.stderr) == (1, "")
    assert (second.stdout, second.stderr, second.returncode) == (first.stdout, "", 1)
    json = run_here("check", "--json").stdout
    assert "robots-txt/missing" in json
    (Path(".cache") / "site.sqlite").unlink()
    assert run_here("check", "--json").stdout == json


def build_after(path: Path) -> None:
    path.touch()
    build_here()


CHANGES: dict[str, Callable[[pytest.MonkeyPatch], object]] = {
    "a source": lambda _: append(POST, "\nMore.\n"),
    "a setting": lambda _: append(
        Path("pelicanconf.py"), 'DIAGNOSTICS = {"robots-txt/missing": "warning"}\n'
    ),
    "a page": lambda _: append(OUTPUT / "index.html", "<p>More.</p>"),
    "a file that is gone": lambda _: (OUTPUT / "robots.txt").unlink(),
    "a new build": lambda _: build_after(POST),
    "the clock": lambda patch: patch.setenv("SOURCE_DATE_EPOCH", "2051222400"),  # in 2035
    "the environment": lambda patch: patch.setenv("SITEURL", "https://example.org"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_check_is_made_again_after_a_change(
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], object],
) -> None:
    make_site({"content/posts/later.md": SCHEDULED})
    build_here()
    result = check_again(None, external=False)
    assert unchanged_check(OUTPUT) == result
    change(monkeypatch)
    assert unchanged_check(OUTPUT) is None
    has_robots = (OUTPUT / "robots.txt").exists()
    assert check_again(None, external=False).status == int(not has_robots)


def test_what_time_alone_removes_is_not_kept(make_site: MakeSite) -> None:
    make_site()
    build_here()
    feed = OUTPUT / "feeds/all.atom.xml"
    text = feed.read_text(encoding="utf-8")
    feed.write_text(text.replace("<updated>20", "<updated>90"), encoding="utf-8")
    result = check_again(None, external=False)
    assert "feed/future-date" in result.json
    assert unchanged_check(OUTPUT) is None
