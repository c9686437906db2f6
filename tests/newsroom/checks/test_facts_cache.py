"""Facts that are kept between checks: the same diagnostics, and only changes are read again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.cache.store import FILE, Cache
from newsroom.checks.facts_cache import FACTS, FactsReader, KeptFacts
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.site.page_sources import PageSource
from tests.newsroom.checks.good import NOW, lay_out
from tests.newsroom.checks.rules.test_active_html import BREAKS as ACTIVE
from tests.newsroom.checks.rules.test_feeds import BREAKS as FEEDS
from tests.newsroom.checks.rules.test_json_ld import BREAKS as JSON_LD
from tests.newsroom.checks.test_site import BREAKS

POST = "2025/06/post/index.html"
EDITS = [row[:3] for table in (BREAKS, ACTIVE, FEEDS, JSON_LD) for row in table.values()]


def check(folder: Path, cache: Cache | None = None, *bodies: PageSource) -> list[Diagnostic]:
    return check_built_site(read_built_site(folder, NOW, bodies=bodies, cache=cache))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file, and the other way round where it has been replaced before."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    edited = text.replace(old, new) if old in text else text.replace(new or old, old)
    path.write_text(edited, encoding="utf-8")


@contextmanager
def read_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield a list to which the path of each file is added that is read again."""
    paths: list[str] = []
    read_new = FactsReader.read_new

    def record(reader: FactsReader, path: str) -> KeptFacts:
        paths.append(path)
        return read_new(reader, path)

    with monkeypatch.context() as patch:
        patch.setattr(FactsReader, "read_new", record)
        yield paths


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from(EDITS), max_size=3), min_size=1, max_size=4))
def test_a_check_with_the_cache_is_one_without(steps: list[list[tuple[str, str, str]]]) -> None:
    with TemporaryDirectory() as scratch, closing(Cache(Path(scratch, "cache"))) as cache:
        folder = lay_out(Path(scratch, "output"))
        assert check(folder, cache) == check(folder) == []
        for edits in steps:
            for file, old, new in edits:
                edit(folder, file, old, new)
            assert check(folder, cache) == check(folder)


def test_only_what_has_changed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = lay_out(tmp_path / "output"), Cache(tmp_path / "cache")
    check(folder, cache)
    with read_files(monkeypatch) as paths:
        check(folder, cache)
        assert paths == []
        edit(folder, POST, "there", "here")
        (folder / "index.html").touch()
        check(folder, cache)
        assert paths == [POST]
    assert len(cache.keys(FACTS)) == len(read_built_site(folder).machine_files) + len(
        read_built_site(folder).pages
    )


def test_a_page_is_read_again_when_its_source_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = lay_out(tmp_path / "output"), Cache(tmp_path / "cache")
    source = tmp_path / "post.md"
    body = PageSource(str(source), 1, POST)
    source.write_text("See [there](https://example.com/x#y).")
    assert check(folder, cache, body) == []
    source.write_text("See [there](https://example.com/x#y), now.")
    with read_files(monkeypatch) as paths:
        (diagnostic,) = check(folder, cache, body)
    assert (diagnostic.code, diagnostic.path, paths) == ("body/missing-words", str(source), [POST])
    source.unlink()
    assert check(folder, cache, body) == []


def test_a_damaged_cache_is_a_check_without(tmp_path: Path) -> None:
    folder, cache = lay_out(tmp_path / "output"), Cache(tmp_path / "cache")
    edit(folder, POST, "See", "<pad>")
    expected = check(folder, cache)
    assert expected == check(folder) != []
    with closing(sqlite3.connect(tmp_path / "cache" / FILE)) as connection:
        connection.execute("UPDATE kept SET value = substr(value, 1, length(value) - 1)")
        connection.commit()
    assert check(folder, cache) == check(folder, cache) == expected


def test_other_code_reads_everything_again(tmp_path: Path) -> None:
    folder, cache = lay_out(tmp_path), Cache(None)
    first = FactsReader(folder, {}, cache, version=b"1")
    second = FactsReader(folder, {}, cache, version=b"2")
    assert first.read_all([POST]) == second.read_all([POST])
    assert cache.keys(FACTS) == {second.key(POST, (folder / POST).read_bytes())}
