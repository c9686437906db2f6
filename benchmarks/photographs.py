"""Photographs that are drawn: as large, and as hard to compress, as those of a camera.

The spectrum of photographs falls with the frequency (1/f; D. J. Field, “Relations between the
statistics of natural images”, 1987), unlike that of white noise. A JPEG of 12 megapixels has about
3.5 MB.
"""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from newsroom.parallel.processes import map_in_processes

Field = npt.NDArray[np.float32]

SIZE = (4000, 3000)
FALL = 1.25  # of amplitudes with the frequency
GRAIN = 2.0  # of the sensor, in levels of 256
FIELDS = 5  # that are drawn; a photograph mixes three of them, moved and turned
QUALITY = 90
COLORS = ((38, 14, 6), (38, -4, 4), (38, -10, -16))  # of the fields, in levels of red, green, blue


@cache
def fields(size: tuple[int, int]) -> Sequence[Field]:
    """Return random fields with the spectrum of photographs, whose deviation is 1."""
    width, height = size
    down, across = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :]
    frequencies = np.sqrt(down * down + across * across)
    frequencies[0, 0] = 1
    amplitudes = (1 / frequencies**FALL).astype(np.float32)
    random = np.random.default_rng(1)
    drawn = []
    for _ in range(FIELDS):
        noise = random.standard_normal((height, width), dtype=np.float32)
        field = np.fft.irfft2(np.fft.rfft2(noise) * amplitudes, s=(height, width))
        drawn.append(((field - field.mean()) / field.std()).astype(np.float32))
    return drawn


def photograph(number: int, size: tuple[int, int] = SIZE) -> bytes:
    """Return a JPEG, another one for each number."""
    random = np.random.default_rng(number)
    chosen = [fields(size)[index] for index in random.permutation(FIELDS)[:3]]
    moved = [np.roll(field, random.integers(0, size[1]), axis=0)[:, ::-1] for field in chosen]
    slope = np.linspace(35, -35, size[1], dtype=np.float32)[:, None]
    grain = random.standard_normal(moved[0].shape, dtype=np.float32) * GRAIN
    base = random.integers(100, 140) + slope + grain
    planes = [base + sum(w * f for w, f in zip(row, moved, strict=True)) for row in COLORS]
    pixels = np.clip(np.stack(planes, axis=-1), 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def write_photographs(folder: Path, count: int, size: tuple[int, int] = SIZE) -> None:
    """Write so many photographs into a folder."""

    def write(number: int) -> None:
        (folder / f"photograph-{number:03}.jpg").write_bytes(photograph(number, size))

    fields(size)  # once, before the processes are copied
    for _ in map_in_processes(write, range(count), least=4):
        pass
