"""The manifest: what it holds, and that nothing else is deployed."""

import json

from newsroom.output.manifest import (
    MANIFEST,
    file_paths,
)
from tests.conftest import MakeSite, run


def test_only_a_production_build_writes_one(make_site: MakeSite) -> None:
    folder = make_site()
    environment = {"SITEURL": "https://example.org/blog"}
    assert run("build", folder=folder).returncode == 0
    done = run("deploy", "folder", "--dest", "../live", folder=folder)
    assert done.returncode == 1
    assert done.stderr == "output/ is not a production build; run `python3 blog.py publish` first\n"
    assert run("build", "--production", folder=folder, environment=environment).returncode == 0
    manifest = json.loads((folder / "output" / MANIFEST).read_bytes())
    assert manifest["site"] == "https://example.org/blog"
    assert sorted(manifest["files"]) == sorted(file_paths(folder / "output"))
    live = folder.parent / f"{folder.name}-live"
    assert run("deploy", "folder", "--dest", str(live), folder=folder).returncode == 0
    assert sorted(file_paths(live / "current")) == sorted(manifest["files"])
