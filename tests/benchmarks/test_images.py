"""Photographs that are drawn, and the comparison of what makes variants of them."""

import io
from pathlib import Path

import pytest
from PIL import Image

from benchmarks import images
from benchmarks.image_variants import main as make_variants
from benchmarks.images import TOOLS, find_tools, machine, measure
from benchmarks.photographs import photograph, write_photographs

SIZE = (240, 180)


def test_photographs_differ_and_have_their_size(tmp_path: Path) -> None:
    write_photographs(tmp_path, 5, SIZE)
    files = sorted(tmp_path.iterdir())
    assert len({path.read_bytes() for path in files}) == 5
    assert files[2].read_bytes() == photograph(2, SIZE)
    with Image.open(io.BytesIO(photograph(2, SIZE))) as image:
        assert (image.size, image.format) == (SIZE, "JPEG")


def test_a_second_run_makes_no_variants(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photographs").mkdir()
    write_photographs(tmp_path / "photographs", 2, SIZE)
    arguments = (str(tmp_path / "photographs"), str(tmp_path / "cache"), "60", "120")
    for text in ("12 of 12 made, ", "0 of 12 made, "):
        assert make_variants(*arguments) == 0
        assert capsys.readouterr().out.startswith(text)


def test_runs_are_measured_from_nothing_and_when_all_exists(tmp_path: Path) -> None:
    (tmp_path / "photographs").mkdir()
    write_photographs(tmp_path / "photographs", 2, SIZE)
    figures = measure(find_tools(["ours"]), tmp_path / "photographs", tmp_path, 1, 60)
    tool = figures.tools["ours"]
    assert {case: len(runs) for case, runs in tool.runs.items()} == {"cold": 1, "unchanged": 1}
    assert tool.files == 2 * 3  # a width: smaller ones are not enlarged
    assert figures.title == "2 photographs of 12 megapixels"


def test_a_missing_tool_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(images, "INSTALLED", tmp_path)
    assert [*find_tools([*TOOLS])] == ["ours"]
    assert capsys.readouterr().err.startswith("eleventy-img is missing; install Node.js")


def test_the_machine_is_named() -> None:
    assert machine(3).startswith("Medians of 3 rounds, ")
