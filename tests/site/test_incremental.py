"""A build that does only what changed equals a clean one, byte for byte."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.chains.chain import (
    Chain,
    ChainError,
    Step,
    describe_difference,
    parse_chain,
    steps,
)
from tests.chains.project import BuildResult, Conditions
from tests.chains.resident import ResidentChain, resident_steps

# One after another, on one site: what lists, feeds, related posts and pages of terms depend on.
CHAIN = """
nothing 0 0, body 5 1, title 9 3, tags 7 1, slug 2 0, touch_all 1 1, time 1 0, keep_time 3 4,
correction 1 0, entities 0 0, output_changed 3 3, edition 0 1, image_file 3 9, cache_damaged 0 9,
part 9 4, words 0 1, read_more 0 1, new 3 4, delete 2 1, setting 2 0, killed 1 9,
production 0 0, break 4 1, restore 0 0, preview 0 0, status 8 1, read_more 0 2, time 0 0,
nothing 0 0
"""


def test_a_chain_of_edits_builds_what_clean_builds_do(tmp_path: Path) -> None:
    Chain(tmp_path).run(parse_chain(CHAIN))


@given(st.lists(steps(), max_size=9))
@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_drawn_chains_build_what_clean_builds_do(chain: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        Chain(Path(folder)).run(chain)


# The same with the builds of a live preview; what is only edited text needs no other plugin.
PREVIEW_CHAIN = """
body 5 1, title 9 4, body 7 1, rested 1 0, tags 7 2, break 4 2, css 1 1, words 4 2,
ended_while_building 3 14
"""


def test_a_chain_of_saves_is_previewed_as_clean_builds_are(tmp_path: Path) -> None:
    with ResidentChain(tmp_path) as chain:
        chain.run(parse_chain(PREVIEW_CHAIN))


@given(st.lists(resident_steps(), max_size=5))
@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_drawn_saves_are_previewed_as_clean_builds_are(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, ResidentChain(Path(folder)) as chain:
        chain.run(steps)


FILE, FOLDER = 0o100644, 0o040755


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a": (FILE, b"1\n2\n")}, ""),
        ({}, "a: missing"),
        ({"a": (FILE, b"1\n2\n"), "b": (FOLDER, b"")}, "b: should not exist"),
        ({"a": (FILE, b"1\n3\n")}, "-2\n+3"),
        ({"a": (FILE | 0o11, b"1\n2\n")}, "a: mode 100655 instead of 100644"),
    ],
)
def test_a_difference_is_described(files: dict[str, tuple[int, bytes]], words: str) -> None:
    difference = describe_difference(files, {"a": (FILE, b"1\n2\n")})
    assert words in difference
    assert bool(difference) == bool(words)


def test_a_build_that_misses_an_edit_is_reported_with_its_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = Chain(tmp_path)
    files = chain.good[2]

    def build_nothing(folder: Path, conditions: Conditions) -> BuildResult:
        return BuildResult(0, chain.clean_build().printed, files)

    monkeypatch.setattr("tests.chains.chain.build_project", build_nothing)
    chain.run(parse_chain("nothing 0 0"))
    with pytest.raises(ChainError, match=r"\[title 1 1\] content/posts/.*: title is now"):
        chain.run(parse_chain("title 1 1"))


def test_a_preview_that_misses_an_edit_is_reported_with_its_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ResidentChain(tmp_path) as chain:
        another = chain.project.name(chain.project.posts()[0])
        states = {**chain.states, another: (1,)}
        monkeypatch.setattr("tests.chains.resident.source_states", lambda _: states)
        with pytest.raises(ChainError, match=r'--resident --chain "title 1 2"\n.*: title is now'):
            chain.run(parse_chain("title 1 2"))
