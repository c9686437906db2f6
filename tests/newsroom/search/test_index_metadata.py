"""The metadata of an index: names, ranges of words, and what is left out."""

from hashlib import sha1
from typing import Any

import pytest

from newsroom.search.cbor import encode_cbor
from newsroom.search.index_metadata import (
    NUMBERS,
    FormatError,
    compact_metadata,
    decode_metadata,
    fragment_names,
    group_names,
    rounded,
    short_names,
    text_before,
)

PARTS: list[Any] = [
    ["ab", "tea", "en_1"],
    ["tur", "turbid", "en_2"],
    ["turbine", "water", "en_3"],
]
META: list[Any] = [
    "1.5.2",
    [["en_a", 620], ["en_b", 3], ["en_a", 620]],
    PARTS,
    [["year", "en_y"]],
    [["date", [1, 0]]],
    ["title"],
]
NAMES = {"en_a": "a", "en_b": "b", "en_1": "1", "en_2": "2", "en_3": "3"}


def posts(count: int) -> dict[str, bytes]:
    """The files of posts under the names that Pagefind would give them."""
    texts = [f"post {number}".encode() for number in range(count)]
    return {f"en_{sha1(t, usedforsecurity=False).hexdigest()[:7]}": t for t in texts}


def test_names_are_exchanged_and_orders_left_out() -> None:
    content = decode_metadata(encode_cbor(META))
    assert fragment_names(content) == ["en_a", "en_b"]
    compact = compact_metadata(content, NAMES, {"year": "y"}, "empty")
    assert compact[1] == [["a", 640], ["b", 3], ["a", 640]]
    assert compact[3:] == [[["year", "y"]], [], ["title"]]


def test_a_start_of_words_of_two_parts_is_in_both_ranges() -> None:
    ranges: Any = compact_metadata(META, NAMES, {}, "empty")[2]

    def matches(term: str) -> str:
        """The parts that Pagefind loads for a word."""
        return "".join(name for start, end, name in ranges if start <= term <= end)

    words = ["ab", "tea", "tur", "turb", "turbid", "turbine", "water", ""]
    assert [matches(word) for word in words] == ["1", "1", "2", "23", "23", "3", "3", "empty"]


def test_a_text_before_a_word_is_after_all_earlier_ones() -> None:
    for word, earlier in (("pole", "poldzzz"), ("b", "az"), ("人", "亹智"), ("", "")):
        assert earlier <= text_before(word) <= word
    assert text_before("a\ue000") == "a\ue000"


@pytest.mark.parametrize(
    "content", [[], ["1.5.2"], [*META[:1], [["en_a"]], *META[2:]], [*META[:1], 3, *META[2:]], 4]
)
def test_another_form_is_an_error(content: Any) -> None:
    with pytest.raises(FormatError):
        compact_metadata(decode_metadata(encode_cbor(content)), NAMES, {}, "empty")


def test_equal_starts_of_hashes_are_long_names(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {str(number): str(number).encode() for number in range(300)}
    assert {len(name) for name in short_names(files).values()} == {6}
    monkeypatch.setattr("newsroom.search.index_metadata.DIGITS", 2)
    names = short_names(files)
    assert {len(name) for name in names.values()} == {2, 16}
    assert len({*names.values()}) == len(files)


def test_neighbors_share_the_hash_in_their_names() -> None:
    files = posts(1000)
    names = group_names(files)
    assert len({*names.values()}) == len(files)
    groups = {name[1:] for name in names.values()}
    assert 45 < len(groups) < 90
    assert all(name[0] in NUMBERS for name in names.values())


def test_an_edit_or_a_new_post_gives_few_other_names() -> None:
    files = posts(1000)
    before = group_names(files)
    keys = list(files)
    edited = group_names(files | {keys[500]: b"another text"})
    changed = [keys.index(key) for key in keys if edited[key] != before[key]]
    assert 500 in changed
    assert len(changed) == changed[-1] - changed[0] + 1 <= len(NUMBERS)
    longer = group_names({"en_abcdef0": b"new", **files})
    assert len([key for key in files if longer[key] != before[key]]) <= len(NUMBERS)


def test_files_without_a_beginning_of_a_group_are_cut_into_groups() -> None:
    names = group_names({f"en_f{number}": str(number).encode() for number in range(70)})
    sizes = [len([n for n in names.values() if n[1:] == tail]) for tail in
             dict.fromkeys(name[1:] for name in names.values())]  # fmt: skip
    assert sizes == [32, 32, 6]


def test_numbers_are_rounded_to_three_binary_digits() -> None:
    for number in range(1, 5000):
        assert abs(rounded(number) - number) <= number / 8
        assert rounded(rounded(number)) == rounded(number)
    assert rounded(0) == 0
