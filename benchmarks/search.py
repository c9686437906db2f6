"""What the search costs: `python -m benchmarks.search [--posts N …] [--words WORD …]`.

For each number of generated posts: the seconds that the index takes, those of a whole `publish`
that makes it, of one after an edit of a post and of one in which nothing has changed, and the bytes
that the first query loads in Chromium, of the files of the search alone and of all that the page
loads. Files that servers compress are compressed as nginx does it (gzip, level 6). A common, a
middling and a rare word are searched, each in a new browser. Cards of posts are not drawn.
"""

import argparse
import contextlib
import gzip
import http.server
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

from benchmarks.browser import FLAGS, PROGRAMS
from benchmarks.plugins import create_project
from benchmarks.posts import SEED
from benchmarks.process_tree import ToolError
from benchmarks.project import EDIT_WORDS
from newsroom.build.dry_run import start_pelican
from newsroom.files.media_types import content_type, is_compressible, media_type
from newsroom.output.writer import write_files
from newsroom.search.search_record import search_sources, sources_digest
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile, OutputFiles
from plugins.publish.search import build_index, index_language

ROOT = Path(__file__).resolve().parent.parent
POSTS = (18, 1000, 10_000)
BUDGET, BUDGETED = 150_000, 1000  # bytes of the first query, and up to how many posts
SEARCHED = "searched"  # a folder of the project
SITE = "https://search.example"
SETTINGS = 'SHARE_CARDS = {"draw": "never"}\nSEARCH = {"index": "build"}\n'
SHELF = 6  # level of gzip, as of nginx
WORD = re.compile(r"[a-z]{4,}")
WAIT = 30_000  # milliseconds for results


@dataclass(frozen=True)
class Query:
    """A word, the number of results, and the bytes of the search and of all that was loaded."""

    word: str
    results: str
    search: int
    total: int


def publish(folder: Path) -> float:
    """Publish a project in a new process; return the seconds; raise `ToolError` if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SITEURL": SITE}
    command = [sys.executable, "-m", "newsroom", "publish"]
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ToolError(done.stderr)
    return time.perf_counter() - start


def write_index(folder: Path) -> tuple[float, float, float]:
    """Write the search page of a project, and all that it loads, into its folder `searched`.

    Returns the seconds in which the index is made, those of processor time in it, and those in
    which it is compared with an earlier one.
    """
    os.chdir(folder)
    with contextlib.redirect_stderr(io.StringIO()):
        pelican = start_pelican("pelicanconf.py")
        pelican.check()
    site = pelican.site
    start = time.perf_counter()
    sources, language = (
        search_sources(site.public_articles, site.words),
        index_language(site.settings),
    )
    sources_digest(sources, language, "")
    compared, used = time.perf_counter(), processor_seconds()
    build_index(sources, language)
    seconds = time.perf_counter() - compared, processor_seconds() - used, compared - start
    pelican.enrich()
    pelican.load_templates()
    site.files = OutputFiles(file for file in site.files if is_searched(file, site))
    write_files(site, folder / SEARCHED)
    os.chdir(ROOT)
    return seconds


def processor_seconds() -> float:
    """Return the processor time of this process, and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def is_searched(file: OutputFile, site: Site) -> bool:
    """Return whether the search page may load a file, or is it."""
    return file.kind in ("theme", "hashed") or file.url == site.search_page


def edit_post(folder: Path) -> None:
    """Add some words to a post, as a writer does."""
    file = sorted((folder / "content/posts").rglob("*.md"))[0]
    words = " ".join(["another"] * EDIT_WORDS)
    file.write_text(f"{file.read_text('utf-8')}\n{words}.\n", encoding="utf-8")


def choose_words(folder: Path) -> list[str]:
    """Return a word that most posts have, one that a tenth has and one that few have."""
    files = sorted((folder / "content/posts").rglob("*.md"))
    sample = Random(SEED).sample(files, min(len(files), 300))
    counts = Counter(word for file in sample for word in prose_words(file.read_text("utf-8")))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    tenth = next(n for n, word in enumerate(ranked) if counts[word] <= max(1, len(sample) // 10))
    return [ranked[len(ranked) // 200], ranked[tenth], ranked[-1]]


def prose_words(text: str) -> set[str]:
    """Return the words of the prose of a post, which are searched, unlike those of its code."""
    lines = [line for line in text.splitlines() if line[:1].isalpha() and ":" not in line]
    return {word for line in lines for word in WORD.findall(line.lower())}


class CompressingHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and compresses what servers compress."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        """Send a file, or the page of a folder."""
        path = Path(self.directory) / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", content_type(path))
        if is_compressible(media_type(path)):
            data = gzip.compress(data, SHELF)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its origin."""

    def handler(*arguments: Any) -> CompressingHandler:
        return CompressingHandler(*arguments, directory=str(folder))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def search_in_browser(origin: str, words: Sequence[str]) -> list[Query]:
    """Return what each query loads in Chromium; none where Playwright or Chromium are missing."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not in each environment
    except ImportError:
        program = None
    if program is None:
        print("Chromium or Playwright is missing; the bytes of a query are left out")
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        return [search_for(browser, origin, word) for word in words]


def search_for(browser: Any, origin: str, word: str) -> Query:
    """Return what one query loads in a browser that has nothing of the site."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[Any] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108
    page.goto(f"{origin}/search/")
    page.get_by_role("searchbox").fill(word)
    status = page.get_by_role("status").filter(has_text="result")
    status.wait_for(timeout=WAIT)
    page.wait_for_load_state("networkidle")
    sizes = Counter({request.url: received(request.sizes()) for request in requests})
    results = (status.text_content() or "").split(" ")[0]
    context.close()
    return Query(word, results, search_bytes(sizes, origin), sizes.total())


def received(sizes: Mapping[str, int]) -> int:
    """Return the bytes of a response, with its headers."""
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def search_bytes(sizes: Mapping[str, int], origin: str) -> int:
    """Return the bytes of the files that only a query loads."""
    return sum(size for url, size in sizes.items() if "/pagefind" in url.removeprefix(origin))


def measure(count: int, words: Sequence[str], *, publishes: bool) -> None:
    """Print the figures for a number of posts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_project(folder, count)
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(f"\n{SETTINGS}")
        shutil.copy(ROOT / "publishconf.py", folder)
        if publishes:
            first = publish(folder)
            edit_post(folder)
            times = first, publish(folder), publish(folder)
            print("  publish {:.1f} s, after an edit {:.1f} s, unchanged {:.1f} s".format(*times))
        seconds, used, compared = write_index(folder)
        files = [p for p in (folder / SEARCHED / "pagefind").rglob("*") if p.is_file()]
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{count:,} posts: index in {seconds:.2f} s ({used:.2f} s of processor time)")
        print(f"  compared in {compared:.3f} s")
        print(f"  {len(files):,} files with {size:.2f} MB")
        with served(folder / SEARCHED) as origin:
            for query in search_in_browser(origin, words or choose_words(folder)):
                over = "   over" if count <= BUDGETED and query.search > BUDGET else ""
                print(
                    f"  “{query.word}”, {query.results} results: {query.search / 1000:.1f} kB, "
                    f"with the page {query.total / 1000:.1f} kB{over}"
                )


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status, 0 whether or not the budget was met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=POSTS, help="default: %(default)s")
    parser.add_argument("--words", nargs="+", default=(), help="default: three of different rank")
    parser.add_argument("--no-publish", action="store_true", help="leave out whole builds")
    options = parser.parse_args(arguments)
    try:
        for count in options.posts:
            measure(count, options.words, publishes=not options.no_publish)
    except ToolError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
