"""Data of cameras in AVIF and HEIF files, which have the same boxes (ISO/IEC 14496-12, 23008-12).

An item of a file has its bytes anywhere in it, by positions that would change if other bytes were
removed. So those of EXIF and XMP are overwritten: by EXIF without entries, and by spaces.
"""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_PIECES = 64  # of EXIF and XMP in a file; each may be as long as the file
EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"  # no entries (EXIF 2.32, section 4.5)
EXIF, MIME = b"Exif", b"mime"  # types of items; that of XMP is the latter


@dataclass(frozen=True)
class FileBox:
    """A box of a file: its type, and the positions of its content."""

    kind: bytes
    start: int
    end: int


class Reader:
    """Reads whole numbers in turn, the most significant byte first."""

    def __init__(self, data: bytes, position: int) -> None:
        self.data, self.position = data, position

    def number(self, size: int) -> int:
        """Return the next number of so many bytes; raise `ValueError` at the end."""
        end = self.position + size
        if end > len(self.data):
            raise ValueError("truncated")
        value = int.from_bytes(self.data[self.position : end], "big")
        self.position = end
        return value


def blank_metadata(data: bytes) -> Iterator[bytes]:
    """Yield a file without data of cameras and programs; raise `ValueError` for a damaged one."""
    blanked = bytearray(data)
    items = [item for meta in meta_boxes(data) for item in metadata_items(data, meta)]
    if len(items) > MAX_PIECES:
        raise ValueError("too many pieces")
    for kind, start, end in items:
        size = end - start
        filling = EMPTY_EXIF.ljust(size, b"\0")[:size] if kind == EXIF else b" " * size
        blanked[start:end] = filling
    for box in boxes(data, 0, len(data)):
        if box.kind == b"uuid":  # content credentials and the like
            blanked[box.start - 4 : box.end] = b"free" + bytes(box.end - box.start)
    yield bytes(blanked)


def boxes(data: bytes, start: int, end: int) -> Iterator[FileBox]:
    """Yield the boxes between two positions; raise `ValueError` for one beyond the end."""
    while start + 8 <= end:
        reader = Reader(data, start)
        size, kind = reader.number(4), data[start + 4 : start + 8]
        reader.number(4)
        if size == 1:
            size = reader.number(8)
        after = start + size if size else end
        if after > end or after < reader.position:
            raise ValueError("box beyond its container")
        yield FileBox(kind, reader.position, after)
        start = after


def meta_boxes(data: bytes) -> Iterator[FileBox]:
    """Yield the boxes that list items, also of the tracks of an animation."""
    top = [*boxes(data, 0, len(data))]
    tracks = [b for m in top if m.kind == b"moov" for b in boxes(data, m.start, m.end)]
    parts = [b for t in tracks if t.kind == b"trak" for b in boxes(data, t.start, t.end)]
    yield from (box for box in (*top, *tracks, *parts) if box.kind == b"meta")


def metadata_items(data: bytes, meta: FileBox) -> Iterator[tuple[bytes, int, int]]:
    """Yield the type and the positions of the bytes of each item that is EXIF or XMP."""
    children = {box.kind: box for box in boxes(data, meta.start + 4, meta.end)}
    if b"iinf" not in children or b"iloc" not in children:
        return
    kinds = item_kinds(data, children[b"iinf"])
    inside = children[b"idat"].start if b"idat" in children else 0
    for item, is_inside, start, length in extents(data, children[b"iloc"]):
        if kinds.get(item) in (EXIF, MIME):
            first = start + (inside if is_inside else 0)
            if first + length > len(data):
                raise ValueError("item beyond the file")
            yield kinds[item], first, first + length


def item_kinds(data: bytes, iinf: FileBox) -> dict[int, bytes]:
    """Return the types of items by their numbers (ISO/IEC 14496-12, section 8.11.6)."""
    kinds = {}
    count = 2 if data[iinf.start] == 0 else 4
    for entry in boxes(data, iinf.start + 4 + count, iinf.end):
        version, reader = data[entry.start], Reader(data, entry.start + 4)
        if entry.kind == b"infe" and version >= 2:
            item = reader.number(2 if version == 2 else 4)
            reader.number(2)
            kinds[item] = data[reader.position : reader.position + 4]
    return kinds


def extents(data: bytes, iloc: FileBox) -> Iterator[tuple[int, bool, int, int]]:
    """Yield where items are: number, whether in `idat`, position, length (section 8.11.3)."""
    version, reader = data[iloc.start], Reader(data, iloc.start + 4)
    sizes = reader.number(2)
    offset_size, length_size, base_size, index_size = (sizes >> n & 15 for n in (12, 8, 4, 0))
    if not length_size:
        raise ValueError("items without lengths")
    for _ in range(reader.number(2 if version < 2 else 4)):
        item = reader.number(2 if version < 2 else 4)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(base_size)
        for _ in range(reader.number(2)):
            if version:
                reader.number(index_size)
            start = base + reader.number(offset_size)
            yield item, method == 1, start, reader.number(length_size)
