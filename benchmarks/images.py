"""Makes the variants of photographs with this project and another: `python -m benchmarks.images`.

The other is eleventy-img, which uses libvips. Both get the same photographs of 12 megapixels, and
make AVIF, WebP and JPEG in four widths of each, with their own qualities. They take turns: once
from nothing, and once when all files exist. Figures are medians over whole processes, as in
`benchmarks.build`. A tool that is missing is named and left out. Linux and macOS only.
"""

import argparse
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import CorpusFigures, ToolFigures, figures_table, output_line, ratios_table
from benchmarks.photographs import write_photographs
from benchmarks.process_tree import Run, ToolError, adopt_orphans, started
from benchmarks.tools import INSTALLED, ROOT, call
from newsroom.diagnostics.rendering import plural
from newsroom.parallel.processes import processors

WIDTHS = ("480", "800", "1280", "1920")
PACKAGE = "@11ty/eleventy-img@6.0.4"
SCRIPT = ROOT / "benchmarks" / "eleventy_img.mjs"
PEER = "eleventy-img"


@dataclass(frozen=True)
class ImageTool:
    """What makes variants: the command for photographs and a folder, and where its files are."""

    label: str
    version: str
    command: Callable[[Path, Path], Sequence[str]]
    output: str = "."  # in the folder


def our_tool() -> ImageTool:
    """Return this project."""
    module = (sys.executable, "-m", "benchmarks.image_variants")
    return ImageTool(
        "this project", "", lambda images, folder: (*module, str(images), str(folder), *WIDTHS),
        "images",
    )  # fmt: skip


def eleventy_img() -> ImageTool:
    """Return eleventy-img; raise `ToolError` if it is missing."""
    if not (installed_folder() / "node_modules").is_dir() or not shutil.which("node"):
        raise ToolError(f"{PEER} is missing; install Node.js with npm, and use --install")
    script = installed_folder() / SCRIPT.name
    shutil.copy(SCRIPT, script)  # modules are looked for beside it
    command = ("node", str(script))
    label, _, version = PACKAGE.rpartition("/")[2].partition("@")
    return ImageTool(
        label, version, lambda images, folder: (*command, str(images), str(folder), *WIDTHS)
    )


def installed_folder() -> Path:
    """Return the folder of eleventy-img."""
    return INSTALLED / PEER


def install() -> None:
    """Install eleventy-img below .cache/, with the binaries of libvips."""
    if not (installed_folder() / "node_modules").is_dir() and shutil.which("npm"):
        installed_folder().mkdir(parents=True, exist_ok=True)
        options = ("--no-audit", "--no-fund", "--silent", "--no-save")
        call(("npm", "install", "--prefix", str(installed_folder()), *options, PACKAGE))


TOOLS: Mapping[str, Callable[[], ImageTool]] = {"ours": our_tool, PEER: eleventy_img}


def find_tools(names: Sequence[str]) -> dict[str, ImageTool]:
    """Return those of some tools that are installed; name the others."""
    tools = {}
    for name in names:
        try:
            tools[name] = TOOLS[name]()
        except ToolError as error:
            report(str(error))
    return tools


def measure(
    tools: Mapping[str, ImageTool], images: Path, folder: Path, rounds: int, limit: float
) -> CorpusFigures:
    """Return the figures of tools, which write into folders of theirs below `folder`."""
    count = len(list(images.iterdir()))
    figures = CorpusFigures(f"{plural(count, 'photograph')} of 12 megapixels")
    figures.tools = {name: ToolFigures(tool.label, tool.version) for name, tool in tools.items()}
    for number in range(rounds):
        for case in ("cold", "unchanged"):
            for name, tool in tools.items():
                target = folder / f"{name}-{number}"
                with started(tool.command(images, target), ROOT, {}) as tree:
                    run = tree.measure(limit)
                    report(f"{tool.label}, {case}: {run.wall:.2f} s {tree.output().strip()}")
                if case != "cold":  # too short for its memory to be sampled
                    run = Run(run.wall)
                figures.tools[name].runs.setdefault(case, []).append(run)
                files = [p for p in (target / tool.output).iterdir() if p.suffix != ".pickle"]
                figures.tools[name].files = len(files)
                figures.tools[name].size = sum(path.stat().st_size for path in files)
    return figures


def report(text: str) -> None:
    """Print how far it is."""
    print(text, file=sys.stderr, flush=True)


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.images",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=200, help="photographs (default: 200)")
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=[*TOOLS], metavar="TOOL")
    parser.add_argument("--rounds", type=int, default=1, help="how often (default: 1)")
    parser.add_argument("--limit", type=float, default=7200, help="seconds of a run at most")
    parser.add_argument("--install", action="store_true", help=f"install {PEER} below .cache/")
    arguments = parser.parse_args(words)
    try:
        if arguments.install:
            install()
        adopt_orphans()
        with tempfile.TemporaryDirectory(prefix="images-") as scratch:
            images = Path(scratch, "photographs")
            images.mkdir()
            report(f"drawing {plural(arguments.count, 'photograph')}")
            write_photographs(images, arguments.count)
            tools = find_tools(arguments.tools)
            rounds, limit = arguments.rounds, arguments.limit
            figures = measure(tools, images, Path(scratch), rounds, limit)
    except ToolError as error:
        report(f"error: {error}")
        return 1
    tables = f"### {figures.title}", figures_table(figures), ratios_table(figures, (PEER,))
    print("\n\n".join([*filter(None, tables), machine(arguments.rounds)]), output_line(figures))
    return 0


def machine(rounds: int) -> str:
    """Return sentences with the number of rounds, the day and the machine."""
    cores, day = plural(processors(), "core"), f"{datetime.now(UTC):%Y-%m-%d}"
    system = f"{platform.system()} on {cores}, Python {platform.python_version()}"
    return f"Medians of {plural(rounds, 'round')}, {day}, {system}. {PACKAGE}."


if __name__ == "__main__":
    raise SystemExit(main())
