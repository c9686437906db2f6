"""The command `pelican` builds the site that `python3 blog.py build` builds."""

import os
import subprocess
import sys
from pathlib import Path

from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from tests.conftest import AT_NOW, ROOT, MakeSite, build_here


def pelican(site: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in the folder of a site."""
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out"]
    environment = {**os.environ, **AT_NOW, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=site, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file()
    }


def test_the_command_pelican_builds_the_same_site(make_site: MakeSite) -> None:
    site = make_site()
    done = pelican(site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(site / "out") == contents(build_here())


def test_an_error_ends_the_command_pelican_before_it_writes(make_site: MakeSite) -> None:
    site = make_site({"content/posts/wrong.md": "No front matter.\n"})
    done = pelican(site)
    assert done.returncode == 1
    assert "content/posts/wrong.md:1" in done.stdout + done.stderr
    assert not (site / "out").exists()


def test_pelican_can_run_again_in_one_process(make_site: MakeSite) -> None:
    site = make_site()
    instance = SitePelican(read_settings_file("pelicanconf.py", site / "out"))
    instance.run()
    first = contents(site / "out")
    instance.run()
    assert contents(site / "out") == first
