"""CBOR, as far as Pagefind uses it; examples are those of RFC 8949, appendix A."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.search.cbor import Value, decode_cbor, encode_cbor

numbers = st.integers(min_value=0, max_value=2**64 - 1)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.one_of(numbers, st.text()), lambda values: st.lists(values, max_size=30)
)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (0, "00"), (23, "17"), (24, "1818"), (1000, "1903e8"), (1_000_000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"), ("", "60"), ("IETF", "6449455446"),
        ("\u6c34", "63e6b0b4"), ([], "80"), ([1, [2, 3], [4, 5]], "8301820203820405"),
    ],
)  # fmt: skip
def test_values_and_their_bytes(value: Value, data: str) -> None:
    assert encode_cbor(value).hex() == data
    assert decode_cbor(bytes.fromhex(data)) == value


@given(VALUES)
def test_what_is_encoded_is_decoded(value: Value) -> None:
    assert decode_cbor(encode_cbor(value)) == value


@pytest.mark.parametrize("data", ["", "f5", "20", "9f", "8201", "0000", "61ff"])
def test_anything_else_is_an_error(data: str) -> None:
    with pytest.raises(ValueError):
        decode_cbor(bytes.fromhex(data))
