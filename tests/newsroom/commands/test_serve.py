"""`serve`: the site as it is saved, for as long as it is wanted."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT, call, lay_out
from tests.loopback import ANOTHER, PATIENCE, listens, wait_for
from tests.preview import Preview, previewing, save

PLUGIN = '''"""A page that says what it is."""

import time
from pathlib import Path

from newsroom.pipeline.plugin import Plugin
from newsroom.site.output_files import OutputFile


def page(site):
    {lines}
    yield OutputFile("own.txt", "file", "own", data=lambda: b"first")


PLUGIN = Plugin(__name__, phase="publish", files=page)
register = PLUGIN.register
'''
HANG = 'Path("hangs").touch(); time.sleep(1000)'


def own_plugin(lines: str = "") -> str:
    """A plugin of a project that runs some lines."""
    return PLUGIN.replace("{lines}", lines)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site to change while it is shown, with a theme and a plugin of its own."""
    site = lay_out(tmp_path_factory.mktemp("served"), {"own.py": own_plugin()})
    (site / "theme").unlink()
    shutil.copytree(ROOT / "theme", site / "theme")
    save(site / "pelicanconf.py", "PLUGINS = [", 'PLUGINS = [\n    "own",')
    return site


@pytest.fixture(scope="module")
def preview(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The command, started once for all tests that do not end it."""
    with previewing(site, tmp_path_factory.mktemp("printed") / "text") as preview:
        assert preview.shows("", "The first post")
        yield preview


def worker_of(preview: Preview) -> int:
    """The id of the process that builds, 0 for none."""
    command = ["pgrep", "-P", str(preview.process.pid), "-f", "newsroom.preview.worker"]
    return int(subprocess.run(command, capture_output=True, check=False).stdout or 0)


def is_running(process: int) -> bool:
    """Whether a process that this one did not start is still running."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("", "text/html"),
        (r"theme/css/site\.\w+\.css", "text/css"),
        (r"theme/fonts/newsreader\.\w+\.woff2", "font/woff2"),
        ("feeds/all.atom.xml", "application/xml"),
        (r"theme/favicon\.\w+\.svg", "image/svg+xml"),
    ],
)
def test_a_file_has_the_type_of_its_kind(preview: Preview, pattern: str, kind: str) -> None:
    result = re.search(pattern, preview.fetch()[1])
    assert result
    with urllib.request.urlopen(f"{preview.url}{result[0]}", timeout=PATIENCE) as answer:
        assert answer.headers.get_content_type() == kind
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_saved_post_is_shown(preview: Preview, site: Path) -> None:
    save(site / "content/posts/first.md", "The first paragraph", "The altered paragraph")
    assert preview.shows("2025/01/first/", "The altered paragraph")


def test_an_error_is_printed_once_and_the_last_good_page_stays(
    preview: Preview, site: Path
) -> None:
    post = site / "content/posts/first.md"
    save(post, "category: News", "category: Nonsense")
    assert wait_for(lambda: "content/posts/first.md:5: error: unknown category" in preview.text)
    assert "/category/news/" in preview.fetch("2025/01/first/")[1]
    save(site / "content/posts/second.md", "title: ", "title: Saved meanwhile ")
    assert preview.shows("", "Saved meanwhile")
    assert preview.text.count("unknown category") == 1
    save(post, "category: Nonsense", "category: Practice")
    assert preview.shows("2025/01/first/", "/category/practice/")


def test_settings_are_read_again_after_each_save(preview: Preview, site: Path) -> None:
    save(site / "pelicanconf.py", "DEFAULT_LANG", "DEFAULT_LNG")
    assert wait_for(lambda: "unknown setting DEFAULT_LNG" in preview.text)
    assert "The first post" in preview.fetch()[1]
    save(site / "pelicanconf.py", "DEFAULT_LNG", "DEFAULT_LANG")
    save(site / "pelicanconf.py", "Test Gazette", "Second Name")
    assert preview.shows("", "Second Name")


def test_templates_and_modules_are_read_again(preview: Preview, site: Path) -> None:
    save(site / "theme/templates/parts/footer.html", "site-footer", "site-footer new-footer")
    assert preview.shows("", "new-footer")
    save(site / "own.py", 'b"first"', 'b"second"')
    assert preview.shows("own.txt", "second")


def test_a_module_that_never_ends_can_be_corrected(preview: Preview, site: Path) -> None:
    (site / "own.py").write_text(own_plugin(HANG), "utf-8")
    assert wait_for((site / "hangs").exists)
    (site / "own.py").write_text(own_plugin().replace("first", "third"), "utf-8")
    assert preview.shows("own.txt", "third")


def test_a_worker_that_is_killed_is_started_again(preview: Preview, site: Path) -> None:
    worker = worker_of(preview)
    os.kill(worker, signal.SIGKILL)
    assert wait_for(lambda: not is_running(worker))
    save(site / "content/posts/second.md", "title: ", "title: Once more ")
    assert preview.shows("", "Once more")


