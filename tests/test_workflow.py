"""The workflow that publishes: what it runs exists, what it may do is little, and it knows when."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsroom.cache import store
from newsroom.commands.application import blog
from tests.conftest import ROOT, MakeSite

FILE = ROOT / ".github" / "workflows" / "publish.yml"
TEXT = FILE.read_text(encoding="utf-8")
WORKFLOW: dict[str, Any] = yaml.load(TEXT, yaml.BaseLoader)  # our own file, as strings
JOBS: dict[str, Any] = WORKFLOW["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]
RUNS = [step["run"] for step in STEPS if "run" in step]


def test_it_runs_on_push_by_hand_and_by_the_clock() -> None:
    assert WORKFLOW["on"].keys() == {"push", "schedule", "workflow_dispatch"}
    assert WORKFLOW["on"]["push"] == {"branches": ["main"]}


def goes(job: str, values: dict[str, str]) -> bool:
    """Whether a job starts, by its condition and what is known of the run."""
    condition = JOBS[job].get("if", "true").removeprefix("${{").removesuffix("}}").strip()
    words = {"&&": " and ", "||": " or ", "!cancelled()": "True"}
    words |= {"!failure()": str("failure" not in values.values())}
    for word, python in words.items():
        condition = condition.replace(word, python)
    for name in sorted(re.findall(r"[a-z]+\.[\w.]+", condition), key=len, reverse=True):
        condition = condition.replace(name, repr(values.get(name, "")))
    return bool(eval(condition, {"__builtins__": {}}))  # our own file


@pytest.mark.parametrize(
    ("event", "branch", "due", "publishes"),
    [
        ("push", "main", "", True),
        ("schedule", "main", "", False),
        ("schedule", "main", "due", True),
        ("workflow_dispatch", "main", "", True),
        ("workflow_dispatch", "draft", "", False),
    ],
)
def test_main_is_published_on_push_by_hand_and_when_something_is_due(
    event: str, branch: str, due: str, publishes: bool
) -> None:
    values = {
        "github.event_name": event,
        "github.ref": f"refs/heads/{branch}",
        "vars.SITEURL": "https://a.example",
    }
    assert goes("due", values) == (event == "schedule")
    values["needs.due.outputs.anything"] = due
    assert (set(JOBS), JOBS["publish"]["needs"]) == ({"due", "publish"}, "due")
    assert goes("publish", values) == publishes
    assert not goes("publish", {**values, "needs.due.result": "failure"})
    (checkout,) = [s for s in JOBS["publish"]["steps"] if "checkout" in s.get("uses", "")]
    assert checkout["with"]["ref"] == "${{ github.sha }}"


def test_a_site_is_published_by_publish_and_check_and_waits_for_no_test() -> None:
    commands = [step["run"] for step in JOBS["publish"]["steps"] if "run" in step]
    assert commands[1:3] == ["python3 blog.py publish", "python3 blog.py check"]
    assert commands[3].startswith("python3 blog.py deploy github --yes ")  # nobody can be asked
    assert len(commands) == 4
    assert not re.search(r"\.ci/run|make (test|lint)\b", " ".join(RUNS))


def test_what_builds_keep_is_restored_before_the_site_is_published() -> None:
    steps = JOBS["publish"]["steps"]
    (cache,) = [step for step in steps if "actions/cache@" in step.get("uses", "")]
    names = (store.FILE, *store.FOLDERS_OF_FILES)
    assert cache["with"]["path"].split() == [(store.FOLDER / name).as_posix() for name in names]
    assert cache["with"]["key"].startswith(cache["with"]["restore-keys"])
    (publish,) = [step for step in steps if step.get("run", "").endswith("blog.py publish")]
    assert steps.index(cache) < steps.index(publish)


def test_pull_requests_and_pushes_are_tested_without_secrets() -> None:
    text = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)  # our own file, as strings
    assert workflow["on"] == {"pull_request": "", "push": {"branches": ["main"]}}
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    assert not re.search(r"secrets\.|vars\.|github\.token|pull_request_target", text)
    steps = {re.sub(r"@.*", "", s.get("uses", "")) or s["run"]: s for s in job["steps"]}
    assert list(steps) == ["actions/checkout", "actions/setup-python", ".ci/run"]
    ours = {step["uses"] for step in STEPS if "uses" in step}
    assert {step["uses"] for step in job["steps"][:2]} <= ours
    assert steps["actions/checkout"]["with"] == {"persist-credentials": "false"}


def test_the_nightly_run_reads_alone_and_starts_a_program_that_exists() -> None:
    text = (ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)  # our own file, as strings
    assert workflow["on"].keys() == {"schedule", "workflow_dispatch"}
    assert workflow["permissions"] == {"contents": "read"}
    assert not re.search(r"secrets\.|vars\.|github\.token", text)
    (job,) = workflow["jobs"].values()
    checkout, python, program = job["steps"]
    assert checkout["with"] == {"persist-credentials": "false"}
    assert {checkout["uses"], python["uses"]} <= {step.get("uses") for step in STEPS}
    module = program["run"].removeprefix("python3 blog.py --dev -m ")
    assert find_spec(module)


@pytest.mark.parametrize(("newest", "status"), [("abc", 0), ("def", 1), ("", 1)])
def test_an_old_commit_is_not_brought_back(tmp_path: Path, newest: str, status: int) -> None:
    (tmp_path / "gh").write_text(f"#!/bin/sh\necho {newest}\n", encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (step,) = [s for s in JOBS["publish"]["steps"] if s.get("id") == "newest"]
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_SHA": "abc", "GITHUB_REPOSITORY": "a/b"},
        check=False,
    )
    assert done.returncode == status


def test_every_command_is_there() -> None:
    names = {name for run in RUNS for name in re.findall(r"blog\.py (\w[\w-]*)", run)}
    assert names == {"next-change", "publish", "check", "deploy"}
    assert names <= blog.commands.keys()
    for run in RUNS:
        assert subprocess.run(["bash", "-n", "-c", run], check=False).returncode == 0


def test_each_job_may_do_no_more_than_it_has_to() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "due": {"contents": "read", "actions": "read"},
        "publish": {"contents": "write"},
    }
    assert JOBS["publish"]["concurrency"] == {"group": "publish"}


def test_actions_of_others_are_pinned_and_keep_no_token() -> None:
    used = [step for step in STEPS if "uses" in step]
    assert used
    for step in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
        if "checkout" in step["uses"]:
            assert step["with"]["persist-credentials"] == "false"


def test_variables_of_the_repository_are_documented() -> None:
    page = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    names = set(re.findall(r"\b(?:secrets|vars)\.(\w+)", TEXT))
    assert names == {"SITEURL"}
    assert all(f"`{name}`" in page for name in names)
    assert "publish.yml" in page


POST = """---
title: Late
date: 2025-12-30 09:00 +00:00
authors: [Ada Writer]
category: News
---
Text.
"""


@pytest.mark.parametrize(
    ("last", "content", "status", "output"),
    [
        ("", POST, 0, "anything=due\n"),
        ("2025-12-30T08:59:00Z", POST, 0, "anything=due\n"),
        ("2025-12-30T09:01:00Z", POST, 0, ""),
        ("2025-12-30T08:59:00Z", "no head", 2, ""),
    ],
    ids=["never-published", "due", "nothing-due", "error"],
)
def test_it_publishes_by_the_clock_only_what_has_come_due(
    make_site: MakeSite, last: str, content: str, status: int, output: str
) -> None:
    site = make_site({"content/posts/late.md": content})
    programs = {
        "bin/gh": f'echo "{last}"',
        "bin/python3": f'shift; exec "{sys.executable}" -m newsroom "$@"',
    }
    for name, words in programs.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        (site / name).chmod(0o755)
    (look,) = [step["run"] for step in JOBS["due"]["steps"] if step.get("id") == "look"]
    outputs = site / "outputs"
    outputs.touch()
    done = subprocess.run(
        ["bash", "-e", "-c", look],
        cwd=site,
        env={
            **os.environ,
            "PATH": f"{site / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_REF_NAME": "main",
            "SITEURL": "https://example.org",
        },
        check=False,
    )
    assert (done.returncode, outputs.read_text(encoding="utf-8")) == (status, output)
