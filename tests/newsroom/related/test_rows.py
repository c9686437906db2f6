"""Rows of whole numbers, and arrays as bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.related.rows import (
    Array,
    Buffer,
    DamagedMemoryError,
    Rows,
    concatenate_rows,
    distinct,
    pack,
    unpack,
)

ROWS = st.lists(st.lists(st.integers(0, 2**32 - 1)))


def as_rows(rows: list[list[int]]) -> Rows:
    values = np.array([value for row in rows for value in row], dtype=np.uint32)
    counts = np.arange(len(values)).astype(np.uint8)
    return Rows(np.array([len(row) for row in rows], dtype=np.int64), (values, counts))


def as_lists(rows: Rows) -> list[list[int]]:
    return [rows.row(number).tolist() for number in range(len(rows))]


@given(ROWS, ROWS, st.data())
def test_rows_are_selected_joined_and_kept(
    first: list[list[int]], second: list[list[int]], data: st.DataObject
) -> None:
    rows = concatenate_rows([as_rows(first), as_rows(second)])
    assert as_lists(rows) == first + second
    copy = Rows.from_bytes(rows.to_bytes(), (np.uint32, np.uint8))
    assert as_lists(copy) == first + second
    assert copy.columns[1].tolist() == rows.columns[1].tolist()
    if len(rows):
        chosen = data.draw(st.lists(st.integers(0, len(rows) - 1)))
        selected = rows.select(np.array(chosen, dtype=np.int64))
        assert as_lists(selected) == [(first + second)[number] for number in chosen]


ARRAYS: list[Array] = [
    np.array([[1, 2], [3, -400]]),
    np.zeros(0, dtype=np.int64),
    np.array([2**64 - 1], dtype=np.uint64),
    np.array([7], dtype=np.uint8),
]


def test_arrays_come_back_from_bytes() -> None:
    for array, copy in zip(ARRAYS, unpack(pack(ARRAYS)), strict=True):
        assert copy.tolist() == array.tolist()
        assert copy.shape == array.shape


@given(st.data())
def test_damaged_bytes_are_refused(data: st.DataObject) -> None:
    packed = pack(ARRAYS)
    index = data.draw(st.integers(0, len(packed) - 1))
    damaged = bytearray(packed)
    damaged[index] ^= data.draw(st.integers(1, 255))
    cut = packed[: data.draw(st.integers(0, len(packed) - 1))]
    for invalid in (bytes(damaged), cut, packed + bytes(8), data.draw(st.binary())):
        with pytest.raises(DamagedMemoryError):
            unpack(invalid)


def test_a_buffer_has_its_parts() -> None:
    buffer = Buffer(9, np.int32)
    buffer.append(np.array([1, 2]))
    buffer.append(np.array([3]))
    assert buffer.array.tolist() == [1, 2, 3]


@given(st.lists(st.integers(0, 9)))
def test_distinct_values_are_in_order(values: list[int]) -> None:
    assert distinct(np.array(values, dtype=np.int64)).tolist() == sorted(set(values))
