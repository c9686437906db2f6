"""A cache has what was put into it or nothing, also where its file is damaged or foreign."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.cache.store import FILE, Cache
from newsroom.parallel.processes import CAN_FORK, map_in_processes

VALUES = {f"key {number}".encode(): f"value {number} ".encode() * 9 for number in range(40)}
KINDS, KEYS = st.sampled_from(["document", "body", ""]), st.binary(max_size=4)
ADVICE = "this build keeps nothing for the next one\n"


def fill(folder: Path) -> Path:
    """The file of a cache in a folder that has the values of two kinds."""
    with closing(Cache(folder)) as cache:
        cache.put("document", VALUES)
        cache.put("body", {key: value[::-1] for key, value in VALUES.items()})
        cache.commit()
    return folder / FILE


@given(st.lists(st.tuples(KINDS, KEYS, st.binary(max_size=9)), max_size=20), st.sets(KEYS))
def test_a_cache_is_a_dict_for_each_kind(
    puts: list[tuple[str, bytes, bytes]], keys: set[bytes]
) -> None:
    expected: dict[str, dict[bytes, bytes]] = {"document": {}, "body": {}, "": {}}
    with closing(Cache(None)) as cache:
        for kind, key, value in puts:
            cache.put(kind, {key: value})
            expected[kind][key] = value
        cache.keep("body", keys)
        expected["body"] = {key: value for key, value in expected["body"].items() if key in keys}
        for kind, values in expected.items():
            assert cache.get_all(kind) == values
            assert cache.keys(kind) == values.keys()
            assert {key: cache.get(kind, key) for key in values} == values
            assert cache.get(kind, b"another") is None
        cache.clear()
        assert [cache.keys(kind) for kind in expected] == [set(), set(), set()]


def test_only_what_is_committed_is_on_the_disk(tmp_path: Path) -> None:
    with closing(Cache(tmp_path)) as cache:
        cache.put("document", {b"a": b"first"})
        cache.commit()
        cache.put("document", {b"a": b"second", b"b": b"new"})
    with closing(Cache(tmp_path)) as cache:
        assert cache.get_all("document") == {b"a": b"first"}


def test_the_folder_is_private(tmp_path: Path) -> None:
    fill(tmp_path / "cache")
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_value_is_none_and_never_another(tmp_path: Path, data: st.DataObject) -> None:
    file = fill(tmp_path) if not (tmp_path / FILE).exists() else tmp_path / FILE
    intact = file.read_bytes()
    damaged = bytearray(intact)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(100, len(intact) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(intact), len(intact) // 2, 5]))
    file.write_bytes(damaged[:end])
    try:
        with closing(Cache(tmp_path)) as cache:
            for key, value in VALUES.items():
                assert cache.get("document", key) in (None, value)
                assert cache.get("body", key) in (None, value[::-1])
            assert cache.get_all("document").items() <= VALUES.items()
            assert all(isinstance(key, bytes) for key in cache.keys("document"))
    finally:
        file.write_bytes(intact)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept SET key = X'61' WHERE key = X'62'",
        "UPDATE kept SET kind = 'document'",
        "UPDATE kept SET value = 'text'",
        "UPDATE kept SET value = NULL",
        "UPDATE kept SET value = X''",
        "UPDATE kept SET value = substr(value, 2)",
        "UPDATE kept SET value = value || X'00'",
    ],
)
def test_a_value_is_that_of_its_kind_and_key(tmp_path: Path, change: str) -> None:
    with closing(Cache(tmp_path)) as cache:
        cache.put("body", {b"b": b"value"})
        cache.commit()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute(change).rowcount == 1
        connection.commit()
    with closing(Cache(tmp_path)) as cache:
        for kind in ("document", "body"):
            assert [cache.get(kind, key) for key in (b"a", b"b")] == [None, None]
            assert cache.get_all(kind) == {}


def is_a_folder(folder: Path) -> None:
    (folder / FILE).mkdir(parents=True)


def is_a_file(folder: Path) -> None:
    folder.write_bytes(b"")


def is_of_others(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def file_is_of_others(folder: Path) -> None:
    fill(folder).chmod(0o666)


def has_another_table(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("CREATE TABLE kept (name TEXT)")
        connection.commit()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no such modes")
@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (is_a_folder, "unable to open database file"),
        (is_a_file, "File exists"),
        (is_of_others, "other users can write it"),
        (file_is_of_others, "other users can write it"),
        (has_another_table, "table kept has 1 columns but 3 values were supplied"),
    ],
)
def test_a_cache_that_cannot_be_used_is_one_in_memory(
    prepare: Callable[[Path], None],
    reason: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "cache"
    prepare(folder)
    with closing(Cache(folder)) as cache:
        assert cache.get_all("document") == {}
        cache.put("document", {b"lost": b"where the first use fails"})
        for number in (1, 2):
            cache.put("document", {b"a": b"%d" % number})
            cache.keep("document", [b"a"])
            cache.commit()
            assert cache.get_all("document") == {b"a": b"%d" % number}
    (warning,) = capsys.readouterr().err.splitlines(keepends=True)
    assert warning.startswith(f"warning: cannot use the cache {folder}/: ")
    assert reason in warning
    assert warning.endswith(ADVICE)


@pytest.mark.parametrize("garbage", [b"", b"garbage", b"\0" * 9000, b"SQLite format 3\0" * 999])
def test_a_file_that_is_no_cache_is_replaced(
    garbage: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).write_bytes(garbage)
    fill(tmp_path)
    with closing(Cache(tmp_path)) as cache:
        assert cache.get_all("document") == VALUES
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not CAN_FORK, reason="this system makes no copies of processes")
def test_copies_of_a_process_have_connections_of_their_own(tmp_path: Path) -> None:
    fill(tmp_path)
    with closing(Cache(tmp_path)) as cache:
        parent = id(cache._connection)
        cache.put("document", {b"new": b"not committed"})

        def read(key: bytes) -> tuple[bool, bytes | None, bytes | None]:
            is_new = id(cache._connection) != parent
            return is_new, cache.get("document", key), cache.get("document", b"new")

        results = dict(map_in_processes(read, [*VALUES], least=1, processes=3))
        assert [results[n] for n in range(len(VALUES))] == [
            (True, v, None) for v in VALUES.values()
        ]
        assert id(cache._connection) == parent
        cache.commit()
    with closing(Cache(tmp_path)) as cache:
        assert cache.get("document", b"new") == b"not committed"
        assert cache.get_all("document") == VALUES | {b"new": b"not committed"}
