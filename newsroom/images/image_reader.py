"""Image files read once: what earlier builds know of a file stays true while its state does."""

import pickle
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsroom.cache.stamp import State, is_settled, state_of
from newsroom.cache.store import Cache
from newsroom.diagnostics.rendering import plural
from newsroom.images.formats import ImageError
from newsroom.images.source_image import SourceImage, read_source_image
from newsroom.parallel.processes import map_in_processes
from newsroom.parallel.progress import Progress

KIND = "image"  # of values in the cache
PARALLEL = 4  # images: starting processes takes as long as decoding a photograph

ReadImages = Mapping[str, SourceImage | ImageError]  # by path below the content
Earlier = dict[str, tuple[State, SourceImage]]


def read_source_images(
    content: Path, paths: Iterable[str], cache: Cache | None, version: bytes, progress: Progress
) -> ReadImages:
    """Return what is known of the image files at some paths below a folder, or what is wrong.

    A file that is missing is left out. `version` is that of the code; the files
    that earlier builds have read with it are not read again if their states are the same.
    """
    key = version[:16]
    earlier = _load_images(cache, key)
    states = {path: state for path in paths if (state := _file_state(content / path))}
    images: dict[str, SourceImage | ImageError] = {}
    for path, state in states.items():
        if path in earlier and earlier[path][0] == state:
            images[path] = earlier[path][1]
    new = [path for path in states if path not in images]
    results = map_in_processes(_ImageReader(content), new, least=PARALLEL)
    for position, image in progress.track(
        f"reading {plural(len(new), 'image')}", results, len(new)
    ):
        if image:
            images[new[position]] = image
    if cache and new:
        settled: Earlier = {
            path: (states[path], image)
            for path, image in images.items()
            if isinstance(image, SourceImage) and is_settled(states[path])
        }
        cache.put(KIND, {key: pickle.dumps(settled, protocol=5)})
        cache.keep(KIND, {key})
    return {path: images[path] for path in states if path in images}


def _load_images(cache: Cache | None, key: bytes) -> Earlier:
    data = cache.get(KIND, key) if cache else None
    earlier: Earlier = pickle.loads(data) if data else {}  # noqa: S301  # only we write the file
    return earlier


def _file_state(file: Path) -> State | None:
    try:
        return state_of(file.stat())
    except (OSError, ValueError):
        return None


class _ImageReader:
    def __init__(self, content: Path) -> None:
        self.content = content

    def __call__(self, path: str) -> SourceImage | ImageError | None:
        try:
            return read_source_image(self.content / path, path)
        except FileNotFoundError:
            return None
        except OSError as error:
            return ImageError(f"cannot read the file: {error.strerror}", "check its permissions")
        except ImageError as error:
            return ImageError(error.message, error.advice)  # without what raised it