def test_a_worker_that_is_killed_in_a_build_is_an_error(preview: Preview, site: Path) -> None:
    text = (site / "own.py").read_text("utf-8")
    (site / "own.py").write_text(own_plugin("import os; os.kill(os.getpid(), 9)"), "utf-8")
    assert wait_for(lambda: "error: the process that builds was ended by signal 9" in preview.text)
    (site / "own.py").write_text(text.replace("third", "fourth"), "utf-8")
    assert preview.shows("own.txt", "fourth")


def test_only_this_machine_can_ask(preview: Preview) -> None:
    port = urlsplit(preview.url).port
    assert port
    assert (listens(port), listens(port, ANOTHER)) == (True, False)


def test_nothing_is_written_to_output(preview: Preview, site: Path) -> None:
    assert preview.fetch()[0] == 200
    assert not (site / "output").exists()


@pytest.mark.parametrize(
    ("number", "hangs"), [(signal.SIGINT, False), (signal.SIGTERM, True)], ids=["idle", "building"]
)
def test_a_signal_ends_it_with_all_that_it_has_started(
    site: Path, tmp_path: Path, number: signal.Signals, hangs: bool
) -> None:
    folder = lay_out(tmp_path, {"own.py": own_plugin(HANG if hangs else "")})
    shutil.copy(site / "pelicanconf.py", folder)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with previewing(folder, tmp_path / "text", TMPDIR=str(temporary)) as preview:
        assert wait_for(lambda: worker_of(preview) > 0)
        worker = worker_of(preview)
        if hangs:
            assert wait_for((folder / "hangs").exists)
        else:
            assert wait_for(lambda: preview.builds() == 1)
            urllib.request.urlopen(f"{preview.url}-preview/events?path=/", timeout=PATIENCE)
        assert preview.stop(number) == 0
        assert not is_running(worker)
        assert [*temporary.iterdir()] == []
        assert "Traceback" not in preview.text


def test_what_is_saved_during_the_first_build_is_built(tmp_path: Path) -> None:
    wait = 'while not Path("go").exists(): time.sleep(0.01)'
    site = lay_out(tmp_path, {"own.py": own_plugin(wait)})
    save(site / "pelicanconf.py", "PLUGINS = [", 'PLUGINS = [\n    "own",')
    with previewing(site, tmp_path / "text") as preview:
        assert wait_for(lambda: worker_of(preview) > 0)
        assert "The site is being built" in preview.fetch()[1]
        time.sleep(0.5)  # the posts are read by now, or the save is in the first build anyway
        save(site / "content/posts/first.md", "The first paragraph", "The altered paragraph")
        (site / "go").touch()
        assert preview.shows("2025/01/first/", "The altered paragraph")


def test_errors_of_the_first_build_are_shown_and_go_away(tmp_path: Path) -> None:
    site = lay_out(tmp_path, {})
    save(site / "pelicanconf.py", "DEFAULT_LANG", "DEFAULT_LNG")
    with previewing(site, tmp_path / "text") as preview:
        assert preview.shows("", "unknown setting DEFAULT_LNG")
        assert preview.fetch()[0] == 503
        save(site / "pelicanconf.py", "DEFAULT_LNG", "DEFAULT_LANG")
        assert preview.shows("", "The first post")


def test_it_opens_the_browser_listens_as_asked_and_leaves_no_process_when_killed(
    site: Path, tmp_path: Path
) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n', encoding="utf-8")
    browser.chmod(0o755)
    host = f"--host={'.'.join('0000')}"
    with previewing(site, tmp_path / "text", "--open", host, BROWSER=str(browser)) as preview:
        assert wait_for(lambda: opened.exists() and opened.read_text() == f"{preview.url}\n")
        assert listens(urlsplit(preview.url).port or 0, ANOTHER)
        assert "everyone in this network can read it, drafts included" in preview.text
        assert wait_for(lambda: worker_of(preview) > 0)
        worker = worker_of(preview)
        preview.process.kill()
        assert wait_for(lambda: not is_running(worker))


def test_a_port_in_use_is_reported(site: Path, capsys: pytest.CaptureFixture[str],
                                   monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(site)
    with socket.socket() as occupied:
        occupied.bind(("127.0.0.1", 0))
        occupied.listen()
        port = occupied.getsockname()[1]
        assert call("serve", "--port", str(port)) == 1
    printed = capsys.readouterr().err
    pattern = rf"cannot use port {port}: .+; choose another, such as --port \d+"
    assert re.fullmatch(pattern, printed.splitlines()[-1])


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "web", "8000.5", "", "²", "9" * 5000])
def test_an_invalid_port_is_a_usage_error(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("serve", f"--port={port}") == 2
    assert "Invalid value for '--port'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "message"),
    [("", "--host is empty"), ("no-such-host.invalid", 'cannot find the host "no-such-host')],
)
def test_an_invalid_host_is_reported(
    site: Path, host: str, message: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(site)
    assert call("serve", "--port=0", f"--host={host}") == 1
    assert capsys.readouterr().err.startswith(message)


def test_without_a_project_it_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("serve", "--port", "0") == 1
    assert capsys.readouterr().err.startswith("pelicanconf.py not found")
