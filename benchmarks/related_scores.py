"""The quality of “Also read”: `python -m benchmarks.related_scores [FOLDER]`.

FOLDER, by default ../shared/related-bench beside the project, holds `score.py` and a folder for
each real blog with its `posts.jsonl` and `truth.json`: what the authors themselves linked to.
That script scores our lists, of older posts only and of any posts; without the folder nothing is
scored. It compares the Markdown of near-duplicates; in the last column the text of the page is
compared, without the HTML comments of the source.
"""

import argparse
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from benchmarks.related import read_posts
from newsroom.related.posts import related

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FOLDER = ROOT.parent / "shared" / "related-bench"
COLUMNS = ("r4", "mrr", "coverage", "full", "dup_lists", "rendered")
COUNT = 20  # entries of a list that is scored
# What the benchmark's README gives for other tools, recall@4 / MRR@10 in mode "older": the mean of
# these blogs and two more, and that of four blogs which are kept aside.
OTHERS = """\
most recent (Jekyll, Ghost)            .165/.170   .333/.346
Pelican plugin similar-posts           .263/.262   .367/.385
Hugo, default configuration            .284/.280   .384/.411
Pelican plugin related-posts           .282/.282   .389/.414
Hugo, best of 29 configurations        .391/.408   .418/.427
bm25s, defaults                        .536/.558   .510/.548
TF-IDF on title and body               .560/.585   .545/.567
TF-IDF, fields, time, lead and tags    .625/.627   .602/.643"""


def load_script(file: Path) -> ModuleType:
    """Return the scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score", file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(script: ModuleType, corpus: Path, mode: str) -> dict[str, Any]:
    """Return the scores of our lists for one blog."""
    with (corpus / "posts.jsonl").open(encoding="utf-8") as lines:
        posts = list(read_posts(lines))
    lists = related(posts, COUNT, newer=mode == "all")
    rows, truth = script.load(str(corpus))
    figures: dict[str, Any] = script.evaluate((rows, truth), lists, mode)
    text = {post.id: post.body for post in posts}
    rendered = [{**row, "body": text[row["id"]]} for row in rows]
    return figures | {"rendered": script.catalogue(lists, rendered, mode)["dup_lists"]}


def mean_figures(blogs: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the mean of each figure of the table over some blogs."""
    return {name: fmean(figures[name] for figures in blogs) for name in COLUMNS}


def table_row(name: str, figures: dict[str, Any]) -> str:
    """Return a line of the table."""
    return f"{name:<28}" + "".join(f"{figures[column]:>10.3f}" for column in COLUMNS)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.related_scores", description=__doc__
    )
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    folder = parser.parse_args(arguments).folder
    if not (folder / "score.py").is_file():
        print(f"no {folder.name}/score.py beside the project: related posts are not scored")
        return 0
    script = load_script(folder / "score.py")
    head = ("recall@4", "MRR@10", "coverage", "full", "near-dup", "rendered")
    print(f"{'“Also read”':<28}" + "".join(f"{name:>10}" for name in head))
    for mode in ("older", "all"):
        blogs = []
        for corpus in sorted(file.parent for file in folder.glob("*/truth.json")):
            blogs.append(scores(script, corpus, mode))
            print(table_row(f"{corpus.name}, {mode}", blogs[-1]), flush=True)
        print(table_row(f"mean, {mode}", mean_figures(blogs)))
    print(f"\nother tools, older (recall@4/MRR@10)  open blogs  kept aside\n{OTHERS}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
