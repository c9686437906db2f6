"""The terms of many texts in a few arrays, and these arrays as bytes.

A row is what one text has; rows of different lengths follow one another in one array.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
Counts = NDArray[np.uint8]
Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Array = NDArray[Any]

MAGIC = 0x72656C6174656431
HEAD = ("magic", "length", "checksum")
MOST_DIMENSIONS = 2
ODD = 0x9E3779B97F4A7C15


class DamagedMemoryError(ValueError):
    """Raised for bytes that are not those which were kept."""


def split_starts(lengths: Array) -> Int64s:
    """Return where each row of such lengths starts, and the end of the last.

    >>> split_starts(np.array([2, 0, 3]))
    array([0, 2, 2, 5])
    """
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def concatenated_ranges(starts: Int64s, lengths: Array) -> Int64s:
    """Return the numbers from each start on, so many of each, one range after another.

    >>> concatenated_ranges(np.array([3, 8]), np.array([2, 3]))
    array([ 3,  4,  8,  9, 10])
    """
    ends = split_starts(lengths)
    return np.arange(ends[-1]) + np.repeat(starts - ends[:-1], lengths)


def distinct(values: Array) -> Array:
    """Return the distinct values of an array in order; `np.unique` takes ten times as long."""
    ordered = np.sort(values)
    first: Array = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return first


class Buffer:
    """An array that is filled part by part, with room for `size` entries.

    Room that is never used takes no memory, and no part is copied when the last one is there.
    """

    def __init__(self, size: int, kind: type[Any]) -> None:
        self.room = np.empty(size, dtype=kind)
        self.length = 0

    def append(self, part: Array) -> None:
        """Add a part."""
        self.room[self.length : self.length + len(part)] = part
        self.length += len(part)

    @property
    def array(self) -> Array:
        """All parts."""
        return self.room[: self.length]


@dataclass(frozen=True)
class Rows:
    """Rows of whole numbers: the first `lengths[0]` of each column are those of the first text."""

    lengths: Int64s
    columns: tuple[Array, ...]

    @cached_property
    def starts(self) -> Int64s:
        """Where each row starts, and the end of the last."""
        return split_starts(self.lengths)

    def __len__(self) -> int:
        return len(self.lengths)

    def row(self, number: int) -> Array:
        """Return what the first column has of one row."""
        row: Array = self.columns[0][self.starts[number] : self.starts[number + 1]]
        return row

    def select(self, rows: Array) -> "Rows":
        """Return some of the rows, by number."""
        lengths = self.lengths[rows]
        indexes = concatenated_ranges(self.starts[rows], lengths)
        return Rows(lengths, tuple(column.take(indexes) for column in self.columns))

    def to_bytes(self) -> bytes:
        """Return the rows as bytes."""
        return pack([self.lengths, *self.columns])

    @classmethod
    def from_bytes(cls, data: bytes, kinds: Sequence[type[Any]]) -> "Rows":
        """Return rows of columns of some types; raise `DamagedMemoryError` for unsound bytes."""
        lengths, *columns = unpack(data)
        typed = (
            column.astype(kind, copy=False) for column, kind in zip(columns, kinds, strict=True)
        )
        return cls(lengths.astype(np.int64), tuple(typed))


def concatenate_rows(parts: Sequence[Rows]) -> Rows:
    """Return the rows of several parts, one part after another."""
    columns = zip(*(part.columns for part in parts), strict=True)
    lengths = np.concatenate([part.lengths for part in parts])
    return Rows(lengths, tuple(np.concatenate(column) for column in columns))


def checksum(data: bytes | memoryview) -> int:
    """Return a checksum of bytes, whose number is a multiple of 8, at the speed of memory."""
    words = np.frombuffer(data, dtype="<u8")
    mixed = int(np.bitwise_xor.reduce(words)) * ODD + int(words.sum(dtype=np.uint64))
    return mixed % (1 << 64)


def checksum_of(packed: bytes) -> int:
    """Return the checksum that packed arrays begin with."""
    return int(np.frombuffer(packed[: 8 * len(HEAD)], dtype="<u8")[HEAD.index("checksum")])


def pack(arrays: Sequence[Array]) -> bytes:
    """Return arrays as bytes, whole numbers in the smallest type that holds them."""
    parts: list[bytes] = []
    for array in map(shrink, arrays):
        shape = [*array.shape, *[0] * (MOST_DIMENSIONS - array.ndim)]
        described = [ord(array.dtype.kind), array.dtype.itemsize, array.ndim, *shape]
        body = array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
        parts += [np.array(described, dtype="<i8").tobytes(), body, bytes(-len(body) % 8)]
    data = b"".join(parts)
    return np.array([MAGIC, len(data), checksum(data)], dtype="<u8").tobytes() + data


def shrink(array: Array) -> Array:
    """Return an array of whole numbers in the smallest type that holds them."""
    if array.dtype.kind not in "iu" or not array.size or array.dtype.itemsize == 1:
        return array
    low, high = int(array.min()), int(array.max())
    for kind in (np.uint8, np.uint16, np.int32, np.uint32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return array.astype(kind, copy=False)
    return array


def unpack(packed: bytes) -> list[Array]:
    """Return arrays from bytes, which may not be written to.

    Raise `DamagedMemoryError` for bytes that `pack` has not returned.
    """
    size = 8 * len(HEAD)
    if len(packed) < size or len(packed) % 8:
        raise DamagedMemoryError
    data = memoryview(packed)[size:]
    if np.frombuffer(packed[:size], dtype="<u8").tolist() != [MAGIC, len(data), checksum(data)]:
        raise DamagedMemoryError
    arrays, offset = [], 0
    while offset < len(data):
        body = offset + 8 * (3 + MOST_DIMENSIONS)
        kind, width, dimensions, *shape = np.frombuffer(data[offset:body], dtype="<i8").tolist()
        length = width * math.prod(shape[:dimensions])
        array = np.frombuffer(data[body : body + length], dtype=f"<{chr(kind)}{width}")
        native = array.astype(array.dtype.newbyteorder("="), copy=False)
        arrays.append(native.reshape(shape[:dimensions]))
        offset = body + length + -length % 8
    return arrays
