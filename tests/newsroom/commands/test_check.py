"""The command: what it prints, for people and for machines, and its exit status."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsroom.checks.page_weight import PageWeight, render_weights
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from tests.conftest import AT_NOW, ROOT, MakeSite, build_here, call, lay_out, run_here
from tests.loopback import wait_for
from tests.newsroom.checks.good import lay_out as lay_out_good


def test_the_heaviest_pages_are_in_columns() -> None:
    rows = render_weights([PageWeight("a/index.html", 1_400, 2_000_600, 0)]).splitlines()
    assert rows[0].split() == "the heaviest pages, in KB HTML images other total".split()
    assert rows[1].split() == ["a/index.html", "1", "2,001", "0", "2,002"]


@pytest.mark.parametrize(
    ("changes", "status", "text"),
    [
        ({}, 0, "\n\nno errors, no warnings\n"),
        (
            {"robots.txt": None},
            1,
            "/robots.txt: error: missing: search engines do not find sitemap.xml",
        ),
        (
            {
                "b.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{"x" * 1_200_000}</svg>',
                "site.css": "body { background: url(b.svg) }",
            },
            0,
            "no errors, 1 warning in 1 file\n",
        ),
        (
            {"index.html": None},
            1,
            "/index.html: error: missing; build the site first [output/missing]",
        ),
    ],
)
def test_only_errors_fail(
    tmp_path: Path,
    changes: dict[str, str | None],
    status: int,
    text: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = str(lay_out_good(tmp_path, {**changes}))
    assert call("check", folder) == status
    printed = capsys.readouterr()
    assert (text in printed.out, printed.err) == (True, "")
    assert ("heaviest" in printed.out) == ("index.html" not in changes)
    assert call("check", folder, "--json") == status
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_posts_and_the_built_site_are_one_report(make_site: MakeSite) -> None:
    folder = make_site()
    build_here()
    post = folder / "content/posts/first.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("category: News", "category: Newz"), encoding="utf-8")
    (folder / "output" / "robots.txt").unlink()
    done = run_here("check")
    assert done.returncode == 1, done.stderr
    assert "content/posts/first.md:5: " in done.stdout
    assert '"Newz"' in done.stdout
    assert "output/robots.txt: error: missing" in done.stdout
    assert (
        "output/: warning: older than content/posts/first.md; run `python3 blog.py build`"
        in done.stdout
    )
    assert done.stdout.endswith("2 errors in 2 files, 1 warning in 1 file\n")
    assert done.stderr == ""
    rows = json.loads(run_here("check", "--json").stdout)
    assert [row["path"] for row in rows] == [
        "content/posts/first.md",
        "output/",
        "output/robots.txt",
    ]
    assert [row["code"] for row in rows[1:]] == ["output/stale", "robots-txt/missing"]


def test_settings_change_the_severity_of_a_code(make_site: MakeSite) -> None:
    folder = make_site()
    (build_here() / "robots.txt").unlink()
    conf = (folder / "pelicanconf.py").read_text(encoding="utf-8")
    severities = 'DIAGNOSTICS = {"robots-txt/missing": "warning"}\n'
    (folder / "pelicanconf.py").write_text(f"{conf}{severities}", encoding="utf-8")
    done = run_here("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "output/robots.txt: warning: missing" in done.stdout


def test_settings_limit_the_weight_of_pages(make_site: MakeSite) -> None:
    folder = make_site()
    build_here()
    assert "page/too-heavy" not in run_here("check").stdout
    conf = (folder / "pelicanconf.py").read_text(encoding="utf-8")
    limit = 'PAGE_WEIGHT = {"kilobytes": 10}\n'
    (folder / "pelicanconf.py").write_text(f"{conf}{limit}", encoding="utf-8")
    done = run_here("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert " on a phone, over the limit of 10 KB: " in done.stdout


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
    site = read_built_site(build_here())
    assert sum(bool(page.alternates) for page in site.pages.values()) == 2
    assert check_built_site(site) == []


def test_a_folder_and_a_watch_do_not_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", "output", "--watch") == 2
    assert "remove FOLDER" in capsys.readouterr().err


def test_a_watch_reports_on_every_save(tmp_path: Path) -> None:
    site = lay_out(tmp_path, {})
    environment = AT_NOW | {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    output = tmp_path.parent / f"{tmp_path.name}.txt"
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "newsroom", "check", "--watch"],
            cwd=site, env=environment, stdout=file, stderr=file,
        )  # fmt: skip

    def has_printed(text: str, times: int = 1) -> bool:
        return wait_for(lambda: output.read_text(encoding="utf-8").count(text) >= times)

    try:
        assert has_printed("no errors, no warnings")
        post = site / "content/posts/first.md"
        text = post.read_text(encoding="utf-8")
        time.sleep(1)  # until it watches
        post.write_text(text.replace("category: News", "category: Newz"), encoding="utf-8")
        assert has_printed('"Newz"')
        assert has_printed("1 error in 1 file; nothing was built")
        post.write_text(text, encoding="utf-8")
        assert has_printed("no errors, no warnings", times=2)
    finally:
        process.kill()
        process.wait()
