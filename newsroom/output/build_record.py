"""What a build has written, and of what: by it the next build knows which files stay as they are.

A file stays if all that it was made of is the same: its declaration, the attributes and templates
that were read while it was rendered, and the version of the rest (code, settings, theme). Reads
have numbers that stay the same from build to build, so that those of ten thousands of files are
compared in a fraction of a second.
"""

import pickle
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from newsroom.cache.fingerprint import Fingerprinter, UnknownValueError
from newsroom.cache.stamp import state_of
from newsroom.content.body import KeptBody
from newsroom.content.document import Document
from newsroom.site.output_files import OutputFile
from newsroom.site.reads import NAMES, NUMBERS, Node, Reads

WIDTH = 128  # attributes of one object at most: the number of a read is that of the object times it
UNKNOWN = b""  # the fingerprint of what cannot be compared: it has changed at every build
HASHED = b"hashed"  # the fingerprint of what its URL identifies


class FileRecord(NamedTuple):
    """What a file was made of: its declaration, encoded numbers of reads, names of templates."""

    declaration: bytes
    reads: bytes
    templates: tuple[str, ...] = ()


@dataclass(slots=True)
class NodeRecord:
    """The number of an object, and the fingerprints of those attributes that were read.

    `whole` is the fingerprint of all of them.
    """

    number: int
    attributes: dict[str, bytes] = field(default_factory=dict)
    whole: bytes = UNKNOWN


@dataclass
class BuildRecord:
    """The files of a build by path, and what they were made of."""

    version: bytes = UNKNOWN
    files: dict[str, FileRecord] = field(default_factory=dict)
    nodes: dict[str, NodeRecord] = field(default_factory=dict)
    templates: dict[str, bytes] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    """The objects, by key, that differ from those of the last build by all plugins."""
    identity: str = ""
    """A random text by which the copy of the output is known to be that of this build."""


def dump_record(record: BuildRecord, code_version: bytes) -> bytes:
    """Return a record as bytes for a cache."""
    return code_version + pickle.dumps(record, protocol=5)


def load_record(data: bytes | None, code_version: bytes) -> BuildRecord:
    """Return a record from bytes of a cache; an empty one without, or if other code wrote them."""
    if data is None or not data.startswith(code_version):
        return BuildRecord()
    record: BuildRecord = pickle.loads(data[len(code_version) :])  # noqa: S301  # this user's
    return record


def attribute_fingerprint(node: Node, names: Iterable[str], fingerprinter: Fingerprinter) -> bytes:
    """Return the fingerprint of attributes of an object."""
    try:
        return fingerprinter.fingerprint([getattr(node, name) for name in names])
    except UnknownValueError:
        return UNKNOWN


def whole_fingerprint(node: Node, names: Iterable[str], fingerprinter: Fingerprinter) -> bytes:
    """Return the fingerprint of an object: that of the attributes that were read.

    A document that is kept follows from its key alone.
    """
    if isinstance(node, Document) and isinstance(node.body, KeptBody):
        return node.body.key
    return attribute_fingerprint(node, names, fingerprinter)


def declaration_fingerprint(file: OutputFile, fingerprinter: Fingerprinter) -> bytes:
    """Return the fingerprint of a file as it is declared, with the functions that make it.

    For a file that is copied, that of the state of its source on the disk. The URL of a file says
    what is in it where the URL has a hash.
    """
    if file.kind == "hashed":
        return HASHED
    state = state_of(file.source.stat()) if file.source else ()
    values = (file, file.values, file.data, file.source, state)
    try:
        return fingerprinter.fingerprint(values)
    except UnknownValueError:
        return UNKNOWN


def update_nodes(
    record: BuildRecord, nodes: Mapping[str, Node], fingerprinter: Fingerprinter
) -> dict[int, str]:
    """Bring the objects of a record up to those of a site, by key.

    Returns the numbers of reads that give another value than in that build, each with words.
    """
    changed: dict[int, str] = {}
    for key in record.nodes.keys() - nodes.keys():
        removed = record.nodes.pop(key)
        changed |= dict.fromkeys(read_numbers(removed, removed.attributes), f"{key} is gone")
    following = max((node.number for node in record.nodes.values()), default=0) + 1
    for key, node in nodes.items():
        if key not in record.nodes:
            record.nodes[key] = NodeRecord(following)
            following += 1
        elif names := update_node(record.nodes[key], node, fingerprinter):
            numbers = read_numbers(record.nodes[key], names)
            changed |= {n: f"{name} of {key}" for n, name in zip(numbers, names, strict=True)}
    return changed


def update_node(record: NodeRecord, node: Node, fingerprinter: Fingerprinter) -> list[str]:
    """Bring the record of an object up to date; return the attributes that have changed."""
    if not record.attributes:
        return []
    whole = whole_fingerprint(node, record.attributes, fingerprinter)
    if whole == record.whole != UNKNOWN:
        return []
    record.whole, changed = whole, []
    for name, old in record.attributes.items():
        new = attribute_fingerprint(node, [name], fingerprinter)
        if new != old or new == UNKNOWN:
            changed.append(name)
        record.attributes[name] = new
    return changed


def read_numbers(record: NodeRecord, names: Iterable[str]) -> list[int]:
    """Return the numbers of the reads of attributes of an object."""
    return [record.number * WIDTH + NUMBERS[name] for name in names]


def reads_time(record: BuildRecord) -> bool:
    """Return whether a file prints the time of the build, so that each build writes another one."""
    settings = record.nodes.get("settings")
    if settings is None or "now" not in settings.attributes:
        return False
    (number,) = read_numbers(settings, ["now"])
    return any(number in decode_reads(file.reads) for file in record.files.values())


def object_numbers(record: BuildRecord, nodes: Mapping[str, Node]) -> dict[int, int]:
    """Return the number of each object of a record by the identity of the object."""
    return {id(node): record.nodes[key].number for key, node in nodes.items()}


def encode_reads(reads: Reads, numbers: Mapping[int, int]) -> bytes | None:
    """Return the numbers of reads, None where an object was read that has no number."""
    encoded = array("I")
    for identity, name in reads:
        if identity not in numbers:
            return None
        encoded.append(numbers[identity] * WIDTH + NUMBERS[name])
    return encoded.tobytes()


def decode_reads(encoded: bytes) -> "array[int]":
    """Return the numbers of reads."""
    numbers = array("I")
    numbers.frombytes(encoded)
    return numbers


def add_reads(
    record: BuildRecord,
    nodes: Mapping[str, Node],
    numbers: Iterable[int],
    fingerprinter: Fingerprinter,
) -> None:
    """Add the fingerprints of what was read to the record of its object."""
    keys = {node.number: key for key, node in record.nodes.items()}
    names: dict[str, list[str]] = {}
    for number in numbers:
        key, name = keys[number // WIDTH], NAMES[number % WIDTH]
        if name not in record.nodes[key].attributes:
            names.setdefault(key, []).append(name)
    for key, new in names.items():
        node_record, node = record.nodes[key], nodes[key]
        node_record.attributes |= {
            name: attribute_fingerprint(node, [name], fingerprinter) for name in new
        }
        node_record.whole = whole_fingerprint(node, node_record.attributes, fingerprinter)
