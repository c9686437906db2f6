"""The record of a build finds exactly the attributes that differ in the next one."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cache.fingerprint import Fingerprinter
from newsroom.output.build_record import (
    UNKNOWN,
    WIDTH,
    BuildRecord,
    FileRecord,
    add_reads,
    attribute_fingerprint,
    declaration_fingerprint,
    decode_reads,
    dump_record,
    encode_reads,
    load_record,
    object_numbers,
    update_nodes,
)
from newsroom.site.articles import Article, Neighbors, Series
from newsroom.site.image_model import Image
from newsroom.site.names import Names
from newsroom.site.output_files import OutputFile
from newsroom.site.reads import NAMES, NUMBERS, Node, Reads
from tests.model import make_article

VALUES: dict[str, object] = {
    "url": "another/",
    "permanent_id": "urn:uuid:1",
    "lead_image": Image("a.png", "/a.png", 1, 2),
    "neighbors": Neighbors(make_article("newer")),
    "series": Series("Agents", 1, ()),
    "related_posts": (make_article("b"),),
    "resolved_links": {"a.md": "/a/"},
}
FINGERPRINTER = Fingerprinter(Names({}))
OTHERS = ("markdown_copy", "active_html")


def make_nodes(**changes: Any) -> dict[str, Node]:
    first = make_article("a")
    for name, value in changes.items():
        setattr(first, name, value)
    return {"first": first, "second": make_article("b")}


def read_all(nodes: dict[str, Node], *names: str) -> Reads:
    return {(id(node), name): node for node in nodes.values() for name in names}


def make_record(nodes: dict[str, Node], *names: str) -> BuildRecord:
    """The record of a build in which attributes of all objects were read."""
    record = BuildRecord()
    assert update_nodes(record, nodes, FINGERPRINTER) == {}
    numbers = encode_reads(read_all(nodes, *names), object_numbers(record, nodes))
    assert numbers is not None
    add_reads(record, nodes, decode_reads(numbers), FINGERPRINTER)
    return record


def test_numbers_have_room_for_all_attributes() -> None:
    assert len(NAMES) <= WIDTH


@given(st.sets(st.sampled_from([*VALUES])), st.sets(st.sampled_from([*VALUES])))
def test_exactly_the_changed_attributes_that_were_read_are_found(
    read: set[str], changed: set[str]
) -> None:
    record = make_record(make_nodes(), *read, *OTHERS)
    number = record.nodes["first"].number
    changes = {name: VALUES[name] for name in changed}
    result = update_nodes(record, make_nodes(**changes), FINGERPRINTER)
    expected = {number * WIDTH + NUMBERS[n]: f"{n} of first" for n in read & changed}
    assert result == expected
    assert update_nodes(record, make_nodes(**changes), FINGERPRINTER) == {}


def test_objects_that_are_gone_have_changed_and_their_numbers_are_not_used_again() -> None:
    nodes = make_nodes()
    record = make_record(nodes, "url", "series")
    numbers = {key: node.number for key, node in record.nodes.items()}
    assert 0 not in numbers.values()
    assert len({*numbers.values()}) == 2
    result = update_nodes(
        record, {"second": nodes["second"], "third": make_article("c")}, FINGERPRINTER
    )
    first = numbers["first"] * WIDTH
    removed = dict.fromkeys([first + NUMBERS["url"], first + NUMBERS["series"]], "first is gone")
    assert result == removed
    assert record.nodes["second"].number == numbers["second"]
    assert record.nodes["third"].number not in numbers.values()


def test_a_value_that_cannot_be_compared_changes_at_each_build() -> None:
    nodes = make_nodes(permanent_id=(letter for letter in "ab"))
    record = make_record(nodes, "permanent_id", "url")
    expected = {record.nodes["first"].number * WIDTH + NUMBERS["permanent_id"]}
    assert attribute_fingerprint(nodes["first"], ["permanent_id"], FINGERPRINTER) == UNKNOWN
    assert update_nodes(record, nodes, FINGERPRINTER).keys() == expected
    assert update_nodes(record, nodes, FINGERPRINTER).keys() == expected


def test_reads_of_an_object_of_no_site_are_unknown() -> None:
    nodes, stranger = make_nodes(), make_article("a")
    record = make_record(nodes)
    numbers = object_numbers(record, nodes)
    reads = read_all(nodes, "url")
    expected = sorted(n * WIDTH + NUMBERS["url"] for n in numbers.values())
    assert sorted(decode_reads(encode_reads(reads, numbers) or b"")) == expected
    assert encode_reads(reads | {(id(stranger), "url"): stranger}, numbers) is None
    assert encode_reads({}, numbers) == b""


def test_new_reads_do_not_change_what_is_known() -> None:
    nodes = make_nodes()
    record = make_record(nodes, "url")
    before = record.nodes["first"].attributes["url"]
    number = record.nodes["first"].number * WIDTH
    add_reads(record, nodes, [number + NUMBERS["url"], number + NUMBERS["series"]], FINGERPRINTER)
    assert record.nodes["first"].attributes["url"] == before
    assert record.nodes["first"].attributes.keys() == {"url", "series"}
    assert record.nodes["second"].attributes.keys() == {"url"}
    assert update_nodes(record, nodes, FINGERPRINTER) == {}


def test_a_record_is_read_by_the_same_code_alone() -> None:
    record = make_record(make_nodes(), "url")
    record.files["a/index.html"] = FileRecord(b"1", b"12345678", ("page.html",))
    data = dump_record(record, b"version")
    assert load_record(data, b"version") == record
    for garbage in (None, b"", b"garbage", data[1:]):
        assert load_record(garbage, b"version") == BuildRecord()
    assert load_record(data, b"another") == BuildRecord()


def declare(file: OutputFile) -> bytes:
    return declaration_fingerprint(file, FINGERPRINTER)


def make_file(**values: Any) -> OutputFile:
    return OutputFile(**{"url": "a/", "kind": "page", "label": "a page", "template": "a"} | values)


@pytest.mark.parametrize(
    "values",
    [
        {"url": "b/"},
        {"kind": "list"},
        {"label": "another page"},
        {"location": ("content/a.md", 1)},
        {"template": "b"},
        {"values": lambda: {"a": 1}},
        {"data": lambda: b"data"},
        {"source": Path(__file__)},
        {"listed": True},
        {"first": "a/"},
        {"number": 2},
        {"lang": "de"},
    ],
)
def test_each_part_of_a_declaration_is_compared(values: dict[str, Any]) -> None:
    assert declare(make_file(**values)) != declare(make_file())
    assert declare(make_file(**values)) == declare(make_file(**values))


def test_what_a_function_remembers_belongs_to_a_declaration() -> None:
    def declare_article(article: Article, number: int) -> bytes:
        return declare(make_file(values=lambda: {"a": (article, number)}))

    first, again, second = make_article("a"), make_article("a"), make_article("b")
    assert declare_article(first, 1) == declare_article(again, 1)
    declared = {declare_article(*values) for values in ((first, 1), (first, 2), (second, 1))}
    assert len(declared) == 3
    generator = (letter for letter in "ab")
    assert declare(make_file(values=lambda: {"a": generator})) == UNKNOWN


def test_a_file_whose_url_has_a_hash_is_what_its_url_says() -> None:
    files = [OutputFile("a-1.png", "hashed", label, data=lambda: b"") for label in "ab"]
    assert len({declaration_fingerprint(file, FINGERPRINTER) for file in files}) == 1


def test_a_file_that_is_copied_is_compared_by_its_state(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(b"first")
    file = make_file(source=source)
    before = declare(file)
    assert declare(file) == before
    source.write_bytes(b"another")
    assert declare(file) != before
