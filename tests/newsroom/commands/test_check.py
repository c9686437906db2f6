"""The command: what it prints, for people and for machines, and its exit status."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsroom.checks.finding import Finding, Severity, error, note, warning
from newsroom.checks.report import abridged, closing, in_json, in_sentences, once
from newsroom.checks.rules.page_weight import Weight, table
from newsroom.checks.site import findings, read_site
from tests.conftest import AT_NOW, ROOT, MakeSite, build_here, call, lay_out, run
from tests.loopback import wait_for
from tests.newsroom.checks.good import lay_out as lay_out_good


def test_findings_are_told_by_gravity_file_and_line() -> None:
    found = [
        warning("b.md", "late", 10),
        warning("b.md", "early", 9),
        error("output/x.html", "broken"),
        note("c.md", "moved", 3),
        error("a.md", "wrong", 1),
        error("a.md", "worse", 2),
    ]
    assert in_sentences(found) == (
        "errors:\na.md:1: wrong\na.md:2: worse\noutput/x.html: broken\n\n"
        "warnings:\nb.md:9: early\nb.md:10: late\n\n"
        "good to know:\nc.md:3: moved\n\n"
        "3 errors in 2 files, 2 warnings in 1 file\n"
    )
    assert in_sentences([]) == "no errors, no warnings\n"


@pytest.mark.parametrize(
    ("places", "severity", "expected"),
    [
        (10, "warning", [f"{n:02}.md: x" for n in range(10)]),
        (11, "warning", [*(f"{n:02}.md: x" for n in range(5)),
                         "  … the same in 6 more places; JSON=1 lists all"]),
        (11, "error", [f"{n:02}.md: x" for n in range(11)]),
        (11, "note", [f"{n:02}.md: x" for n in range(11)]),
    ],
)  # fmt: skip
def test_a_warning_in_many_places_is_told_of_the_first(
    places: int, severity: Severity, expected: list[str]
) -> None:
    found = [Finding(f"{number:02}.md", 0, "x", severity) for number in range(places)]
    assert list(abridged(found)) == expected
    others = [warning("00.md", "a"), warning("01.md", "y"), warning("99.md", "z")]
    lines = list(abridged(sorted([*found, *others])))
    assert [line for line in lines if not line.endswith(("a", "y", "z"))] == expected
    assert len(json.loads(in_json(found))) == places


def test_the_closing_counts_every_place() -> None:
    found = [warning(f"{number}.md", "x") for number in range(30)]
    assert closing(found) == "no errors, 30 warnings in 30 files"
    assert in_sentences(found).count("x\n") == 5


def test_what_a_post_is_told_of_its_page_is_not() -> None:
    posts = [warning("a.md", '"x" is fetched; copy it', 2), error("b.md", "wrong")]
    others = [
        warning("o/c", '"y" is fetched'),
        error("o/d", "wron"),
        error("o/e", '"x" is fetched'),
    ]
    built = [warning("o/a", '"x" is fetched'), warning("o/b", '"x" is fetched'), *others]
    assert once(posts, built) == [*posts, *others[:1], *others[2:]]
    assert once([], built) == built


def test_machines_get_a_list() -> None:
    found = [Finding("é.md", 2, 'a "b"', "warning", "links"), Finding("a.md", 0, "c", check="x")]
    assert json.loads(in_json(found)) == [
        {"severity": "error", "file": "a.md", "line": 0, "check": "x", "sentence": "c"},
        {"severity": "warning", "file": "é.md", "line": 2, "check": "links", "sentence": 'a "b"'},
    ]
    assert json.loads(in_json([])) == []


def test_the_heaviest_pages_stand_in_columns() -> None:
    rows = table([Weight("a/index.html", 1_400, 2_000_600, 0)]).splitlines()
    assert rows[0].split() == "the heaviest pages, in KB HTML pictures other total".split()
    assert rows[1].split() == ["a/index.html", "1", "2,001", "0", "2,002"]


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({}, 0, "\n\nno errors, no warnings\n"),
        ({"robots.txt": None}, 1, "/robots.txt: is missing, so nobody finds sitemap.xml"),
        (
            {"b.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{"x" * 600_000}</svg>'},
            0,
            "no errors, 1 warning in 1 file\n",
        ),
        ({"index.html": None}, 1, "/index.html: is missing; run `make html` first"),
    ],
)
def test_only_errors_fail(
    tmp_path: Path,
    changes: dict[str, str | None],
    status: int,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = str(lay_out_good(tmp_path, {**changes}))
    assert call("check", folder) == status
    said = capsys.readouterr()
    assert (sentence in said.out, said.err) == (True, "")
    assert ("heaviest" in said.out) == ("index.html" not in changes)
    assert call("check", folder, "--json") == status
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_posts_and_the_built_site_are_one_report(make_site: MakeSite) -> None:
    folder = make_site()
    build_here()
    post = folder / "content/posts/first.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("category: News", "category: Newz"), encoding="utf-8")
    (folder / "output" / "robots.txt").unlink()
    done = run("check", folder=folder)
    assert done.returncode == 1, done.stderr
    assert 'content/posts/first.md:5: the category "Newz" is not declared' in done.stdout
    assert "output/robots.txt: is missing" in done.stdout
    assert "output/: is older than content/posts/first.md; run `make html`" in done.stdout
    assert done.stdout.endswith("2 errors in 2 files, 1 warning in 1 file\n")
    assert done.stderr == ""
    rows = json.loads(run("check", "--json", folder=folder).stdout)
    assert [row["check"] for row in rows] == ["content", "content", "robots"]


HINDI = """---
title: वही
slug: first
lang: hi
date: 2025-01-01 09:00
authors: [Ada Writer]
category: News
---

पाठ।
"""


def test_versions_in_other_languages_agree(make_site: MakeSite) -> None:
    make_site({"content/posts/hindi.md": HINDI})
    site = read_site(build_here())
    assert sum(bool(page.alternates) for page in site.pages.values()) == 2
    assert findings(site) == []


def test_a_folder_and_a_watch_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", "output", "--watch") == 2
    assert "remove FOLDER" in capsys.readouterr().err


def test_a_watch_reports_on_every_save(tmp_path: Path) -> None:
    site = lay_out(tmp_path, {})
    environment = AT_NOW | {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    said = tmp_path.parent / f"{tmp_path.name}.txt"
    with said.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "newsroom", "check", "--watch"],
            cwd=site, env=environment, stdout=file, stderr=file,
        )  # fmt: skip

    def told(words: str, times: int = 1) -> bool:
        return wait_for(lambda: said.read_text(encoding="utf-8").count(words) >= times)

    try:
        assert told("no errors, no warnings")
        post = site / "content/posts/first.md"
        text = post.read_text(encoding="utf-8")
        time.sleep(1)  # until it watches
        post.write_text(text.replace("category: News", "category: Newz"), encoding="utf-8")
        assert told('"Newz" is not declared')
        assert told("1 error in 1 file; nothing was built")
        post.write_text(text, encoding="utf-8")
        assert told("no errors, no warnings", times=2)
    finally:
        process.kill()
        process.wait()
