"""Deploying to Cloudflare Pages, up to the command that is run."""

from pathlib import Path

import pytest

from tests.built import version
from tests.newsroom.conftest import Project
from tests.newsroom.deploy.programs import Program
from tests.newsroom.deploy.test_netlify import RULES, staged


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
    assert program.calls == [(["pages", "deploy", "FOLDER", *where], staged(version(0)))]


def test_rules_have_the_form_of_the_host(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program("wrangler", tmp_path / "bin", monkeypatch)
    more = b"/blog/a /blog/b\n/blog/c /blog/d 302!\n/blog/e /blog/f 301 Country=de\n"
    project.build(RULES | {"_redirects": RULES["_redirects"] + more})
    assert project.run("cloudflare", "--dest", "x").err == (
        "output/_redirects:4: warning: Cloudflare Pages ignores lines with a query or a condition "
        "(Country=de); remove it [hosting/unsupported-redirect]\n"
    )
    assert (program.staged / "_redirects").read_text(encoding="utf-8").splitlines() == [
        "/ /blog/ 302",
        "/blog/a /blog/b 301",
        "/blog/c /blog/d 302",
        "/blog/old/ /blog/new/ 301",
    ]
    assert (program.staged / "blog/old/index.html").read_bytes() == b"moved"


def test_what_is_missing_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    project.build(version(0))
    assert project.run("cloudflare", "--dest", "x").err == (
        "cloudflare needs its program wrangler; get it with: npm install -g wrangler\n"
    )
    assert project.run("cloudflare").err == (
        'DEPLOY["cloudflare"]["project"] names no project; set it in pelicanconf.py\n'
    )
