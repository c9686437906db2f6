"""Makes the variants of a folder of images: `python -m benchmarks.image_variants FOLDER CACHE W…`.

What is known of each image is kept between two runs, as a build keeps it in its cache, by the size
and the times of the file. The last line says how many milliseconds it took to look for what exists.
"""

import pickle
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from newsroom.images.source_image import SourceImage, read_source_image
from newsroom.images.variant_store import VariantStore
from newsroom.images.variants import plan_variants
from newsroom.parallel.processes import processors

FORMATS = ("AVIF", "WEBP")  # and JPEG, the format of the photographs
Known = dict[tuple[str, int, int], SourceImage]


def read_sources(folder: Path, cache: Path) -> list[SourceImage]:
    """Return what is known of the images of a folder; those that have changed are read."""
    sources: Known = pickle.loads(cache.read_bytes()) if cache.is_file() else {}  # noqa: S301
    states = [(path, path.stat()) for path in sorted(folder.iterdir())]
    keys = {(path.name, status.st_size, status.st_mtime_ns): path for path, status in states}
    changed = {key: path for key, path in keys.items() if key not in sources}
    if changed:
        with ThreadPoolExecutor(processors()) as pool:
            read = pool.map(lambda path: read_source_image(path, path.name), changed.values())
            sources |= dict(zip(changed, read, strict=True))
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(pickle.dumps(sources))
    return [sources[key] for key in keys]


def main(folder: str, cache: str, *widths: str) -> int:
    """Make all variants that are missing; return the exit status."""
    start = time.perf_counter()
    sources = read_sources(Path(folder), Path(cache, "sources.pickle"))
    plans = [plan_variants(source, [*map(int, widths)], FORMATS) for source in sources]
    variants = [variant for plan in plans for variant in plan.variants]
    store = VariantStore(Path(cache, "images"), Path(folder))
    missing = store.missing(variants)
    looked = time.perf_counter() - start
    store.make(missing)
    print(f"{len(missing)} of {len(variants)} made, {looked * 1000:.1f} ms")
    return 0


if __name__ == "__main__":
    arguments: Sequence[str] = sys.argv[1:]
    raise SystemExit(main(*arguments))
