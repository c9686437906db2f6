"""The build command: what it refuses, what it leaves alone, and where its links lead."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest

from newsroom.build.builder import build
from newsroom.output.mirror import Mirror
from newsroom.output.output_folder import Outcome
from tests.conftest import AT_NOW, FIXTURES, ROOT, MakeSite, call, run, run_here
from tests.loopback import wait_for
from tests.newsroom.checks.good import errors_in

MOVED = """---
title: Moved
date: 2025-05-01
authors: [Ada Writer]
category: News
aliases: ["{alias}"]
---
Text.
"""


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "SITEURL is required: links, feeds and mail contain it"),
        ("example.org", 'invalid URL "example.org" in SITEURL'),
        ("ftp://x", 'invalid URL "ftp://x" in SITEURL'),
        ("https://", 'invalid URL "https:" in SITEURL'),
        ("https://example.org/?a=b", 'invalid URL "https://example.org/?a=b" in SITEURL'),
    ],
)
def test_a_site_without_a_url_is_not_published(make_site: MakeSite, url: str, message: str) -> None:
    site = make_site()
    done = run_here("publish", SITEURL=url)
    assert done.returncode == 1
    assert message in done.stderr
    assert 'SITEURL="https://example.org"' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site / "output").exists()


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("https://news.example.org", "https://news.example.org/"),
        ("https://news.example.org/", "https://news.example.org/"),
        ("https://news.example.org/blog", "https://news.example.org/blog/"),
        ("https://news.example.org/blog/", "https://news.example.org/blog/"),
    ],
)
def test_links_carry_the_path_of_the_site(make_site: MakeSite, url: str, base_url: str) -> None:
    site = make_site()
    done = run_here("publish", SITEURL=url)
    assert done.returncode == 0, done.stderr
    assert errors_in(site / "output") == []
    files = [f for kind in ("html", "xml") for f in (site / "output").rglob(f"*.{kind}")]
    for file in (file for file in files if file.name != "news-sitemap.xml"):  # nothing is new
        text = file.read_text(encoding="utf-8")
        hrefs = re.findall(r'(?:\s(?:href|src)="|<(?:image:)?loc>)([^"#<]+)', text)
        links = {urljoin(url, link) for link in hrefs}
        own = {link for link in links if link.startswith("https://news.example.org")}
        assert own
        assert [link for link in own if not re.match(rf"^{base_url}(?!/)", link)] == []
        assert "127.0.0.1" not in text


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://नमस्ते.भारत/ब्लॉग", f"https://xn--h2bhs4b8d8a.xn--h2brj9c/{quote('ब्लॉग')}/"),
    ],
)
def test_a_site_has_letters_of_the_world_in_its_url(
    make_site: MakeSite, url: str, base_url: str
) -> None:
    site = make_site({"content/posts/moved.md": MOVED.format(alias=f"{url.rstrip('/')}/old/")})
    done = run_here("publish", SITEURL=url)
    assert done.returncode == 0, done.stderr
    home = (site / "output/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{base_url}">' in home
    assert (site / "output/old/index.html").is_file()
    srv = ("--dest", str(site.parent / f"{site.name}-srv"))
    done = run_here("deploy", "folder", *srv, SITEURL=url)
    assert done.returncode == 0, done.stderr


def test_the_url_of_an_example_is_not_published(make_site: MakeSite) -> None:
    site = make_site()
    with (site / "publishconf.py").open("a", encoding="utf-8") as conf:
        conf.write('SITEURL = "https://www.example.com"\n')
    done = run_here("publish")
    assert done.returncode == 1
    message = 'SITEURL "https://www.example.com" is an example; write the real URL'
    assert message in done.stderr
    assert "publishconf.py:" in done.stderr


def test_a_failed_build_leaves_the_last_one(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site()
    assert call("build") == 0
    assert re.match(r"(\d+) of \1 files written to output/ in ", capsys.readouterr().out)
    before = (site / "output" / "index.html").read_bytes()
    Path("content/posts/broken.md").write_text("no head at all", encoding="utf-8")
    assert call("build") == 1
    err = capsys.readouterr().err
    assert "content/posts/broken.md:1: error: " in err
    assert "[front-matter/missing]" in err
    assert (site / "output" / "index.html").read_bytes() == before
    assert list(site.glob(".output-*")) == []


def test_a_build_removes_what_is_no_longer_there(make_site: MakeSite) -> None:
    site = make_site()
    for name in (".gitkeep", "gone.html"):
        (site / "output").mkdir(exist_ok=True)
        (site / "output" / name).touch()
    assert call("build") == 0
    assert (site / "output" / ".gitkeep").is_file()
    assert not (site / "output" / "gone.html").exists()


def test_the_output_folder_of_the_project_holds_the_site_alone(make_site: MakeSite) -> None:
    site = make_site()
    assert call("build") == 0
    assert [path.name for path in (site / "output").glob(".*")] == []


def test_only_a_preview_shows_drafts(make_site: MakeSite) -> None:
    head = "---\ntitle: Unready\ndate: 2025-01-01\nauthors: [Ada Writer]\ncategory: News\n"
    site = make_site({"content/posts/unready.md": f"{head}status: draft\n---\n\nText.\n"})
    page = site / "output" / "2025" / "01" / "unready" / "index.html"
    assert call("build") == 0
    assert not page.exists()
    assert call("build", "--preview") == 0
    assert "only this preview shows it" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (".", "contains the sources of the site"),
        ("..", "contains the sources of the site"),
        ("content", "contains the sources of the site"),
        ("content/posts", "contains the sources of the site"),
        ("theme/static", "contains the sources of the site"),
        ("pelicanconf.py", "is a file"),
        ("notes", "contains files that no build wrote"),
    ],
)
def test_only_a_built_site_is_replaced(
    make_site: MakeSite, output: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_site({"notes/diary.txt": "mine"})
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    assert call("build", "--output", output) == 1
    assert reason in capsys.readouterr().err
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before


def test_a_production_build_that_fails_its_check_is_not_published(make_site: MakeSite) -> None:
    folder = make_site({"content/static/_redirects": "/old/ /x/ 301\n"})
    done = run_here("publish", SITEURL="https://b.example")
    assert done.returncode == 1
    assert (
        'output/_redirects:1: error: target "/x/" not found [redirect/not-found]\n'
        "1 error in 1 file; nothing was published" in done.stderr
    )
    assert not (folder / "output").exists()


OTHER_WRITER = """
from pathlib import Path
from typing import Any
from pelican import signals


