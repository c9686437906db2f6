"""Files that are published under their own names, without the data of cameras and programs."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps, ImageSequence, PngImagePlugin

from newsroom.images.formats import ImageError
from newsroom.images.image_files import image_size
from newsroom.images.metadata import strip_metadata
from tests.photographs import (
    CAMERA,
    CORNERS,
    camera_data,
    decoded,
    encoded,
    photograph,
    png_chunk,
    sideways,
    wide_profile,
)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
XMP = f"<x:xmpmeta>{CAMERA}</x:xmpmeta>".encode()


def is_same(first: bytes, second: bytes) -> bool:
    """Whether two files show the same pixels."""
    images = [decoded(data).convert("RGBA") for data in (first, second)]
    return ImageChops.difference(*images).getbbox(alpha_only=False) is None


@pytest.mark.parametrize("format_name", FORMATS)
def test_data_of_cameras_is_removed(format_name: str) -> None:
    options = {"exif": camera_data().tobytes(), "xmp": XMP, "icc_profile": wide_profile()}
    data = encoded(photograph(), format_name, **options)
    assert CAMERA.encode() in data
    stripped = strip_metadata(data, format_name)
    assert CAMERA.encode() not in stripped
    image = decoded(stripped)
    assert not image.getexif()
    assert image.info["icc_profile"] == wide_profile()
    assert image.size == (120, 80)
    assert is_same(stripped, data)
    assert strip_metadata(stripped, format_name) == stripped


@pytest.mark.parametrize("format_name", [*FORMATS, "GIF", "BMP", "ICO"])
def test_a_file_without_such_data_stays_as_it_is(format_name: str) -> None:
    data = encoded(photograph(), format_name)
    assert strip_metadata(data, format_name) == data


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_photograph_becomes_upright(
    tmp_path: Path, format_name: str, orientation: int
) -> None:
    exif = camera_data(orientation).tobytes()
    data = encoded(sideways(photograph(), orientation), format_name, exif=exif, quality=95)
    stripped = strip_metadata(data, format_name)
    image = ImageOps.exif_transpose(decoded(stripped))
    assert image.size == (120, 80)
    colors = image.convert("RGB")
    for point, color in zip(((5, 5), (114, 5), (114, 74), (5, 74)), CORNERS, strict=True):
        assert colors.getpixel(point) == pytest.approx(color, abs=20)
    (tmp_path / "a.png").write_bytes(stripped)
    assert image_size(tmp_path / "a.png") == (120, 80)
    assert CAMERA.encode() not in stripped


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "GIF"])
def test_comments_are_removed(format_name: str) -> None:
    texts = PngImagePlugin.PngInfo()
    for number, name in enumerate(("Author", "Comment", "XML:com.adobe.xmp")):
        texts.add_text(name, CAMERA, zip=number == 1)
        texts.add_itxt(name, CAMERA, zip=number == 1)
    options = {"pnginfo": texts} if format_name == "PNG" else {"comment": CAMERA.encode()}
    data = encoded(photograph().quantize(64).convert("RGB"), format_name, **options)
    stripped = strip_metadata(data, format_name)
    assert CAMERA.encode() not in stripped
    assert len(stripped) < len(data)
    assert is_same(stripped, data)
    assert not getattr(decoded(stripped), "text", {})


def test_segments_of_a_jpeg_that_programs_add_are_removed() -> None:
    data = encoded(photograph(), "JPEG")
    jfif, rest = data[2:20], data[20:]
    thumbnail = jfif[:2] + (16 + 3).to_bytes(2, "big") + jfif[4:16] + b"\1\1" + b"rgb"
    extra = [
        b"\xff" + bytes([marker]) + (2 + len(CAMERA)).to_bytes(2, "big") + CAMERA.encode()
        for marker in (0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xEF, 0xFE)
    ]
    noisy = data[:2] + thumbnail + b"".join(extra) + b"\xff" + rest + CAMERA.encode()
    assert strip_metadata(noisy, "JPEG") == data


def test_images_behind_the_first_of_a_jpeg_are_removed() -> None:
    second = photograph((60, 40))
    data = encoded(photograph(), "MPO", save_all=True, append_images=[second])
    stripped = strip_metadata(data, "JPEG")
    assert stripped.count(b"\xff\xd8\xff") == 1
    assert is_same(stripped, data)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}])
def test_every_kind_of_jpeg_is_read(options: dict[str, object]) -> None:
    data = encoded(photograph(), "JPEG", exif=camera_data(), **options)
    stripped = strip_metadata(data, "JPEG")
    assert is_same(stripped, data)
    assert b"Exif" not in stripped


def test_photographs_of_phones_say_nothing_of_their_place() -> None:
    pytest.importorskip("pillow_heif").register_heif_opener()
    exif = camera_data(6).tobytes()
    image = sideways(photograph(), 6)
    data = encoded(image, "HEIF", exif=exif, xmp=XMP, icc_profile=wide_profile())
    assert data.count(CAMERA.encode()) == 2
    stripped = strip_metadata(data, "HEIF")
    assert CAMERA.encode() not in stripped
    assert is_same(stripped, data)
    assert decoded(stripped).size == (120, 80)


def test_credentials_in_an_avif_are_removed() -> None:
    data = encoded(photograph(), "AVIF")
    credentials = b"\xd8\xfe\xc3\xd6\x1b\x0eH<\x92\x97X(\x87~\xc4\x81" + CAMERA.encode()
    box = (8 + len(credentials)).to_bytes(4, "big") + b"uuid" + credentials
    stripped = strip_metadata(data + box, "AVIF")
    assert stripped == data + box[:4] + b"free" + bytes(len(credentials))


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_stays_one(format_name: str) -> None:
    frames = [photograph((60, 40)).rotate(90 * number) for number in range(3)]
    options: dict[str, object] = {"duration": 100}
    options |= {"comment": CAMERA} if format_name == "GIF" else {"exif": camera_data().tobytes()}
    data = encoded(frames[0], format_name, save_all=True, append_images=frames[1:], **options)
    stripped = strip_metadata(data, format_name)
    assert CAMERA.encode() not in stripped
    with Image.open(io.BytesIO(stripped)) as image:
        opened = [frame.convert("RGB") for frame in ImageSequence.Iterator(image)]
    assert [frame.size for frame in opened] == [(60, 40)] * 3


def test_private_chunks_of_a_png_and_what_follows_it_are_removed() -> None:
    data = encoded(photograph(), "PNG")
    noisy = data[:33] + png_chunk(b"caBX", CAMERA.encode()) + data[33:] + CAMERA.encode()
    assert strip_metadata(noisy, "PNG") == data


@pytest.mark.parametrize("format_name", [*FORMATS, "GIF"])
def test_a_truncated_file_is_an_error_and_never_a_crash(format_name: str) -> None:
    data = encoded(
        photograph((24, 16)),
        format_name,
        **({} if format_name == "GIF" else {"exif": camera_data()}),
    )
    for end in range(0, len(data) - 2, 7):
        try:
            strip_metadata(data[:end], format_name)
        except ImageError:
            continue


def box(kind: bytes, content: bytes) -> bytes:
    """A box of a file such as AVIF."""
    return (8 + len(content)).to_bytes(4, "big") + kind + content


ITEM = box(b"infe", b"\2\0\0\0\0\1\0\0Exif\0")
KINDS = box(b"iinf", b"\0\0\0\0\0\1" + ITEM)
PIECE = (0).to_bytes(4, "big") + (100).to_bytes(4, "big")


def avif_with(sizes: bytes, pieces: bytes, count: int) -> bytes:
    """A file whose EXIF is in pieces; `sizes` are those of their positions and lengths."""
    item = b"\0\1" + b"\0\0" + count.to_bytes(2, "big") + pieces
    locations = box(b"iloc", b"\0\0\0\0" + sizes + b"\0\1" + item)
    return box(b"meta", b"\0\0\0\0" + KINDS + locations) + box(b"mdat", b"." * 200)


def test_pieces_of_data_are_blanked() -> None:
    start = avif_with(b"\x44\0", PIECE, 1).index(b"mdat") + 4
    piece = start.to_bytes(4, "big") + (100).to_bytes(4, "big")
    stripped = strip_metadata(avif_with(b"\x44\0", piece, 1), "AVIF")
    assert stripped.count(b".") == 100
    assert stripped[start + 4 : start + 8] == b"MM\0*"


@pytest.mark.parametrize(
    "data",
    [
        avif_with(b"\0\0", b"", 65_535),
        avif_with(b"\x44\0", PIECE * 65, 65),
        avif_with(b"\x44\0", PIECE, 2),
        avif_with(b"\x44\0", b"\xff" * 8, 1),
        box(b"moov", b"\xff" * 8),
    ],
    ids=["no lengths", "many", "truncated", "beyond", "box"],
)
def test_hostile_lists_of_items_are_errors(data: bytes) -> None:
    with pytest.raises(ImageError):
        strip_metadata(data, "AVIF")


def test_nested_boxes_take_no_stack() -> None:
    data = b"x" * 8
    for _ in range(5000):
        data = box(b"moov", data)
    assert strip_metadata(data, "AVIF") == data
