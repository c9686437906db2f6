"""The metadata of an index, which each first query loads: its posts, parts of words and filters.

It is an array: the version, a name and a number of words for each post, a first word, a last word
and a name for each part, the filters, the orders, the names of fields. It grows with the number of
posts, so that it is made smaller than Pagefind writes it:

- Some neighboring posts share the hash in their names (`group_names`): nothing compresses hashes.
- Numbers of words, by which long posts count less, have three binary digits.
- The order by date is left out: the posts are in this order, newest first.

A word is searched in the parts whose range has it, and so is the start of a word. A range begins
with the first letters of its first word, so that a start of which two parts have words is searched
in both. A search without words, by filters alone, would load all parts: an empty one has its range.
"""

from base64 import b32hexencode
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from newsroom.search.cbor import Value, decode_cbor

PAGES, PARTS, FILTERS, ORDERS = 1, 2, 3, 4  # positions in the array
LETTERS = 4  # of the start of a word that is searched in each part which has such words
DIGITS = 6  # of a hash in a name, each of 5 bits
NUMBERS = "0123456789abcdefghijklmnopqrstuv"  # the first digit of the name of a post
FIRST_OF_GROUP = "0"  # as the first hexadecimal digit of a hash
LAST = "\uffff"  # is after each other character of the words of a language
SURROGATES = frozenset(["", "\udfff"])  # what UTF-8 cannot have
BINARY_DIGITS = 3  # of a number of words


class FormatError(ValueError):
    """Files of Pagefind have another form than those of the version that is required."""


def decode_metadata(data: bytes) -> list[Value]:
    """Return the array of some metadata; raise `FormatError` for another form."""
    content = decode_cbor(data)
    if not isinstance(content, list) or len(content) <= ORDERS:
        raise FormatError("the metadata of Pagefind has another form")
    return content


def fragment_names(content: list[Value]) -> list[str]:
    """Return the names that Pagefind gave to the files of posts, in the order of the posts."""
    return list(dict.fromkeys(str(name) for name, _ in rows(content[PAGES], 2)))


def short_names(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return a name for each key: a hash of its bytes, a long one where the short one is shared."""
    hashes = {
        key: b32hexencode(blake2b(data, digest_size=10).digest()).decode().lower()
        for key, data in files.items()
    }
    counts = Counter(long[:DIGITS] for long in hashes.values())
    return {
        key: long[:DIGITS] if counts[long[:DIGITS]] == 1 else long for key, long in hashes.items()
    }


def group_names(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return a name for each file of a post: a number in a group, and the hash of the group.

    The keys are hashes in hexadecimal digits after a "_", in the order of the posts. Some sixteen
    neighbors are a group, so that the names of 10,000 posts cost 16 kB, not 42; an edit of one
    gives all of them other names. Where a group begins depends on the hash of one post, so that a
    new post leaves the other groups as they are.
    """
    groups: list[list[str]] = []
    for key in files:
        is_first = key.rpartition("_")[2][0] in FIRST_OF_GROUP
        if not groups or is_first or len(groups[-1]) == len(NUMBERS):
            groups.append([])
        groups[-1].append(key)
    hashes = short_names({group[0]: b"".join(files[key] for key in group) for group in groups})
    return {
        key: number + hashes[group[0]]
        for group in groups
        for number, key in zip(NUMBERS, group, strict=False)
    }


def compact_metadata(
    content: Iterable[Value], names: Mapping[str, str], filters: Mapping[str, str], empty: str
) -> list[Value]:
    """Return the metadata of an index with other names.

    `names` has those of posts and parts by the names that Pagefind gave them, `filters` those of
    the filters by what they filter; `empty` is the name of a part without words. Raises
    `FormatError` for metadata in another form, `KeyError` for a name that is not there.
    """
    compact = list(content)
    compact[PAGES] = [
        [names[str(name)], rounded(words) if isinstance(words, int) else words]
        for name, words in rows(compact[PAGES], 2)
    ]
    compact[PARTS] = [["", "", empty], *part_ranges(rows(compact[PARTS], 3), names)]
    compact[FILTERS] = [[name, filters[name]] for name in sorted(filters)]
    compact[ORDERS] = []
    return compact


def rows(value: Value, length: int) -> list[list[Value]]:
    """Return the arrays of an array; raise `FormatError` where one has another length."""
    arrays = value if isinstance(value, list) else [value]
    rows = [array for array in arrays if isinstance(array, list) and len(array) == length]
    if len(rows) != len(arrays):
        raise FormatError("the metadata of Pagefind has another form")
    return rows


def part_ranges(parts: list[list[Value]], names: Mapping[str, str]) -> list[Value]:
    """Return the range and the name of each part, in their order.

    A range ends just before the next part begins, which costs fewer bytes than another word.
    """
    first = [str(part[0]) for part in parts]
    last = [*map(text_before, first[1:]), *(str(part[1]) for part in parts[-1:])]
    return [
        [start[:LETTERS], end, names[str(part[2])]]
        for start, end, part in zip(first, last, parts, strict=True)
    ]


def text_before(word: str) -> str:
    """Return a text between a word and all words before it, in the order of code points.

    >>> text_before("pole") == "pold" + LAST
    True
    """
    previous = chr(ord(word[-1]) - 1) if word else ""
    return word if previous in SURROGATES else f"{word[:-1]}{previous}{LAST}"


def rounded(number: int) -> int:
    """Return a number with three binary digits.

    >>> [rounded(n) for n in (1, 7, 9, 600, 620, 1000)]
    [1, 7, 10, 640, 640, 1024]
    """
    zeros = max(0, number.bit_length() - BINARY_DIGITS)
    return (number + (1 << zeros >> 1)) >> zeros << zeros
