"""Deploying to Netlify and Cloudflare Pages, up to the command that is run."""

from collections.abc import Collection
from pathlib import Path

import pytest

from newsroom.deploy.plan import Changes
from newsroom.deploy.state import hold_lock, records_of
from newsroom.output.manifest import read_manifest
from tests.built import read_files, version, write_site
from tests.newsroom.conftest import Project
from tests.newsroom.deploy.programs import Program

TO = ("netlify", "--dest", "my-site")
WORDS = ["deploy", "--prod", "--no-build", "--dir", "FOLDER", "--site", "my-site"]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program `netlify`."""
    return Program("netlify", tmp_path / "bin", monkeypatch)


def test_the_program_gets_the_site_without_its_manifest(project: Project, program: Program) -> None:
    for number in (0, 0, 1):
        project.build(version(number))
        assert project.run(*TO).status == 0
    assert program.calls == [(WORDS, staged(version(number))) for number in (0, 1)]
    assert [path.name for path in project.folder.glob(".output-*")] == []


def staged(files: Collection[str]) -> list[str]:
    """The paths under which the files of a site at /blog are handed over."""
    below = (f"blog/{path}" for path in files if path not in ("_headers", "_redirects"))
    on_top = {"404.html", "llms.txt", "robots.txt"} & {*files}
    return sorted([*below, *on_top, "_headers", "_redirects"])


RULES = {
    "index.html": b"1",
    "404.html": b"missing",
    "robots.txt": b"robots",
    "old/index.html": b"moved",
    "_headers": b"/blog/*\n  X-A: 1\n",
    "_redirects": b"/blog/old/ /blog/new/ 301\n",
}


def test_a_site_below_a_path_is_handed_over_below_it(project: Project, program: Program) -> None:
    project.build(RULES)
    assert project.run(*TO).status == 0
    assert read_files(program.staged) == {
        "blog/index.html": b"1",
        "blog/404.html": b"missing",
        "blog/robots.txt": b"robots",
        "blog/old/index.html": b"moved",
        "404.html": b"missing",
        "robots.txt": b"robots",
        "_headers": b"/blog/*\n  X-A: 1\n",
        "_redirects": b"/ /blog/ 302!\n/blog/old/ /blog/new/ 301!\n",
    }
    assert read_files(project.folder / "output").items() >= RULES.items()


def test_a_site_at_the_root_is_handed_over_as_it_is(project: Project, program: Program) -> None:
    write_site(project.folder / "output", RULES, "https://example.org")
    assert project.run(*TO).status == 0
    assert read_files(program.staged) == RULES | {"_redirects": b"/blog/old/ /blog/new/ 301!\n"}


def test_rules_in_another_form_than_the_last_are_sent(project: Project, program: Program) -> None:
    """As after an upgrade, when earlier deployments sent the files of rules as they were built."""
    project.build(RULES)
    assert project.run(*TO).status == 0
    digests = read_manifest(project.folder / "output").files
    records_of("netlify", "my-site").write("sent", digests)
    done = project.run(*TO)
    assert "  changed  https://example.org/blog/_redirects" in done.out
    assert len(program.calls) == 2
    assert "nothing changed" in project.run(*TO).out


def test_rules_that_the_host_does_not_read_are_named(project: Project, program: Program) -> None:
    project.build(RULES | {"_redirects": b"/blog/a /blog/b\n/blog/c\n", "_headers": b"/*\n  X:\n"})
    empty = 'header "X" of "/*" has no value; add one or remove the line'
    for words in ((*TO, "--dry-run"), TO):
        assert project.run(*words).err.splitlines() == [
            f"output/_headers:1: warning: {empty} [hosting/unsupported-header]",
            "output/_redirects:2: warning: missing or invalid target; write `/old /new 301` "
            "[hosting/unsupported-redirect]",
        ]
    assert len(program.calls) == 1


def test_a_dry_run_lists_what_changed_since_the_last_from_here(
    project: Project, program: Program
) -> None:
    project.build({"index.html": b"1", "gone.html": b"2"})
    project.run(*TO)
    project.build({"index.html": b"3", "new.html": b"4"})
    assert project.run(*TO, "--dry-run").out.splitlines() == [
        "netlify: 2 files to send, 1 to remove",
        "  added    https://example.org/blog/new.html",
        "  changed  https://example.org/blog/",
        "  removed  https://example.org/blog/gone.html",
        "dry run: no files sent",
    ]
    assert len(program.calls) == 1


def test_a_failure_is_reported_without_secrets_and_tried_again(
    project: Project, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.build(version(0))
    monkeypatch.setenv("FAIL", "not logged in with")
    done = project.run(*TO)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("netlify, my-site: Error: not logged in with …; no live page")
    monkeypatch.delenv("FAIL")
    assert project.run(*TO).status == 0
    assert len(program.calls) == 2


def test_a_file_that_changes_during_the_deployment_is_not_handed_over(
    project: Project, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = project.build(version(0))

    def summary(_: Changes) -> str:
        (output / "index.html").write_bytes(b"changed")
        return "meanwhile"

    monkeypatch.setattr("newsroom.deploy.deployment.summary", summary)
    done = project.run(*TO)
    assert (done.status, program.calls) == (1, [])
    assert "index.html changed while it was deployed; run this again" in done.err


def test_a_missing_program_or_site_is_an_error(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    project.build(version(0))
    assert project.run(*TO).err == (
        "netlify needs the program netlify; run `npm install -g netlify-cli`\n"
    )
    assert project.run("netlify").err == (
        'missing DEPLOY["netlify"]["site"]; set it in pelicanconf.py\n'
    )


def test_each_site_has_a_record_of_its_own(project: Project, program: Program) -> None:
    project.build(version(0))
    for name in ("one", "two", "one"):
        assert project.run("netlify", "--dest", name).status == 0
    assert [words[-1] for words, _ in program.calls] == ["one", "two"]


@pytest.mark.parametrize("text", ["[]", "null", '{"a": 1}', "{", "\udcff", "[" * 100_000])
def test_a_record_that_cannot_be_read_counts_as_missing(
    project: Project, program: Program, text: str
) -> None:
    project.build(version(0))
    project.run(*TO)
    (record,) = project.folder.glob(".deployed/*/sent.json")
    record.write_bytes(text.encode(errors="surrogateescape"))
    done = project.run(*TO)
    file = record.relative_to(project.folder)
    assert (done.status, done.err) == (
        0,
        f"warning: {file} cannot be read; continuing without it\n",
    )
    assert "notifications skipped: no record of the previous deployment" in done.out
    assert len(program.calls) == 2


def test_one_deployment_at_a_time(project: Project, program: Program) -> None:
    project.build(version(0))
    with hold_lock(records_of("netlify", "my-site").lock, "my-site"):
        done = project.run(*TO)
    assert (done.status, done.out, program.calls) == (1, "", [])
    assert done.err == "another deployment to my-site is running; wait for it to end\n"


def test_wrangler_gets_the_site_without_its_manifest(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program("wrangler", tmp_path / "bin", monkeypatch)
    project.set('DEPLOY["cloudflare"] = {"project": "my-site", "branch": "live"}')
    project.build(version(0))
    for message in ("files sent", "nothing changed"):
        done = project.run("cloudflare")
        assert (done.status, message in done.out) == (0, True)
    where = ["--project-name", "my-site", "--branch", "live", "--commit-dirty=true"]
    assert program.calls == [(["pages", "deploy", "FOLDER", *where], staged(version(0)))]


def test_wrangler_gets_the_rules_in_the_form_of_cloudflare(
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


def test_a_missing_wrangler_or_project_is_an_error(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    project.build(version(0))
    assert project.run("cloudflare", "--dest", "x").err == (
        "cloudflare needs the program wrangler; run `npm install -g wrangler`\n"
    )
    assert project.run("cloudflare").err == (
        'missing DEPLOY["cloudflare"]["project"]; set it in pelicanconf.py\n'
    )


def test_settings_can_make_an_ignored_rule_an_error(project: Project, program: Program) -> None:
    project.set('DIAGNOSTICS["hosting/unsupported-redirect"] = "error"')
    project.build(RULES | {"_redirects": b"/blog/a\n"})
    done = project.run(*TO)
    assert (done.status, done.out, program.calls) == (1, "", [])
    assert done.err == (
        "output/_redirects:1: error: missing or invalid target; write `/old /new 301` "
        "[hosting/unsupported-redirect]\n"
    )