def copy(pelican):
    folder = Path(pelican.output_path)
    (folder / "copy.html").write_bytes((folder / "404.html").read_bytes())


def register():
    signals.finalized.connect(copy)
"""


def test_a_page_over_the_limit_stops_a_publication_whose_settings_say_so(
    make_site: MakeSite,
) -> None:
    site = make_site()
    url = "https://b.example"
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('PAGE_WEIGHT = {"kilobytes": 10}\n')
    assert run_here("publish", SITEURL=url).returncode == 0
    earlier = (site / "output/index.html").read_bytes()
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('DIAGNOSTICS = {"page/too-heavy": "error"}\n')
    done = run_here("publish", SITEURL=url)
    assert done.returncode == 1
    assert "index.html: error: page loads" in done.stderr
    assert "nothing was published" in done.stderr
    assert (site / "output/index.html").read_bytes() == earlier


def test_a_page_that_no_template_has_written_is_not_published(make_site: MakeSite) -> None:
    folder = make_site({"other_writer.py": OTHER_WRITER})
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("PLUGINS = [*PLUGINS, 'other_writer']\n")
    done = run(
        "build",
        "--production",
        folder=folder,
        environment={"SITEURL": "https://b.example"},
    )
    assert done.returncode == 1
    assert "output/copy.html: error: " in done.stderr
    assert "[output/foreign-page]" in done.stderr


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        ("A = (", "pelicanconf.py:1: "),
        ("PATH = 'gone'", "PATH must be the folder with the posts; folder not found"),
    ],
)
def test_settings_that_cannot_be_read_are_reported(
    make_site: MakeSite, conf: str, message: str
) -> None:
    make_site({"pelicanconf.py": conf})
    done = run_here("build")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert message in done.stderr


def read_all(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_link_to_a_folder_of_others_is_named_and_nothing_in_it_is_touched(
    make_site: MakeSite,
) -> None:
    site = make_site({"www/index.html": "shop", "www/404.html": "gone", "www/a/b.txt": "mine"})
    before = read_all(site / "www")
    (site / "output").symlink_to(site / "www")
    done = run_here("build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"output is a link to {site / 'www'}, which contains files ")
    assert read_all(site / "www") == before
    assert (site / "output").is_symlink()


def test_a_link_to_a_built_site_stays_a_link(make_site: MakeSite) -> None:
    site = make_site()
    (site / "output").symlink_to(site / "www")
    for _ in range(2):
        assert call("build") == 0
    assert (site / "output").readlink() == site / "www"
    assert (site / "www" / ".built").is_file()
    (site / "www" / "diary.txt").touch()
    assert call("build") == 1
    assert (site / "www" / "diary.txt").exists()


def test_a_link_that_changes_during_a_build_is_seen(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site({"www/mine.txt": "mine"})

    original = Mirror.take

    def take(mirror: Mirror, building: Path, *arguments: Any) -> None:
        (site / "output").symlink_to(site / "www")
        original(mirror, building, *arguments)

    monkeypatch.setattr(Mirror, "take", take)
    assert call("build") == 1
    assert "contains files that no build wrote (mine.txt)" in capsys.readouterr().err
    assert (site / "www" / "mine.txt").exists()


def test_output_path_names_no_other_folder(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site({"www/mine.txt": "mine"})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'OUTPUT_PATH = "{site / "www"}"\n')
    assert call("build") == 1
    assert re.match(
        r'pelicanconf\.py:\d+: error: OUTPUT_PATH must be "output"', capsys.readouterr().err
    )
    assert (site / "www" / "mine.txt").exists()


PLUGIN = """
from pathlib import Path
from typing import Any
from time import sleep
import logging

from newsroom.pipeline.plugin import Plugin


