"""Data of cameras and programs in image files that are published under their own names.

Bitmaps are rewritten piece by piece, without decoding their pixels, with only the pieces that say
how they are shown. That leaves out places, serial numbers, names, comments, thumbnails that may
show what was cut off, and images behind the first.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping

from PIL import JpegImagePlugin

from newsroom.images.encoder import TRANSPOSITIONS
from newsroom.images.formats import ImageError, open_bitmap, orientation
from newsroom.images.heif_items import blank_metadata

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)
WEBP_CHUNKS = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
WEBP_METADATA = 0b1100  # flags of VP8X: the file has EXIF, XMP
GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # how often an animation is shown
ENTROPY_END = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")  # the next marker after pixels of a JPEG
JPEG_SEGMENTS: Mapping[int, bytes] = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
TURNED_BY_EXIF = ("JPEG", "PNG", "WEBP")  # others say it in a way that is not removed
LOSSLESS = 90  # quality of an image that is encoded again


def strip_metadata(data: bytes, format_name: str) -> bytes:
    """Return the same image without data about where, when, how and by whom it was made.

    Pixels, animations, colour profiles and alpha stay; an image that is turned by EXIF is encoded
    again upright. The bytes are the same if there is nothing to remove. Raises `ImageError` for a
    file that is damaged.
    """
    pieces = STRIPPERS.get(format_name)
    if pieces is None:
        return data
    if format_name in TURNED_BY_EXIF and (upright := _upright(data, format_name)):
        data = upright
    try:
        return b"".join(pieces(data))
    except (IndexError, ValueError):
        raise ImageError("damaged or truncated image", "copy or export it again") from None


def _upright(data: bytes, format_name: str) -> bytes | None:
    """Return an image encoded again that EXIF says to turn, None for one that is upright."""
    with open_bitmap(data, (format_name,)) as image:
        turned = orientation(image)
        if turned == 1 or (getattr(image, "is_animated", False) and format_name != "JPEG"):
            return None
        options: dict[str, object] = {"icc_profile": image.info.get("icc_profile"), "exif": b""}
        if isinstance(image, JpegImagePlugin.JpegImageFile):
            options["qtables"] = image.quantization
            options["subsampling"] = JpegImagePlugin.get_sampling(image)
        elif format_name == "WEBP":
            options["lossless"] = data[12:16] == b"VP8L"
            options["quality"] = LOSSLESS
        file = io.BytesIO()
        image.transpose(TRANSPOSITIONS[turned]).save(file, format_name, **options)
    return file.getvalue()


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG (ITU-T T.81, annex B) that are needed to show it."""
    yield data[:2]
    at = 2
    while True:
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at] != 0xFF or length < 2:
            raise ValueError("no marker")
        segment = data[at : at + 2 + length]
        at += 2 + length
        yield _jpeg_segment(marker, segment)
        if marker == 0xDA:
            end = ENTROPY_END.search(data, at)
            if not end:
                raise ValueError("no end")
            yield data[at : end.start()]
            at = end.start()


def _jpeg_segment(marker: int, segment: bytes) -> bytes:
    if marker == 0xFE:  # a comment
        return b""
    if not 0xE0 <= marker <= 0xEF:
        return segment
    if not segment[4:].startswith(JPEG_SEGMENTS.get(marker, b"\xff")):
        return b""
    if marker == 0xE0 and segment[16:18] != b"\0\0":  # with a thumbnail
        return segment[:2] + b"\0\x10" + segment[4:16] + b"\0\0"
    return segment


def _png(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that are needed to show it."""
    yield PNG_SIGNATURE
    at, kind = len(PNG_SIGNATURE), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at : at + 12 + length]
        at += 12 + length
        if len(chunk) < 12 + length:
            raise ValueError("truncated")
        if kind in PNG_CHUNKS:
            yield chunk


def _webp(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of a WebP (RFC 9649) that are needed to show it, after their length."""
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    chunks, at = [], 12
    while at + 8 <= end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        length += 8 + length % 2
        chunk = data[at : min(at + length, end)]
        if kind == b"VP8X":
            flags = bytes([chunk[8] & ~WEBP_METADATA])
            chunk = chunk[:8] + flags + chunk[9:]
        if kind in WEBP_CHUNKS:
            chunks.append(chunk)
        at += length
    yield b"RIFF" + (4 + sum(map(len, chunks))).to_bytes(4, "little") + b"WEBP"
    yield from chunks


def _gif(data: bytes) -> Iterator[bytes]:
    """Yield the blocks of a GIF (version 89a) without comments and data of programs."""
    at = 13 + _color_table(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at = _after_blocks(data, at + 11 + _color_table(data[at + 9]))
            yield data[start:at]
            continue
        if data[at] != 0x21:
            raise ValueError("no block")
        label = data[at + 1]
        at = _after_blocks(data, at + 2)
        if label in (0x01, 0xF9) or (label == 0xFF and data[start + 3 : start + 14] in GIF_LOOPS):
            yield data[start:at]
    yield b";"


def _color_table(flags: int) -> int:
    """Return the length of a colour table by the byte that tells of it."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Return the position after blocks of data, each of which has its length before it."""
    while length := data[at]:
        at += 1 + length
    return at + 1


STRIPPERS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {
    "AVIF": blank_metadata,
    "GIF": _gif,
    "HEIF": blank_metadata,
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
}
