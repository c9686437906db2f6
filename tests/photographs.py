"""Images for tests, drawn: photographs as cameras and phones save them, in every format."""

import io
import struct
import zlib
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageCms, TiffImagePlugin

Color = tuple[int, int, int]
CORNERS: Sequence[Color] = ((220, 40, 40), (40, 200, 60), (50, 60, 220), (230, 210, 40))
CAMERA = "Camera of a reporter"  # of which nothing is published
PLACE = (52.0, 31.0, 12.0)  # degrees, minutes, seconds


@cache
def photograph(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A gradient with noise, whose corners are red, green, blue and yellow, clockwise."""
    width, height = size
    gradient = Image.merge(
        "RGB",
        [
            Image.linear_gradient("L").resize(size),
            Image.linear_gradient("L").rotate(90).resize(size),
            Image.radial_gradient("L").resize(size),
        ],
    )
    noise = Image.effect_noise(size, 20).convert("RGB")
    image = Image.blend(gradient, noise, 0.2)
    block = (width // 4, height // 4)
    lefts, tops = (0, width - block[0]), (0, height - block[1])
    for color, corner in zip(CORNERS, ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
        image.paste(color, (lefts[corner[0]], tops[corner[1]], *_ends(lefts, tops, corner, block)))
    return image


def _ends(
    lefts: tuple[int, int], tops: tuple[int, int], corner: tuple[int, int], block: tuple[int, int]
) -> tuple[int, int]:
    return lefts[corner[0]] + block[0], tops[corner[1]] + block[1]


def camera_data(orientation: int = 1) -> Image.Exif:
    """EXIF with a camera, a place and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = CAMERA
    degrees = tuple(TiffImagePlugin.IFDRational(int(part), 1) for part in PLACE)
    exif.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})
    return exif


def sideways(image: Image.Image, orientation: int) -> Image.Image:
    """An image as a camera saves it that notes an orientation (EXIF 2.32, section 4.6.4)."""
    transpositions = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    way = transpositions.get(orientation)
    return image if way is None else image.transpose(way)


def encoded(image: Image.Image, format_name: str, **options: object) -> bytes:
    """The bytes of a file."""
    file = io.BytesIO()
    image.save(file, format_name, **options)
    return file.getvalue()


def photograph_file(
    width: int, height: int, format_name: str = "JPEG", orientation: int = 1
) -> bytes:
    """The bytes of a photograph with camera data; its size is that of the stored pixels."""
    return encoded(photograph((width, height)), format_name, exif=camera_data(orientation))


def decoded(data: bytes) -> Image.Image:
    """The image in a file, with all its pixels."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_size(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG of few bytes whose header says a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


@cache
def swapped_profile() -> bytes:
    """An ICC profile whose red is the blue of sRGB, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"#XYZ").replace(b"bXYZ", b"rXYZ").replace(b"#XYZ", b"bXYZ")


@cache
def wide_profile() -> bytes:
    """An ICC profile with the primaries of Display P3, which phones have, adapted to D50."""
    colorants = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(int.from_bytes(data[128:132], "big")):
        entry = 132 + 12 * number
        offset = int.from_bytes(data[entry + 4 : entry + 8], "big")
        for value, at in zip(
            colorants.get(bytes(data[entry : entry + 4]), ()), (8, 12, 16), strict=False
        ):
            data[offset + at : offset + at + 4] = struct.pack(">i", round(value * 65536))
    return bytes(data)
