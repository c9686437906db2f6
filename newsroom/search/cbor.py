"""The part of CBOR (RFC 8949) in which Pagefind writes: unsigned numbers, texts and arrays.

A library would need a compiler where it has no wheel, for two small files.
"""

from collections.abc import Iterator

Value = int | str | list["Value"]
UNSIGNED, TEXT, ARRAY = 0, 3, 4  # major types
IN_ONE_BYTE = 24  # numbers below it are in the first byte
SIZES = {24: 1, 25: 2, 26: 4, 27: 8}  # bytes of the number that follows the first byte


def decode_cbor(data: bytes) -> Value:
    """Return the value of some bytes; raise `ValueError` for anything else."""
    value, end = _decode_item(data, 0)
    if end != len(data):
        raise ValueError("bytes after the end of CBOR")
    return value


def encode_cbor(value: Value) -> bytes:
    """Return the shortest bytes of a value."""
    return b"".join(_encode_item(value))


def _decode_item(data: bytes, start: int) -> tuple[Value, int]:
    """Return the value that starts at a position, and the position after it."""
    if start >= len(data):
        raise ValueError("CBOR is cut short")
    major, number, end = data[start] >> 5, data[start] & 0x1F, start + 1
    if number >= IN_ONE_BYTE:
        if number not in SIZES:
            raise ValueError(f"CBOR has a length of kind {number}")
        first, end = end, end + SIZES[number]
        number = int.from_bytes(data[first:end], "big")
    if major == UNSIGNED:
        return number, end
    if major == TEXT:
        return data[end : end + number].decode(), end + number
    if major == ARRAY:
        values: list[Value] = []
        for _ in range(number):
            value, end = _decode_item(data, end)
            values.append(value)
        return values, end
    raise ValueError(f"CBOR has a value of type {major}")


def _encode_item(value: Value) -> Iterator[bytes]:
    if isinstance(value, int):
        yield _head(UNSIGNED, value)
    elif isinstance(value, str):
        text = value.encode()
        yield _head(TEXT, len(text)) + text
    else:
        yield _head(ARRAY, len(value))
        for item in value:
            yield from _encode_item(item)


def _head(major: int, number: int) -> bytes:
    if number < IN_ONE_BYTE:
        return bytes([major << 5 | number])
    kind, size = next((k, s) for k, s in SIZES.items() if number < 1 << 8 * s)
    return bytes([major << 5 | kind]) + number.to_bytes(size, "big")
