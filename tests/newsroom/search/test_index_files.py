"""The files of an index: which are published, under which names, always the same bytes."""

import gzip
import json
import re
from typing import Any

import pytest

from newsroom.search.cbor import decode_cbor
from newsroom.search.index_files import ENTRY, SIGNATURE, content_of, published_files
from newsroom.search.index_metadata import FormatError
from newsroom.search.pagefind_document import document_url, render_document
from newsroom.search.pagefind_service import make_index
from newsroom.search.search_record import SearchRecord
from newsroom.search.text_sections import TextSection
from tests.model import DAY

HASH = re.compile(r"[._/]([0-9a-v]{6,16})\.")
POSTS = 40


@pytest.fixture(scope="module")
def runs() -> list[dict[str, bytes]]:
    """What several runs of Pagefind make of the same posts."""
    records = [
        SearchRecord(
            f"2025/{number}/", "en", f"Post {number}", DAY, section=f"Section {number % 4}",
            authors=(f"Author {number % 7}",), entities=(f"Name {number % 9}", f"N {number % 5}"),
        )
        for number in range(POSTS)
    ]  # fmt: skip
    documents = [
        (document_url(r), render_document(r, [TextSection("", "", f"word{n} and more")]))
        for n, r in enumerate(records)
    ]
    return [make_index(documents, "en") for _ in range(4)]


def test_the_same_posts_give_the_same_files(runs: list[dict[str, bytes]]) -> None:
    assert len({tuple(published_files(files).files.items()) for files in runs}) == 1


def test_each_name_has_a_hash_and_no_other_file_is_published(runs: list[dict[str, bytes]]) -> None:
    index = published_files(runs[0])
    assert [path for path in index.files if not HASH.search(path)] == []
    assert index.script in index.files
    kinds = {path.partition("/")[0] for path in index.files if "/" in path}
    assert kinds == {"filter", "fragment", "index"}
    top = sorted(HASH.sub(".", path) for path in index.files if "/" not in path)
    assert top == ["pagefind.en.pf_meta", "pagefind.js", "wasm.en.pagefind"]


def test_the_entry_and_the_metadata_name_the_files(runs: list[dict[str, bytes]]) -> None:
    index = published_files(runs[0])
    (language,) = json.loads(index.entry)["languages"].values()
    assert language["page_count"] == POSTS
    assert f"wasm.{language['wasm']}.pagefind" in index.files
    meta: Any = decode_cbor(content_of(index.files[f"pagefind.{language['hash']}.pf_meta"]))
    filters = dict(meta[3])
    assert sorted(filters) == ["author", "entity", "section", "year"]  # all are in one language
    for name, hashed in filters.items():
        content: Any = decode_cbor(content_of(index.files[f"filter/{hashed}.pf_filter"]))
        values = [value[0] for value in content[1]]
        assert (content[0], values) == (name, sorted(values))
    fragments = [index.files[f"fragment/{post}.pf_fragment"] for post, _ in meta[1]]
    urls = [json.loads(content_of(data))["url"].partition("#")[0] for data in fragments]
    assert urls == [f"/2025/{number}/" for number in range(POSTS)]
    parts = [content_of(index.files[f"index/{name}.pf_index"]) for _, _, name in meta[2]]
    assert (meta[2][0][:2], decode_cbor(parts[0])) == (["", ""], [[]])
    assert meta[4] == []


def test_a_filter_by_language_is_published_where_there_are_several() -> None:
    records = [SearchRecord(f"{lang}/", lang, "A post", DAY) for lang in ("en", "hi")]
    documents = [(document_url(r), render_document(r, [])) for r in records]
    files = published_files(make_index(documents, "en")).files
    filters = [decode_cbor(content_of(files[path])) for path in files if path[:6] == "filter"]
    assert ["language", [["en", [0]], ["hi", [1]]]] in filters


def test_files_of_another_version_are_an_error(runs: list[dict[str, bytes]]) -> None:
    path = next(path for path in runs[0] if path.startswith("filter/"))
    for data in (gzip.compress(b"other"), gzip.compress(SIGNATURE + b"\x05")):
        with pytest.raises(FormatError):
            published_files(runs[0] | {path: data})
    with pytest.raises(KeyError):
        published_files({ENTRY: runs[0][ENTRY]})
