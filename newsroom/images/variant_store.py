"""Variants that were made before: files in a folder, which may be deleted at any time.

The name of a file is that of its URL, with a hash of the libraries that made it and one of its
bytes. So a listing of the folder tells what exists, without looking at any file, and a file that
was damaged on the disk is noticed when it is read, and made again.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from PIL import features

from newsroom.cache.store import PRIVATE
from newsroom.files.atomic import replace_files
from newsroom.images.encoder import encode_variants
from newsroom.images.formats import ImageError
from newsroom.images.rasterizer import RasterizerError
from newsroom.images.source_image import SourceImage, digest_of, read_image_bytes
from newsroom.images.variants import Variant
from newsroom.parallel.processes import processors
from newsroom.parallel.progress import Progress

DAY = 86_400  # seconds
UNUSED = 30 * DAY  # after which a file is removed
PRUNED = ".pruned"  # a file that was last changed when unused ones were removed
LIBRARIES = blake2b(
    " ".join(
        str(features.version(name)) for name in ("pil", "avif", "webp", "jpg", "zlib")
    ).encode(),
    digest_size=4,
).hexdigest()


class VariantStore:
    """The files of variants in a folder, made of sources below a folder `content`.

    Without a folder (None) nothing is kept, and variants are made whenever they are read. So are
    they if it cannot be written, which is reported once as a warning.
    """

    def __init__(
        self, folder: Path | None, content: Path, clock: Callable[[], float] = time.time
    ) -> None:
        self.folder, self.content, self._clock = folder, content, clock
        self._is_writable = folder is not None
        self._digests = dict(self._list())  # by name, of the files in the folder

    def has(self, url: str) -> bool:
        """Return whether the variant with a URL has a file, damaged or not."""
        return name_of(url) in self._digests

    def missing(self, variants: Iterable[Variant]) -> list[Variant]:
        """Return the variants that have no file yet, in their order."""
        return [variant for variant in variants if not self.has(variant.url)]

    def read(self, variant: Variant) -> bytes:
        """Return the bytes of a variant, which is made where it is missing or damaged.

        Raises `ImageError` or `OSError` if its source has changed, or cannot be read or drawn.
        """
        name = variant_name(variant)
        if self.folder and (digest := self._digests.get(name)):
            with suppress(OSError):
                data = path_of(self.folder, name, digest).read_bytes()
                if hash_of(data) == digest:
                    return data
        ((_, data),) = self._encode([variant])
        self._write({name: data})
        return data

    def make(self, variants: Iterable[Variant], progress: Progress | None = None) -> None:
        """Make the files of variants that are missing, with all processors.

        Threads do it, for Pillow releases Python's lock: two take half as long as one. No more
        images are decoded at once than there are processors. A step of progress is one source.
        Raises `ImageError` or `OSError` as `read` does, the former with the path of the source.
        """
        groups = self._by_source(self.missing(dict.fromkeys(variants)))
        if not groups or not self._writable_folder():
            return
        with ThreadPoolExecutor(processors()) as pool:
            futures = [pool.submit(self._make_source, group) for group in groups]
            try:
                results = (progress or Progress()).track(
                    "images", as_completed(futures), len(groups)
                )
                for future in results:
                    future.result()
            finally:
                for future in futures:
                    future.cancel()

    def prune(self, used: Iterable[str]) -> None:
        """Remove files that no build has used for `UNUSED`; look for them once a day.

        `used` are the URLs of the variants of this build.
        """
        if self.folder is None:
            return
        now, stamp = self._clock(), self.folder / PRUNED
        with suppress(OSError):
            if now - stamp.stat().st_mtime < DAY:
                return
        names = {*map(name_of, used)}
        digests = self._digests.items()
        files = {path_of(self.folder, *item).name for item in digests if item[0] in names}
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):  # what another build has removed
                    if entry.name in files:
                        os.utime(entry, (now, now))
                    elif now - entry.stat().st_mtime > UNUSED:
                        Path(entry).unlink()
            stamp.touch()
            os.utime(stamp, (now, now))

    def _list(self) -> Iterator[tuple[str, str]]:
        """Yield the names of variants that these libraries made, and the hashes of their bytes."""
        if self.folder is None:
            return
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                name, _, rest = entry.name.rpartition(f".{LIBRARIES}.")
                if name and not name.startswith("."):
                    yield name, rest

    def _by_source(self, variants: Iterable[Variant]) -> list[list[Variant]]:
        ordered = sorted(variants, key=lambda variant: variant.source.path)
        return [[*group] for _, group in groupby(ordered, key=lambda variant: variant.source)]

    def _make_source(self, variants: Sequence[Variant]) -> None:
        if self._is_writable:
            self._write({variant_name(variant): data for variant, data in self._encode(variants)})

    def _encode(self, variants: Sequence[Variant]) -> Iterator[tuple[Variant, bytes]]:
        source = variants[0].source
        try:
            yield from encode_variants(self._source_bytes(source), variants)
        except (ImageError, RasterizerError) as error:
            message, _, advice = str(error).partition("; ")
            file = f"{self.content.name}/{source.path}"
            raise ImageError(f"{file}: {message}", advice) from error

    def _source_bytes(self, source: SourceImage) -> bytes:
        data = read_image_bytes(self.content / source.path)
        if digest_of(data) != source.digest:
            raise ImageError("changed since it was read", "build again")
        return data

    def _writable_folder(self) -> Path | None:
        """Return the folder, which is created; None if it cannot be written."""
        if self.folder and self._is_writable:
            try:
                self.folder.parent.mkdir(mode=PRIVATE, exist_ok=True)
                self.folder.mkdir(exist_ok=True)
            except OSError as error:
                self._warn(error)
        return self.folder if self._is_writable else None

    def _write(self, files: dict[str, bytes]) -> None:
        folder = self._writable_folder()
        if folder is None:
            return
        digests = {name: hash_of(data) for name, data in files.items()}
        paths = {name: path_of(folder, name, digest) for name, digest in digests.items()}
        try:
            replace_files({paths[name]: data for name, data in files.items()})
        except OSError as error:
            self._warn(error)
            return
        self._digests |= digests

    def _warn(self, error: OSError) -> None:
        if self._is_writable:
            self._is_writable = False
            advice = "images are made again by each build"
            sys.stderr.write(
                f"warning: cannot use the cache {self.folder}/: {error.strerror}; {advice}\n"
            )


def variant_name(variant: Variant) -> str:
    """Return the last part of the URL of a variant."""
    return name_of(variant.url)


def name_of(url: str) -> str:
    """Return the last part of a URL."""
    return url.rpartition("/")[2]


def path_of(folder: Path, name: str, digest: str) -> Path:
    """Return the file of a variant by the last part of its URL and the hash of its bytes."""
    return folder / f"{name}.{LIBRARIES}.{digest}"


def hash_of(data: bytes) -> str:
    """Return a hash of the bytes of a file in hexadecimal."""
    return blake2b(data, digest_size=8).hexdigest()
