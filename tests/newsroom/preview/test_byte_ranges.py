"""Parts of files."""

import pytest

from newsroom.preview.byte_ranges import PIECE, parse_range, pieces


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None), ("bytes=0-", range(10)), ("bytes=0-0", range(1)), ("bytes=2-5", range(2, 6)),
        (" Bytes=2-99 ", range(2, 10)), ("bytes=-3", range(7, 10)), ("bytes=-99", range(10)),
        ("bytes=10-", range(0)), ("bytes=99-100", range(0)), ("bytes=-0", range(0)),
        ("bytes=5-2", None), ("bytes=-", None), ("bytes=0-1,3-4", None), ("bytes", None),
        ("items=0-1", None), ("bytes=x-", None), ("bytes=" + "9" * 99 + "-", None),
    ],
)  # fmt: skip
def test_a_header_asks_for_bytes(header: str, expected: range | None) -> None:
    part = parse_range(header, 10)
    assert part == expected
    assert (part is None) is (expected is None)


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1])
def test_pieces_are_the_whole(size: int) -> None:
    assert sum(pieces(size)) == size
