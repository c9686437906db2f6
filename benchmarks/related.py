"""Lists of related posts for a corpus: `python -m benchmarks.related POSTS.jsonl OUT.json`.

POSTS.jsonl holds a post a line: `{id, title, date, tags, authors, category, summary, body}`, the
body in Markdown; it is converted and parsed as in a build. OUT.json gets `{id: [ids]}`.
`--mode older` lists only posts dated no later than the post, `--mode all` any.
"""

import argparse
import json
import runpy
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from markdown import Markdown

from newsroom.content.article_html import parse_markdown
from newsroom.content.markdown_extension import ArticleBody
from newsroom.html.outline import body_text, read_outline
from newsroom.locale.vocabulary import read_vocabulary
from newsroom.locale.words import Words
from newsroom.related.posts import Post, related

ROOT = Path(__file__).resolve().parent.parent


def converter() -> Markdown:
    """Return the Markdown converter of the site; it finds no images here."""
    settings: dict[str, Any] = runpy.run_path(str(ROOT / "pelicanconf.py"))["MARKDOWN"]
    configs = settings["extension_configs"]
    names = [*settings["extensions"], *configs]
    return Markdown(
        extensions=[*dict.fromkeys(names), ArticleBody()],
        extension_configs=configs,
        output_format="html",
    )


def site_words() -> Words:
    """Return the English words of the theme, which bodies need for labels."""
    return read_vocabulary(ROOT / "theme", ROOT / "content", "en")[0].words()


def no_size(path: str) -> None:
    """Return no size of an image: the text of a corpus comes without its images."""


def read_posts(lines: Iterable[str]) -> Iterator[Post]:
    """Yield the posts of a corpus; a date without a zone is in UTC."""
    markdown, words = converter(), site_words()
    for line in lines:
        row = json.loads(line)
        body = parse_markdown(markdown, row["body"], ".", no_size, words, custom=False)
        outline = read_outline(body.html)
        date = datetime.fromisoformat(row["date"])
        yield Post(
            id=row["id"],
            title=row["title"],
            body=body_text(body.html),
            headings=outline.headings,
            summary=row["summary"] or "",
            tags=tuple(row["tags"]),
            category=row["category"] or "",
            date=date if date.tzinfo else date.replace(tzinfo=UTC),
            language=row.get("lang", "en"),
        )


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related", description=__doc__)
    parser.add_argument("posts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--mode", choices=("older", "all"), default="older")
    parser.add_argument("--count", type=int, default=20)
    options = parser.parse_args(arguments)
    with options.posts.open(encoding="utf-8") as lines:
        posts = list(read_posts(lines))
    lists = related(posts, options.count, newer=options.mode == "all")
    options.out.write_text(json.dumps(lists), encoding="utf-8")
    sys.stdout.write(f"wrote lists of {len(lists)} posts to {options.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