def act(site):
    {act}


PLUGIN = Plugin(__name__, phase="check", run=act)
register = PLUGIN.register
"""


def with_plugin(site: Path, act: str) -> Path:
    """Add a plugin to a site, which acts once the content is read."""
    (site / "added.py").write_text(PLUGIN.format(act=act), encoding="utf-8")
    conf = site / "pelicanconf.py"
    if "added" not in (text := conf.read_text(encoding="utf-8")):
        conf.write_text(f'{text}PLUGINS = [*PLUGINS, "added"]\n', encoding="utf-8")
    return site


@pytest.mark.parametrize("level", ["warning", "error", "exception"])
def test_what_pelican_logs_as_a_warning_stops_the_build(make_site: MakeSite, level: str) -> None:
    act = f"logging.getLogger('pelican.readers').{level}('Could not process %s', 'posts/x.md')"
    site = with_plugin(make_site(), act)
    done = run("build", folder=site)
    assert done.returncode == 1
    assert done.stderr.endswith("Could not process posts/x.md\nnothing was built\n")
    assert not (site / "output").exists()


def start_build(site: Path) -> subprocess.Popen[str]:
    """A build in a process of its own."""
    environment = os.environ | AT_NOW | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "newsroom", "build"]
    return subprocess.Popen(
        command, cwd=site, env=environment, stderr=subprocess.PIPE, encoding="utf-8"
    )


@contextmanager
def building(site: Path) -> Iterator[subprocess.Popen[str]]:
    """A build that waits once the content is read."""
    with_plugin(site, "Path('reached').touch(); sleep(60)")
    process = start_build(site)
    try:
        assert wait_for((site / "reached").exists)
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_build_that_is_asked_to_end_leaves_no_files(
    make_site: MakeSite, number: signal.Signals
) -> None:
    with building(site := make_site()) as process:
        assert len(list(site.glob(".output-*"))) == 1
        process.send_signal(number)
        printed = process.communicate(timeout=20)[1]
    assert (process.returncode, printed) == (130, "stopped; nothing was built\n")
    assert list(site.glob(".output-*")) == []
    assert not (site / "output").exists()


def test_what_a_killed_build_left_goes_with_the_next_one(make_site: MakeSite) -> None:
    with building(site := make_site()) as killed:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    (left,) = site.glob(".output-*")
    (site / "reached").unlink()
    with building(site):
        (alive,) = site.glob(".output-*")
        assert alive != left


def test_what_a_build_left_that_was_killed_at_its_end_goes_without_a_change(
    make_site: MakeSite,
) -> None:
    site = make_site()
    assert run("build", folder=site).returncode == 0
    wait_for(lambda: "0 of" in run("build", folder=site).stdout)  # files are old enough
    left = site / ".output-aaaaaaaa"
    (left / "old").mkdir(parents=True)
    done = run("build", folder=site)
    assert (done.returncode, "0 of" in done.stdout) == (0, True)
    assert not left.exists()


def test_a_build_waits_for_another_one(make_site: MakeSite) -> None:
    with building(site := make_site()) as first:
        shutil.copy(
            FIXTURES / "site" / "pelicanconf.py", site / "pelicanconf.py"
        )  # without the plugin
        with start_build(site) as waiting:
            assert waiting.stderr
            assert waiting.stderr.readline() == "waiting for another build of this site …\n"
            assert not (site / "output").exists()
            first.kill()
            waiting.communicate()
    assert waiting.returncode == 0
    assert (site / "output" / "index.html").is_file()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), PermissionError(13, "Permission denied")])
def test_what_happens_after_the_new_site_is_there_is_not_called_unbuilt(
    make_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
) -> None:
    make_site({"output/old.html": "old"})
    remove = shutil.rmtree

    def fail(path: Path, **options: bool) -> None:
        if not options and ".output-" in str(path):
            monkeypatch.setattr("newsroom.files.scratch.shutil.rmtree", remove)
            raise error

    monkeypatch.setattr("newsroom.files.scratch.shutil.rmtree", fail)
    stopped = isinstance(error, KeyboardInterrupt)
    assert call("build") == (130 if stopped else 0)
    printed = capsys.readouterr().err
    assert "nothing was built" not in printed
    assert ("stopped; the new site is in output/" in printed) == stopped
    assert (": Permission denied; the next run tries again" in printed) != stopped
    assert Path("output/index.html").is_file()
    build("pelicanconf.py", Path("output"), outcome=Outcome(Path("output")))
    assert list(Path().glob(".output-*")) == []


@pytest.mark.parametrize(
    "command",
    [["build"], ["deploy", "folder", "--dest=../srv"]],
)
def test_a_folder_that_was_moved_aside_when_a_build_was_killed_is_put_back(
    make_site: MakeSite, command: list[str]
) -> None:
    site = make_site({".output-aaaaaaaa/old/output/mine.html": "old", "pelicanconf.py": "A = ("})
    assert run(*command, folder=site).returncode == 1
    assert (site / "output" / "mine.html").read_text(encoding="utf-8") == "old"
    assert list(site.glob(".output-*")) == []
