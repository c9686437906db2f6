"""Sites on which “Also read” can go wrong: `python -m benchmarks.related_sites [FOLDER]`.

To the posts of a blog are added copies of one post, issues of a letter that is mostly boilerplate,
or a post that contains many others. The table says how many lists hold two copies or more, three
issues or more, and that post. The blogs are those of FOLDER, as for `benchmarks.related_scores`,
and 509 generated posts.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from benchmarks.related import read_posts
from benchmarks.related_cost import generate_posts
from benchmarks.related_scores import DEFAULT_FOLDER
from newsroom.related.posts import Post, related

SEED = 2025
LETTER = 300  # words
ADDED = "added-"  # the slugs of added posts begin with it
COPIES = ((10, 100), (20, 20), (50, 50), (200, 100))  # of one post, among so many others
ISSUES = (
    (30, 200, 0.6),
    (100, 409, 0.4),
    (100, 409, 0.8),
    (300, 209, 0.6),
)  # the last: boilerplate
CONTAINED = (5, 10, 20, 50, 100, 200, 500)


def add_copies(posts: Sequence[Post], count: int, changed: int = 3) -> list[Post]:
    """Return posts and `count` copies of one, with so many words in a hundred changed."""
    random = Random(SEED)
    copied = max(posts, key=lambda post: len(post.body.split()))
    words, others = copied.body.split()[:400], " ".join(post.body for post in posts).split()
    copies = []
    for number, date in enumerate(spread_dates(posts, count)):
        body = list(words)
        for index in random.sample(range(len(body)), len(body) * changed // 100):
            body[index] = random.choice(others)
        title = " ".join(random.sample(others, 5))
        copies.append(
            replace(copied, id=f"{ADDED}{number}", title=title, body=" ".join(body), date=date)
        )
    return [*posts, *copies]


def add_letters(posts: Sequence[Post], count: int, boilerplate: float) -> list[Post]:
    """Return posts and `count` issues of a letter; what is not boilerplate is from the posts."""
    random = Random(SEED)
    words = " ".join(post.body for post in posts).split()
    size = int(LETTER * boilerplate)
    common = words[:size]
    letters = []
    for number, date in enumerate(spread_dates(posts, count)):
        start = random.randrange(len(words) - LETTER)
        news = words[start : start + LETTER - size]
        title = f"Letter {number}: {' '.join(news[:4])}"
        body = " ".join([*common[: size // 2], *news, *common[size // 2 :]])
        letters.append(
            Post(f"{ADDED}{number}", title, body, (), "", (), "", date, posts[0].language)
        )
    return [*posts, *letters]


def add_container(posts: Sequence[Post], count: int) -> list[Post]:
    """Return posts and a newest one that contains titles and texts of `count` of them."""
    parts = Random(SEED).sample(posts, count)
    newest = max(posts, key=lambda post: post.date)
    container = replace(
        newest,
        id=f"{ADDED}0",
        title="The whole collection",
        body="\n".join(f"{part.title}\n{part.body}" for part in parts),
        headings=tuple(part.title for part in parts),
        summary="",
        tags=(),
    )
    return [*posts, container]


def spread_dates(posts: Sequence[Post], count: int) -> Iterator[datetime]:
    """Yield `count` dates that divide the time of some posts evenly."""
    first, last = (extreme(post.date for post in posts) for extreme in (min, max))
    yield from (first + number * (last - first) / max(1, count - 1) for number in range(count))


def lists_with_added(lists: Mapping[str, Sequence[str]], least: int) -> int:
    """Return the number of lists that hold at least so many added posts."""
    added = (sum(slug.startswith(ADDED) for slug in slugs) for slugs in lists.values())
    return sum(count >= least for count in added)


def table_rows(posts: Sequence[Post]) -> Iterator[tuple[str, int, int]]:
    """Yield the name of a site made from some posts, the number of bad lists, and that of all."""
    for count, others in COPIES:
        site = add_copies(Random(SEED).sample(posts, min(others, len(posts))), count)
        yield (
            f"{count} copies among {others}, 2 in a list",
            lists_with_added(related(site), 2),
            len(site),
        )
    for count, others, share in ISSUES:
        site = add_letters(Random(SEED).sample(posts, min(others, len(posts))), count, share)
        name = f"{count} letters, {share:.0%} the same, among {others}, 3 in a list"
        yield name, lists_with_added(related(site), 3), len(site)
    for count in CONTAINED:
        if count <= len(posts):
            site = add_container(posts, count)
            yield f"contains {count}", lists_with_added(related(site), 1), len(site)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related_sites", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    folder = parser.parse_args(arguments).folder
    blogs = {"generated": list(generate_posts(509))}
    for file in sorted(folder.glob("*/posts.jsonl")):
        with file.open(encoding="utf-8") as lines:
            blogs[file.parent.name] = list(read_posts(lines))
    for blog, posts in blogs.items():
        print(f"{blog}, {len(posts):,} posts")
        for name, count, total in table_rows(posts):
            print(f"  {name:<56}{count:>5} of {total:,} lists", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
