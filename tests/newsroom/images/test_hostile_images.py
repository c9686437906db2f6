"""Damaged and hostile image files: an error with a sentence, never a traceback or a half image."""

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from newsroom.images.encoder import encode_variants
from newsroom.images.formats import ImageError
from newsroom.images.metadata import strip_metadata
from newsroom.images.source_image import read_bitmap
from newsroom.images.variants import plan_variants
from tests.conftest import ROOT
from tests.photographs import camera_data, encoded, photograph, png_chunk, png_of_size, wide_profile

FORMATS = ("AVIF", "BMP", "GIF", "JPEG", "PNG", "PROGRESSIVE", "WEBP")
SIDE = 10_100  # 102 megapixels, 306 MB
WEBP_BOMB = bytes.fromhex(  # 16,383 pixels squared, all of one colour
    "524946461a000000574542505650384c0e0000002ffebfff0f071011fd0f4444ff03"
)


@cache
def sample(kind: str) -> tuple[str, bytes]:
    """The format of a small photograph and its bytes."""
    image, name = photograph((48, 32)), "JPEG" if kind == "PROGRESSIVE" else kind
    options: dict[str, object] = {"progressive": True} if kind == "PROGRESSIVE" else {}
    if name not in ("BMP", "GIF"):
        options |= {"exif": camera_data(6), "icc_profile": wide_profile()}
    return name, encoded(image, name, **options)


def use(data: bytes, name: str) -> int:
    """Do all that is done with a file; give the number of its variants."""
    source = read_bitmap(data, "a", name)
    if not source.is_resized:
        return 0
    variants = plan_variants(source, [24], ["WEBP"], 1.0).variants
    return len(list(encode_variants(data, variants)))


@pytest.mark.parametrize("kind", FORMATS)
def test_no_variant_is_made_of_a_truncated_file(kind: str) -> None:
    name, data = sample(kind)
    assert use(data, name) == (0 if name == "GIF" else 2)
    # Where no more than the end marker of a JPEG is missing, a decoder may have all pixels.
    last = len(data) - (3 if name == "JPEG" else 1)
    for end in range(0, last, 3 if len(data) < 6000 else 11):
        with pytest.raises(ImageError):
            use(data[:end], name)
    for end in range(len(data) - 12, last + 1):
        with pytest.raises(ImageError):
            use(data[:end], name)


@pytest.mark.parametrize("kind", FORMATS)
@given(values=st.dictionaries(st.integers(0, 9999), st.integers(0, 255), min_size=1, max_size=8))
def test_a_damaged_file_is_an_image_or_an_error(kind: str, values: Mapping[int, int]) -> None:
    name, data = sample(kind)
    damaged = bytearray(data)
    for position, value in values.items():
        damaged[position * len(data) // 10_000] = value
    for action in (use, strip_metadata):
        try:
            action(bytes(damaged), name)
        except ImageError as error:
            assert error.advice


@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.binary(max_size=200))
def test_any_bytes_after_a_signature_are_an_image_or_an_error(kind: str, data: bytes) -> None:
    name, good = sample(kind)
    for start in (b"", good[:12], good[:40]):
        for action in (use, strip_metadata):
            try:
                action(start + data, name)
            except ImageError as error:
                assert error.advice


def png_bomb() -> bytes:
    """A PNG of a megabyte whose pixels take a thousand times as much."""
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(1)
    row = b"\0" * (3 * SIDE + 1)
    pixels = b"".join(packer.compress(row) for _ in range(SIDE)) + packer.flush()
    chunks = (b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def patched(name: str, size: bytes, find: Callable[[bytes], int]) -> bytes:
    """A small image whose header says another size."""
    data = encoded(Image.new("P" if name == "GIF" else "RGB", (5, 5)), name)
    position = find(data)
    return data[:position] + size + data[position + len(size) :]


def ico_with(png: bytes) -> bytes:
    """An icon of 32 pixels that contains a larger image."""
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(png), 22) + png


@pytest.mark.skipif(sys.platform != "linux", reason="measured by /proc of Linux")
def test_huge_images_take_little_memory(tmp_path: Path) -> None:
    bomb = png_bomb()
    files = {
        "header.png": png_of_size(SIDE, SIDE),
        "bomb.png": bomb,
        "bomb.ico": ico_with(bomb),
        "a.bmp": patched("BMP", struct.pack("<ii", 60_000, 60_000), lambda _: 18),
        "frame.gif": patched("GIF", b"\xff\xff\xff\xff", lambda data: data.index(b",") + 5),
        "a.jpg": patched("JPEG", b"\xff\xdc\xff\xdc", lambda data: data.index(b"\xff\xc0") + 5),
        "a.webp": WEBP_BOMB,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    script = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from newsroom.images.formats import ImageError\n"
        "from newsroom.images.source_image import read_source_image\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        print(read_source_image(Path(name), name))\n"
        "    except ImageError as error:\n"
        "        print(error.message)\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(re.search(r'VmHWM:\\s*([0-9]+)', status)[1])\n"
    )
    command = [sys.executable, "-c", script, *(str(tmp_path / name) for name in files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    *messages, kilobytes = done.stdout.splitlines()
    assert messages == ["image over the limit of 100 megapixels"] * len(files)
    assert int(kilobytes) < 100_000
    assert done.stderr == ""


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_an_image_of_the_largest_size_is_read() -> None:
    data = encoded(Image.new("1", (10_000, 10_000)), "PNG")
    assert read_bitmap(data, "a", "PNG").width == 10_000


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_jpeg_with_a_damaged_list_of_images_is_read() -> None:
    data = encoded(photograph(), "MPO", save_all=True, append_images=[photograph((60, 40))])
    position = data.index(b"MPF\0") + 8
    damaged = data[:position] + b"\xff" * 4 + data[position + 4 :]
    assert read_bitmap(damaged, "a", "JPEG").width == 120


@pytest.mark.parametrize(
    "profile",
    [b"", b"x", wide_profile()[:200], wide_profile()[:-1], wide_profile()[:128] + b"\xff" * 400],
    ids=["empty", "one byte", "half", "almost all", "table"],
)
def test_a_damaged_profile_is_ignored(profile: bytes) -> None:
    assert use(encoded(photograph(), "PNG", icc_profile=profile), "PNG") == 2
