"""Builds that are killed, run beside each other, or cannot write: never a wrong page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chains.chain import Chain, without_cache
from tests.chains.post_edits import add_to_body
from tests.chains.processes import LIMIT_FILES, OBEY_MODES, finish, kill_build, start_build
from tests.chains.project import CACHE, snapshot
from tests.chains.site_edits import edit_part
from tests.chains.tampering import files_below, remove_cache
from tests.preview import previewing


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    """A site that is built, and that each test leaves so."""
    return Chain(tmp_path_factory.mktemp("chain"))


def build_under_limit(chain: Chain, limit: str) -> int:
    """Build in a process with a limit; it succeeds, or fails in a sentence and changes nothing.

    The site is right after it, as far as the next build decides. Gives the exit status.
    """
    clean, before = chain.clean_build(), snapshot(chain.project.output)
    status, printed = finish(start_build(chain.project.folder, chain.project.conditions, limit))
    assert "Traceback" not in printed
    if status == 0:
        assert without_cache(printed) == clean.printed
    assert snapshot(chain.project.output) == (before if status else clean.files)
    return status


@pytest.mark.parametrize("seconds", [0.3, 0.5, 0.8])
def test_a_killed_build_leaves_a_whole_site_and_no_process(chain: Chain, seconds: float) -> None:
    project = chain.project
    before = snapshot(project.output)
    edit_part(project, 1, 1)
    assert kill_build(project.folder, project.conditions, seconds)
    assert snapshot(project.output) in (before, chain.clean_build().files)
    chain.judge()


@pytest.mark.parametrize("edit", [add_to_body, remove_cache])
def test_builds_at_the_same_time_build_the_site_or_say_why_not(
    chain: Chain, edit: Callable[..., str]
) -> None:
    project = chain.project
    edit(project, 1, 0)
    builds = [start_build(project.folder, project.conditions) for _ in range(2)]
    results = [finish(build) for build in builds]
    assert 0 in {status for status, _ in results}
    for status, printed in results:
        assert status in {0, 1}
        assert "Traceback" not in printed
    assert snapshot(project.output) == chain.clean_build().files
    chain.judge()


def test_a_build_beside_a_preview_builds_the_site(chain: Chain, tmp_path: Path) -> None:
    with previewing(chain.project.folder, tmp_path / "printed"):
        for number in range(3):
            add_to_body(chain.project, number, number)
            chain.judge()


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o500, 0o400), (0o700, 0o000), (0, 0)])
def test_a_cache_that_cannot_be_written_or_read_is_a_clean_build(
    chain: Chain, folder_mode: int, file_mode: int
) -> None:
    cache = chain.project.folder / CACHE
    for file in files_below(cache):
        file.chmod(file_mode)
    if cache.exists():
        cache.chmod(folder_mode)
    add_to_body(chain.project, 1, 1)
    assert build_under_limit(chain, OBEY_MODES) == 0
    if cache.exists():
        cache.chmod(0o700)
    chain.judge()


@pytest.mark.parametrize(
    ("edit", "size"),
    [(add_to_body, 0), (add_to_body, 60_000), (remove_cache, 5_000), (remove_cache, 300_000)],
)
def test_a_full_disk_changes_nothing_or_costs_the_cache(
    chain: Chain, edit: Callable[..., str], size: int
) -> None:
    edit(chain.project, 1, 0)
    build_under_limit(chain, LIMIT_FILES.format(size=size))
    chain.judge()
