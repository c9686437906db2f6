"""Indexes that earlier builds have made: when they are used, and what is never half there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.search import index_store
from newsroom.search.index_files import IndexFiles
from newsroom.search.index_store import INDEXES, IndexStore, read_index_file

INDEX = IndexFiles({"fragment/a.pf_fragment": b"a", "pagefind.1.js": b"js"}, "pagefind.1.js", "{}")


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Have no index in memory, as in another process."""
    index_store._memory.clear()
    yield
    index_store._memory.clear()


def fail() -> IndexFiles:
    """Make no index."""
    raise AssertionError("an index is made again")


def another(number: int) -> IndexFiles:
    """An index that shares its script with the others."""
    return IndexFiles({**INDEX.files, f"index/{number}": b"x"}, INDEX.script, str(number))


def test_an_index_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    stored = IndexStore(folder).get("1", lambda: INDEX)
    assert (stored.script, stored.entry, stored.paths) == (
        INDEX.script,
        INDEX.entry,
        (*INDEX.files,),
    )
    index_store._memory.clear()
    assert IndexStore(folder).get("1", fail) == stored
    assert {path: read_index_file(folder, path) for path in stored.paths} == INDEX.files


@pytest.mark.parametrize("damage", ["missing", "short", "no list", "other list"])
def test_an_index_that_is_not_whole_is_made_again(tmp_path: Path, damage: str) -> None:
    store = IndexStore(tmp_path)
    stored = store.get("1", lambda: INDEX)
    index_store._memory.clear()
    file, names = tmp_path / "fragment-a.pf_fragment", tmp_path / "1.index.json"
    if damage == "missing":
        file.unlink()
    elif damage == "short":
        file.write_bytes(b"")
    elif damage == "no list":  # a process was killed before the list was written
        names.unlink()
    else:
        names.write_text("[]", encoding="utf-8")
    assert store.get("1", lambda: INDEX) == stored
    index_store._memory.clear()
    assert read_index_file(tmp_path, "fragment/a.pf_fragment") == b"a"


def test_a_damaged_file_is_an_error_once(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    store.get("1", lambda: INDEX)
    index_store._memory.clear()
    file = tmp_path / "fragment-a.pf_fragment"
    file.write_bytes(b"x" * file.stat().st_size)
    with pytest.raises(UserError, match="damaged in the cache; build again"):
        read_index_file(tmp_path, "fragment/a.pf_fragment")
    store.get("1", lambda: INDEX)
    assert read_index_file(tmp_path, "fragment/a.pf_fragment") == b"a"


def test_the_last_indexes_are_kept_and_files_that_several_have(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    for number in range(INDEXES + 2):
        store.get(str(number), lambda: another(number))  # noqa: B023
        os.utime(tmp_path / f"{number}.index.json", (number, number))
    store.get("last", lambda: another(99))
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        "3.index.json", "4.index.json", "last.index.json", "index-3", "index-4", "index-99",
        "fragment-a.pf_fragment", "pagefind.1.js",
    }  # fmt: skip
    index_store._memory.clear()
    assert store.get("4", fail).entry == "4"


def test_a_folder_that_cannot_be_written_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder = tmp_path / "file" / "search"
    stored = IndexStore(folder).get("1", lambda: INDEX)
    assert read_index_file(folder, stored.script) == b"js"
    assert "warning: cannot use the cache" in capsys.readouterr().err


def test_without_a_folder_an_index_is_in_memory() -> None:
    stored = IndexStore(None).get("1", lambda: INDEX)
    assert read_index_file(None, stored.script) == b"js"
