"""Documents that are kept are those that a parser would make, and are made once."""

import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cache.stamp import State
from newsroom.cache.store import Cache
from newsroom.content import document_cache as module
from newsroom.content.document import Document, DocumentParser
from newsroom.content.document_cache import (
    BODIES,
    HEADS,
    CachedReader,
    body_key,
)
from newsroom.content.source_reader import SourceFile, SourceReader
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from tests.interface import VOCABULARY
from tests.model import make_settings

HEAD = "---\ntitle: A Title\ndate: 2025-11-20 09:00\nauthors: [Ada Writer]\ncategory: News\n---\n"
POST = SourceFile("posts/2025-11-20-a-post.md", "post")
OTHER = SourceFile("posts/2025-11-20-other.md", "post")
PAGE, PROFILE = SourceFile("pages/about.md", "page"), SourceFile("authors/ada.md", "profile")
SOURCES = (POST, OTHER, PAGE, PROFILE)
SIZES = st.dictionaries(st.text(max_size=3), st.none() | st.tuples(st.integers(), st.integers()))
OPTIONS = {"extensions": [], "extension_configs": {}, "output_format": "html"}


@dataclass
class Project:
    """A cache, and the files and images of several builds."""

    cache: Cache = field(default_factory=lambda: Cache(None))
    files: dict[str, bytes] = field(default_factory=dict)
    sizes: dict[str, tuple[int, int]] = field(default_factory=lambda: {"posts/a.png": (300, 200)})

    saved: int = 1
    """When all files were saved, in nanoseconds."""
    read: list[str] = field(default_factory=list)

    def read_bytes(self, path: str) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(2, "No such file or directory", path)
        self.read.append(path)
        return self.files[path]

    def state(self, path: str) -> State | None:
        data = self.files.get(path, b"")
        return len(data), self.saved, self.saved, crc32(data)

    def reader(self) -> SourceReader:
        parser = DocumentParser(
            make_settings(),
            OPTIONS,
            "content",
            lambda *_: "a",
            self.sizes.get,
            vocabulary=VOCABULARY,
        )
        return SourceReader("content", parser, self.read_bytes, self.state)

    def cached(self, version: bytes = b"version") -> CachedReader:
        return CachedReader(self.reader(), self.cache, version)

    def parsed(self, version: bytes = b"version") -> list[str]:
        """The sources that a build parses; the documents of all are those of a parser."""
        reader = self.cached(version)
        results, expected = reader.parse_all(SOURCES), self.reader().parse_all(SOURCES)
        assert [*map(visible_parts, results)] == [*map(visible_parts, expected)]
        assert self.cache.keys(HEADS) == reader.keys
        assert self.cache.keys(BODIES) == reader.sources.keys()
        return reader.parsed


def visible_parts(result: Document | Diagnostic) -> tuple[object, ...]:
    """What readers see of a document."""
    if isinstance(result, Diagnostic):
        return (result,)
    body = result.body
    return result.path, result.front_matter, body.html({}), body.text, body.urls, result.outline


@pytest.fixture
def project() -> Project:
    """A project whose sources a build has parsed and kept."""
    project = Project()
    for source in SOURCES:
        text = f"{HEAD}Text of {source.path} with [a link](other.md).\n\n![An image](a.png)\n"
        project.files[source.path] = text.encode()
    assert project.parsed() == [source.path for source in SOURCES]
    return project


def test_what_is_kept_is_not_parsed_again(project: Project) -> None:
    assert project.parsed() == []
    assert project.parsed() == []


def test_what_has_its_state_is_not_read_again(project: Project) -> None:
    project.read.clear()
    project.cached().parse_all(SOURCES)
    assert project.read == []
    project.files[POST.path] = HEAD.encode()
    project.cached().parse_all(SOURCES)
    assert {*project.read} == {POST.path}


def test_a_file_that_was_just_saved_is_read_again(project: Project) -> None:
    project.saved = time.time_ns()
    project.cached().parse_all(SOURCES)
    project.files[POST.path] = project.files[POST.path].replace(b"Text", b"Word")
    project.state = lambda path: (1, project.saved, project.saved, 1)  # type: ignore[method-assign]
    assert project.parsed() == [POST.path]


