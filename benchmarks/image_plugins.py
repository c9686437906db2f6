"""Times what plugins do with images that have not changed: `python -m benchmarks.image_plugins`.

Milliseconds of CPU in a build that runs all plugins, as after a new post, of a blog in which each
post has a photograph above its text and in it: to look for each image file and for the files that
are made of it, and to plan them. No file is made: empty ones have the names that are looked for. A
build after which no file has changed ends before that, and one after an edit of a text does this
for that text alone. Medians over whole processes.
"""

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.meter import Meter, Seconds
from benchmarks.photographs import write_photographs
from benchmarks.plugins import ROOT, create_project
from newsroom.build.pelican_adapter import SitePelican
from newsroom.build.settings_file import read_settings_file
from newsroom.cache.stamp import RACE
from newsroom.cache.store import Cache
from newsroom.images.variant_store import LIBRARIES
from newsroom.pipeline.run import run_pipeline

PLUGINS = ("images", "lead_image", "body_images", "attachments", "image_files")
FOLDER = ".cache"
SIZE = (2000, 1500)  # of photographs: enough for all widths but the largest


def add_photographs(folder: Path) -> None:
    """Give each post of a project a photograph, above its text and in it."""
    images = folder / "content/images"
    posts = sorted((folder / "content/posts").rglob("*.md"))
    write_photographs(images, len(posts), SIZE)
    for post, image in zip(posts, sorted(images.glob("photograph-*.jpg")), strict=True):
        lines = [
            line
            for line in post.read_text(encoding="utf-8").splitlines()
            if not line.startswith("image")
        ]
        lines[1:1] = [f"image: {image.name}", "image_alt: Something to be seen"]
        body = f"![Something to be seen](/images/{image.name})"
        post.write_text("\n".join([*lines, "", body, ""]), encoding="utf-8")


def run_plugins(folder: Path) -> dict[str, Seconds]:
    """Run all plugins on a project; return the CPU seconds of each, and make what is looked for."""
    os.chdir(folder)
    meter = Meter()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        cache = Cache(folder / FOLDER)
        pelican = SitePelican(read_settings_file("pelicanconf.py", Path("output")), cache)
        meter.watch(pelican)
        pelican.check()
        names = {file.url.rpartition("/")[2] for file in pelican.site.files if is_made(file.url)}
        images = folder / FOLDER / "images"
        images.mkdir(exist_ok=True)
        for name in names:
            (images / f"{name}.{LIBRARIES}.{'0' * 16}").touch()
        run_pipeline(pelican.site, pelican.pipeline, until="publish", since="enrich")
        cache.commit()
    return {**meter.spent, "files": (len(names), 0)}


def is_made(url: str) -> bool:
    """Return whether a file of a site is made of a photograph."""
    return url.startswith("media/")


def run_in_process(folder: Path) -> dict[str, float]:
    """Return the milliseconds of the plugins of images, and the number of files."""
    command = [sys.executable, "-m", "benchmarks.image_plugins", "--folder", str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    spent: dict[str, Seconds] = json.loads(done.stdout)
    return {name: spent.get(name, (0, 0))[0] for name in (*PLUGINS, "files")}


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print a table, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.image_plugins",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=200, help="photographs (default: 200)")
    parser.add_argument("--runs", type=int, default=5, help="default: 5")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.folder:
        print(json.dumps(run_plugins(options.folder)))
        return 0
    with tempfile.TemporaryDirectory(prefix="images-") as name:
        folder = Path(name)
        create_project(folder, options.count)
        add_photographs(folder)
        time.sleep(RACE / 1e9 + 0.1)  # or the files are too new to be known by their states
        run_in_process(folder)
        runs = [run_in_process(folder) for _ in range(options.runs)]
    print(f"{options.count} photographs, {runs[0]['files']:,.0f} files: ms of CPU, medians")
    spent = {name: median(run[name] for run in runs) * 1000 for name in PLUGINS}
    for plugin, milliseconds in spent.items():
        print(f"{plugin:<16}{milliseconds:>8.1f}")
    print(f"{'together':<16}{sum(spent.values()):>8.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
