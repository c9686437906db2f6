"""When a site has to be built again though nobody has touched it."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.build.dry_run import BY_THE_CLOCK, read_by_the_clock, read_content
from newsroom.build.plugin_modules import shipped_plugins
from newsroom.output.next_change import scheduled_changes
from newsroom.pipeline.order import required_plugins
from tests.conftest import NOW, ROOT, MakeSite, build_here, call

POST = """---
title: {title}
date: {date}
authors: [Ada Writer]
category: News
{more}---
Text of {title}.
"""
LATER = {
    "content/posts/early.md": POST.format(title="Early", date="2025-12-30 09:00", more=""),
    "content/posts/late.md": POST.format(title="Late", date="2026-01-03 09:00", more=""),
    "content/posts/secret.md": POST.format(
        title="Secret", date="2026-01-04 09:00", more="status: hidden\n"
    ),
    "content/posts/draft.md": POST.format(
        title="Draft", date="2026-01-05 09:00", more="status: draft\n"
    ),
    "content/pages/page.md": "---\ntitle: Page\ndate: 2026-01-06 09:00\n---\nText.\n",
}
DUE = "2025-12-30 09:00 +05:30 content/posts/early.md is due\n"
NEXT = "2026-01-01 09:00 +05:30 content/posts/early.md leaves the news sitemap"


@pytest.mark.parametrize(
    ("since", "status", "printed"),
    [
        ("2025-12-30 08:00", 0, DUE),
        ("2025-12-30T03:29:59Z", 0, DUE),
        ("2025-12-30T03:30:00Z", 1, f"nothing is due; next: {NEXT}\n"),
        ("2025-12-31", 1, f"nothing is due; next: {NEXT}\n"),
    ],
)
def test_what_has_come_due(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], since: str, status: int, printed: str
) -> None:
    make_site(LATER)
    assert call("next-change", "--since", since) == status
    assert capsys.readouterr() == (printed, "")


@pytest.mark.parametrize(
    ("seconds", "status"), [((-1, -1), 1), ((-1, 0), 0), ((0, 0), 1), ((-1, 1), 0), ((0, 1), 1)]
)
def test_a_change_is_due_from_its_second_on(
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    seconds: tuple[int, int],
    status: int,
) -> None:
    make_site(LATER)
    due = datetime.fromisoformat("2025-12-30T09:00:00+05:30")
    since, now = (due + timedelta(seconds=number) for number in seconds)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
    assert call("next-change", "--since", since.isoformat()) == status
    out, err = capsys.readouterr()
    assert (out == DUE, err) == (status == 0, "")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2025-10-26 02:30", (0, '--since: warning: "2025-10-26 02:30" occurs twice in '
         "Europe/Berlin and is read as the first; write 2025-10-26 02:30 +02:00, or "
         "2025-10-26 02:30 +01:00 for the second\n")),
        ("2025-10-26 02:30 +02:00", (0, "")),
        ("2025-10-26 02:30 +01:00", (1, "")),
        ("2025-03-30 02:30", (0, '--since: warning: "2025-03-30 02:30" does not exist in '
         "Europe/Berlin and is read as 2025-03-30 03:30 +02:00; write 2025-03-30 03:30 +02:00\n")),
    ],
)  # fmt: skip
def test_a_time_that_occurs_twice_or_never_is_a_warning(
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    since: str,
    expected: tuple[int, str],
) -> None:
    site = make_site(
        {"content/posts/a.md": POST.format(title="A", date="2025-10-26 02:10 +01:00", more="")}
    )
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nTIMEZONE = "Europe/Berlin"\n')
    now = datetime.fromisoformat("2025-10-26 02:40+01:00")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
    assert (call("next-change", "--since", since), capsys.readouterr().err) == expected


def test_the_datetime_of_a_file(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(LATER)
    for hour, status in ((3, 0), (4, 1)):
        (site / ".published").touch()
        instant = datetime(2025, 12, 30, hour, tzinfo=UTC).timestamp()
        os.utime(site / ".published", (instant, instant))
        assert call("next-change", "--since", ".published") == status
    assert capsys.readouterr().out.startswith(DUE)


def test_what_is_still_to_come(make_site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(LATER)
    assert call("next-change") == 0
    assert [line.split()[3] for line in capsys.readouterr().out.splitlines()] == [
        "content/posts/early.md", "content/posts/late.md", "content/posts/secret.md",
        "content/pages/page.md",
    ]  # fmt: skip
    for file in LATER:
        (site / file).unlink()
    assert call("next-change") == 1
    assert capsys.readouterr().out == "nothing is scheduled\n"


ADVICE = "not a file or datetime; write a datetime as 2025-11-20T09:00+05:30"


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("", 'invalid --since "": ' + ADVICE),
        ("yesterday", 'invalid --since "yesterday": ' + ADVICE),
        (".missing", 'invalid --since ".missing": ' + ADVICE),
        ("2026-01-02", "--since 2026-01-02T00:00:00+05:30 is still to come; "
         "check the clock of this computer"),
    ],
)  # fmt: skip
def test_what_cannot_be_determined(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], since: str, message: str
) -> None:
    make_site()
    assert call("next-change", "--since", since) == 2
    assert capsys.readouterr() == ("", f"{message}\n")


def test_an_error_of_now_is_not_passed_over(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site({"content/posts/wrong.md": "no head"})
    assert call("next-change", "--since", "2025-12-31") == 2
    assert capsys.readouterr().err.startswith("content/posts/wrong.md:1: ")


def test_content_that_could_not_have_been_built_then_has_changed(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected = POST.format(
        title="C", date="2025-12-01", more='corrections: [{date: 2025-12-31, text: "Forty."}]\n'
    )
    make_site({"content/posts/c.md": corrected})
    assert call("next-change", "--since", "2025-12-30") == 0
    assert capsys.readouterr().out == "the content has changed since\n"
    assert call("next-change", "--since", "2025-12-31 12:00") == 1


def test_it_is_due_just_when_a_build_would_differ(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site(LATER)
    hours = [0, 60, 75, 90, 110]  # after NOW: the posts come due after 51.5, 75.5 and 123.5
    built: list[dict[str, bytes]] = []
    for before, hour in zip([0, *hours], hours, strict=False):
        now = NOW + timedelta(hours=hour)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
        built.append(contents(build_here()))
        since = (NOW + timedelta(hours=before)).isoformat()
        differs = len(built) > 1 and built[-1] != built[-2]
        assert call("next-change", "--since", since) == (0 if differs else 1), hour


def test_a_build_knows_of_the_same_datetimes(make_site: MakeSite) -> None:
    more = {
        "a": "status: hidden",
        "b": "canonical: https://example.org/b",
        "c": "lang: hi\nslug: d",
        "d": "",
        "e": "canonical: http://127.0.0.1:8000/2025/12/e/",
    }
    young = {
        f"content/posts/{name}.md": POST.format(title=name, date="2025-12-31", more=f"{line}\n")
        for name, line in more.items()
    }
    make_site(LATER | young)
    candidates = scheduled_changes(read_by_the_clock("pelicanconf.py").report)
    assert candidates == scheduled_changes(read_content("pelicanconf.py").site.report)
    assert [change.path[-4:] for change in candidates if "news" in change.event] == [
        "y.md", "c.md", "d.md", "e.md",
    ]  # fmt: skip


def test_bodies_are_left_alone(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = POST.format(title="Wrong", date="2025-12-01", more="") + "[nowhere](missing.md)\n"
    make_site(LATER | {"content/posts/wrong.md": wrong})
    monkeypatch.delattr("newsroom.content.document.parse_markdown")
    assert call("next-change", "--since", "2025-12-30") == 0
    assert capsys.readouterr() == (DUE, "")


def test_every_plugin_that_reads_the_clock_is_asked() -> None:
    paths = (ROOT / "plugins").glob("*/*.py")
    clocks = [path.parts[-2:] for path in paths if re.search(r"\.now\b", path.read_text("utf-8"))]
    reads = {f"plugins.{phase}.{name.removesuffix('.py')}" for phase, name in clocks}
    names = {plugin.name for plugin in required_plugins([*shipped_plugins()], BY_THE_CLOCK)}
    assert {"plugins.read.documents", "plugins.publish.news_sitemap"} <= reads <= names


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