CHANGES: dict[str, tuple[Callable[[Project], object], list[str]]] = {
    "bytes": (lambda project: project.files.update({POST.path: HEAD.encode()}), [POST.path]),
    "a file that is gone": (lambda project: project.files.pop(POST.path), []),
    "two files exchanged": (
        lambda project: project.files.update(
            {POST.path: project.files[OTHER.path], OTHER.path: project.files[POST.path]}
        ),
        [POST.path, OTHER.path],
    ),
    "an image of posts": (
        lambda project: project.sizes.update({"posts/a.png": (1, 1)}),
        [POST.path, OTHER.path],
    ),
    "an image that is gone": (lambda project: project.sizes.clear(), [POST.path, OTHER.path]),
    "a new image": (lambda project: project.sizes.update({"pages/a.png": (1, 1)}), [PAGE.path]),
    "an image that none shows": (lambda project: project.sizes.update({"b.png": (1, 1)}), []),
    "a lost head": (lambda project: project.cache.keep(HEADS, []), [s.path for s in SOURCES]),
    "lost bodies": (lambda project: project.cache.keep(BODIES, []), []),
    "damaged heads": (
        lambda project: project.cache._connection.execute("UPDATE kept SET value = X'00'"),
        [s.path for s in SOURCES],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_exactly_what_has_changed_is_parsed(project: Project, name: str) -> None:
    change, expected = CHANGES[name]
    change(project)
    if name == "lost bodies":  # they are made where they are needed, and not kept
        reader = project.cached()
        documents = reader.parse_all(SOURCES)
        assert [*map(visible_parts, documents)] == [
            *map(visible_parts, project.reader().parse_all(SOURCES))
        ]
        assert reader.parsed == expected
        return
    assert project.parsed() == expected
    assert project.parsed() == []


def test_another_version_parses_all(project: Project) -> None:
    assert project.parsed(b"another") == [source.path for source in SOURCES]


def test_the_kind_of_a_source_belongs_to_its_key(project: Project) -> None:
    reader = project.cached()
    sources = [SourceFile(POST.path, "page"), SourceFile("posts/x.md", "post"), POST]
    assert len({reader.key(source, b"text") for source in sources}) == 3
    assert len({reader.key(POST, data) for data in (b"", b"a", b"b")}) == 3


@given(SIZES, SIZES)
def test_a_body_is_that_of_its_sizes(
    first: dict[str, tuple[int, int] | None], second: dict[str, tuple[int, int] | None]
) -> None:
    assert (body_key(b"key", first) == body_key(b"key", second)) == (first == second)
    assert body_key(b"key", dict(reversed(first.items()))) == body_key(b"key", first)
    assert body_key(b"another", first) != body_key(b"key", first)


def test_bodies_are_loaded_when_they_are_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = project.cached().parse_all(SOURCES)
    read: list[str] = []
    get = project.cache.get

    def record(kind: str, key: bytes) -> bytes | None:
        read.append(kind)
        return get(kind, key)

    monkeypatch.setattr(project.cache, "get", record)
    post = documents[0]
    assert isinstance(post, Document)
    assert "other.md" in post.body.urls
    assert read == []
    assert "Text of" in post.body.html({})
    assert "Text of" in post.body.text
    assert read == [BODIES]


def test_a_lost_body_of_a_file_that_has_changed_is_an_error(project: Project) -> None:
    (post, *_) = project.cached().parse_all(SOURCES)
    assert isinstance(post, Document)
    project.cache.keep(BODIES, [])
    project.files[POST.path] += b"More."
    with pytest.raises(UserError, match=rf"^content/{POST.path} changed during the build"):
        post.body.html({})


def test_files_that_cannot_be_read_are_diagnostics(project: Project) -> None:
    project.files.clear()
    results = project.cached().parse_all(SOURCES)
    assert [r.path for r in results if isinstance(r, Diagnostic)] == [
        f"content/{source.path}" for source in SOURCES
    ]
    assert project.cache.keys(HEADS) == project.cache.keys(BODIES) == set()


def test_processes_parse_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project.cache.get_all(HEADS), project.cache.get_all(BODIES)
    project.cache.clear()
    monkeypatch.setattr(module, "PARALLEL", 1)
    monkeypatch.setattr("newsroom.parallel.processes.processors", lambda: 3)
    assert sorted(project.parsed()) == sorted(source.path for source in SOURCES)
    assert before[0].keys() == project.cache.keys(HEADS)
    loaded = [{key: pickle.loads(data) for key, data in kept.items()} for kept in before]
    for kind, values in zip((HEADS, BODIES), loaded, strict=True):
        again = project.cache.get_all(kind)
        assert {key: pickle.loads(data) for key, data in again.items()} == values
