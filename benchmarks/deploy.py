"""Time and interruption of deployments: `python -m benchmarks.deploy [--files N] [--cuts N]`.

1. Nothing changed at N files: seconds that a whole deployment takes, in a new process, to a folder,
   by rsync and to an S3 store on loopback, and those of the target's own listing, in another one
   (benchmarks/listing.py). The two take turns; each figure is a median.
2. One changed file of N on that store: how many files are sent.
3. So many deployments to that store, each cut at random: from some request on the connection fails,
   the store answers 500 or 503 for a while, or the process is killed. After each, pages that name a
   missing file are counted; then the deployment is run again and the store compared with the build.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

from newsroom.deploy.s3.bucket import SHA256_KEY
from newsroom.output.manifest import sha256
from tests.built import missing, version, write_site
from tests.faults import CUT, CUT_LATE, SLOW, Fault, Faults, Line, Store, running_store

ROOT = Path(__file__).resolve().parent.parent
SEED = "deployments"
DEPLOY = ("newsroom", "deploy")
RUNS = 5
BEYOND_LISTING = 1.0  # target: seconds
KILL_WITHIN = 1.2  # seconds after the first request
PAGE = b"<!doctype html><title>%d</title><h1>%d</h1>" + b"<p>Words of a page.</p>" * 500


@contextlib.contextmanager
def project(folder: Path) -> Iterator[Path]:
    """Create a project to deploy from, in `folder`, which is the working directory of the block."""
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("content", "theme"):
        (folder / name).mkdir()
    with contextlib.chdir(folder):
        yield folder


def start_process(store: Store, *words: str, attempts: int = 1) -> subprocess.Popen[bytes]:
    """Start `python -m` with these words and the store in its environment."""
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | store.environment(attempts),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def printed_by(process: subprocess.Popen[bytes]) -> str:
    """Return what a deployment printed, at its end; raise `RuntimeError` if it failed."""
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(out.decode())
    return out.decode()


def measure(store: Store, name: str, destination: str) -> tuple[float, float]:
    """Return the seconds of a deployment that finds nothing changed, and of the listing alone."""
    totals, listings = [], []
    for _ in range(RUNS):
        listings.append(
            float(printed_by(start_process(store, "benchmarks.listing", name, destination)))
        )
        start = time.perf_counter()
        text = printed_by(start_process(store, *DEPLOY, name, "--dest", destination))
        if "nothing changed" not in text:
            raise RuntimeError(text)
        totals.append(time.perf_counter() - start)
    return median(totals), median(listings)


def nothing_changed(store: Store, files: int, live: Path) -> None:
    """Print the answers to questions 1 and 2."""
    output = Path("output")
    pages = {f"2025/{n % 100}/post-{n}/index.html": PAGE % (n, n) for n in range(files)}
    write_site(output, pages)
    # Straight to the store: a first deployment is not what is measured.
    for path, data in pages.items():
        store.client.put_object(
            Bucket="large", Key=path, Body=data, Metadata={SHA256_KEY: sha256(data)}
        )
    (live / "rsync").mkdir(parents=True)
    destinations = {"folder": str(live / "folder"), "rsync": str(live / "rsync"), "s3": "large"}
    for name in ("folder", "rsync"):
        printed_by(start_process(store, *DEPLOY, name, "--dest", destinations[name]))
    print(f"{f'nothing changed, {files:,} files':<34}{'s':>8}{'listing':>10}{'beyond':>10}")
    for name, destination in destinations.items():
        total, listing = measure(store, name, destination)
        verdict = "met" if total - listing <= BEYOND_LISTING else "missed"
        figures = f"{total:>8.2f}{listing:>10.2f}{total - listing:>10.2f}"
        print(f"{name:<34}{figures}   target {BEYOND_LISTING} s beyond at most: {verdict}")
    write_site(output, pages | {"2025/1/post-1/index.html": b"<title>n</title><h1>new</h1>"})
    store.line.reset()
    printed_by(start_process(store, *DEPLOY, "s3", "--dest", "large"))
    print(f"one changed page on S3: {len(store.line.sent)} file sent\n", flush=True)


def faults(kind: str, random: Random, requests: int) -> Faults:
    """Return the fault of each request, from a random one on."""
    at = random.randint(1, requests)
    spell = random.randint(1, 40)

    def fault(number: int) -> Fault:
        if kind in (CUT, CUT_LATE):
            return kind if number >= at else None
        if kind == SLOW:
            return SLOW if number % 4 == 0 else None
        return int(kind) if at <= number < at + spell else None

    return fault


def wait_for_request(line: Line) -> None:
    """Wait until the deployment has sent a request."""
    for _ in range(1000):
        if line.log:
            return
        time.sleep(0.01)


def cuts(store: Store, count: int) -> None:
    """Print the answer to question 3."""
    random = Random(SEED)
    kinds = (CUT, CUT_LATE, "500", "503", SLOW, "kill")
    broken, cut, unfinished = 0, 0, 0
    output = Path("output")
    shutil.rmtree(output, ignore_errors=True)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        if number % 20 == 0:
            for key in store.objects("news"):
                store.client.delete_object(Bucket="news", Key=key)
        files = version(number, 10)
        write_site(output, files)
        store.line.reset(faults(kind, random, 70) if kind != "kill" else lambda _: None)
        process = start_process(store, *DEPLOY, "s3", "--dest", "news")
        if kind in ("kill", SLOW):
            wait_for_request(store.line)
            time.sleep(random.random() * KILL_WITHIN)
            process.kill()
        process.communicate()
        cut += process.returncode != 0
        store.line.settle()
        broken += len(missing(store.objects("news")))
        store.line.reset()
        printed_by(start_process(store, *DEPLOY, "s3", "--dest", "news", attempts=5))
        unfinished += store.objects("news") != files
    print(f"deployments to S3               {count:>6}, of which cut: {cut}")
    print(f"pages that name a missing file  {broken:>6}   target 0")
    print(f"not finished by the next run    {unfinished:>6}   target 0")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status, 0 whether or not the targets were met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deploy", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="default: 10000")
    parser.add_argument("--cuts", type=int, default=200, help="default: 200")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name, running_store() as store:
        (Path(name) / "project").mkdir()
        with project(Path(name) / "project"):
            for bucket in ("large", "news"):
                store.client.create_bucket(Bucket=bucket)
            if options.files:
                nothing_changed(store, options.files, Path(name) / "live")
            if options.cuts:
                cuts(store, options.cuts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
