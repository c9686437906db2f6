"""The files of an index as they are published: those that a search loads, always the same bytes.

Pagefind writes the values of filters in an order that differs from run to run, and everything that
names these files with them: they are sorted here. All names have a hash, so that browsers may keep
the files forever; the page gives the hash of `pagefind-entry.json`, which has a fixed name, in the
query of its URL. A filter by language is published where posts have several.
"""

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b, sha1
from pathlib import PurePosixPath

from newsroom.search.cbor import Value, decode_cbor, encode_cbor
from newsroom.search.index_metadata import (
    FormatError,
    compact_metadata,
    decode_metadata,
    fragment_names,
    group_names,
    short_names,
)

SIGNATURE = b"pagefind_dcd"  # before the content of each compressed file
ENTRY, SCRIPT = "pagefind-entry.json", "pagefind.js"
META = re.compile(r"pagefind\.(?P<hash>[^.]+)\.pf_meta")
DIGITS = 10  # of the hashes that are added to names
SHORT_HASH = 7  # digits of the hashes in the names of filters, as Pagefind has them
SEVERAL = "language"  # a filter that is of no use with one value
EMPTY = "empty"  # a part of the index without words, beside those of Pagefind


@dataclass(frozen=True)
class IndexFiles:
    """The files of an index by their path in its folder, whose names have a hash each.

    `script` is the path of its script, `entry` the text of `ENTRY`, the one file without a hash: it
    names the others, and is another one where any of them is.
    """

    files: Mapping[str, bytes]
    script: str
    entry: str


def published_files(raw: Mapping[str, bytes]) -> IndexFiles:
    """Return what is published of the files that Pagefind has made of some documents.

    Raises `ValueError` or `KeyError` for files in another form.
    """
    entry = json.loads(raw[ENTRY])
    ((language, index),) = entry["languages"].items()
    filters = dict(filter(None, map(sorted_filter, files_below("filter", raw))))
    hashes = {name: f"{language}_{short_hash(data)}" for name, data in filters.items()}
    content = decode_metadata(content_of(raw[f"pagefind.{index['hash']}.pf_meta"]))
    names, renamed = renamed_files(raw, fragment_names(content))
    meta = encode_cbor(compact_metadata(content, names, hashes, names[EMPTY]))
    index["hash"] = f"{language}_{short_hash(meta)}"
    wasm = raw[f"wasm.{index['wasm'] or 'unknown'}.pagefind"]
    index["wasm"] = f"{index['wasm'] or 'unknown'}.{digits(wasm)}"
    script = f"pagefind.{digits(raw[SCRIPT])}.js"
    files = {
        script: raw[SCRIPT],
        f"wasm.{index['wasm']}.pagefind": wasm,
        f"pagefind.{index['hash']}.pf_meta": compressed(meta),
        **{f"filter/{hashes[name]}.pf_filter": compressed(filters[name]) for name in hashes},
    }
    files |= renamed
    entry_text = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    return IndexFiles(dict(sorted(files.items())), script, entry_text)


def renamed_files(
    raw: Mapping[str, bytes], posts: Iterable[str]
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the names of posts and parts of an index by those that Pagefind gave them.

    The files by their paths are the second value. `posts` are the names of the posts in their
    order.
    """
    parts = {PurePosixPath(path).stem: raw[path] for path in names_below("index", raw)}
    parts[EMPTY] = compressed(encode_cbor([[]]))
    fragments = {name: raw[f"fragment/{name}.pf_fragment"] for name in posts}
    names = short_names(parts) | group_names(fragments)
    files = {f"index/{names[name]}.pf_index": data for name, data in parts.items()}
    files |= {f"fragment/{names[name]}.pf_fragment": data for name, data in fragments.items()}
    return names, files


def names_below(folder: str, raw: Mapping[str, bytes]) -> list[str]:
    """Return the paths of the files in a folder."""
    return [name for name in raw if PurePosixPath(name).parent.name == folder]


def files_below(folder: str, raw: Mapping[str, bytes]) -> Iterable[bytes]:
    """Return the contents of the files in a folder."""
    return [content_of(raw[name]) for name in names_below(folder, raw)]


def sorted_filter(data: bytes) -> tuple[str, bytes] | None:
    """Return the name of a filter, and its content with its values in their order.

    Returns None for a filter that is not published.
    """
    content = decode_cbor(data)
    name, values = content if isinstance(content, list) else (0, 0)
    if not isinstance(name, str) or not isinstance(values, list):
        raise FormatError("a filter of Pagefind has another form")
    if name == SEVERAL and len(values) == 1:
        return None
    return name, encode_cbor([name, sorted(values, key=first_text)])


def first_text(value: Value) -> str:
    """Return the text with which an array starts."""
    if not isinstance(value, list) or not isinstance(value[0], str):
        raise FormatError("a filter of Pagefind has another form")
    return value[0]


def content_of(file: bytes) -> bytes:
    """Return what is compressed in a file; raise `FormatError` without the signature."""
    data = gzip.decompress(file)
    if not data.startswith(SIGNATURE):
        raise FormatError("a file of Pagefind has no signature")
    return data.removeprefix(SIGNATURE)


def compressed(content: bytes) -> bytes:
    """Return the file of a content, without a time."""
    return gzip.compress(SIGNATURE + content, mtime=0)


def short_hash(content: bytes) -> str:
    """Return a hash for a name, as Pagefind makes it."""
    return sha1(content, usedforsecurity=False).hexdigest()[:SHORT_HASH]


def digits(data: bytes) -> str:
    """Return a hash for a name that Pagefind has without one."""
    return blake2b(data, digest_size=16).hexdigest()[:DIGITS]
