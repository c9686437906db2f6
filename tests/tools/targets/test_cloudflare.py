"""Deploying to Cloudflare Pages, up to the command that is run."""

from pathlib import Path

import pytest

from tests.built import version
from tests.tools.conftest import Project
from tests.tools.targets.programs import Program


def test_the_program_is_handed_the_site_without_its_manifest(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program("wrangler", tmp_path / "bin", monkeypatch)
    project.set('DEPLOY["cloudflare"] = {"project": "my-site", "branch": "live"}')
    project.build(version(0))
    for said in ("files sent", "nothing changed"):
        done = project.run("cloudflare")
        assert (done.status, said in done.out) == (0, True)
    where = ["--project-name", "my-site", "--branch", "live", "--commit-dirty=true"]
    assert program.calls == [(["pages", "deploy", "FOLDER", *where], sorted(version(0)))]


def test_what_is_missing_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    project.build(version(0))
    assert project.run("cloudflare", "--dest", "x").err == (
        "cloudflare needs its program wrangler; get it with: npm install -g wrangler\n"
    )
    assert project.run("cloudflare").err == (
        'DEPLOY["cloudflare"]["project"] names no project; set it in pelicanconf.py\n'
    )
