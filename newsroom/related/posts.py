"""Related posts: for each post the others that are closest to it, best first.

Posts are close when they share words, pairs of words, tags or a category that few posts have; what
every post has weighs nothing. A post that names another one, by words of its title, is closer to
it. The score fades with the time between two posts, and a post that is close to many others, or
much longer, needs a higher similarity, else it would be listed under all of them. Near-duplicates
are in one list only where there is nothing else to show. Ties go to the newer post, then by id. A
post alone in its language has ().

What was tried, and what it scored on real blogs: benchmarks/related.md.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy takes a tenth of a second to load, and is not needed without posts
    from newsroom.related.memory import Memory
    from newsroom.related.terms import Fields
    from newsroom.related.update import RelatedState

TITLE, SUMMARY, HEADING, TAG = 5, 2, 2, 6  # weights of a term there; one in the body has 1
LISTS = "lists"


@dataclass(frozen=True)
class Post:
    """All of a post that related posts depend on. `body` is plain text."""

    id: str
    title: str
    body: str
    headings: tuple[str, ...]
    summary: str
    tags: tuple[str, ...]
    category: str
    date: datetime
    language: str


@dataclass(frozen=True)
class PostReference:
    """A post that is read only when it is new: another text has another digest."""

    id: str
    date: datetime
    language: str
    digest: str
    read: Callable[[], Post]


def fields(post: Post) -> "Fields":
    """Return the parts of a post with their weights."""
    from newsroom.related.terms import Fields  # noqa: PLC0415

    parts = [(post.body, 1), (post.title, TITLE), (post.summary, SUMMARY)]
    parts += [(heading, HEADING) for heading in post.headings]
    return Fields(parts, [(label, TAG) for label in (*post.tags, post.category)])


def by_language(posts: Iterable[PostReference]) -> dict[str, list[PostReference]]:
    """Return the posts of each language, newest first, ties by id."""
    groups: dict[str, list[PostReference]] = {}
    for post in sorted(posts, key=lambda post: (-post.date.timestamp(), post.id)):
        groups.setdefault(post.language, []).append(post)
    return groups


def day_numbers(posts: Iterable[PostReference]) -> list[int]:
    """Return the date of each post as the number of whole days since 1970."""
    return [int(post.date.timestamp()) // 86400 for post in posts]


def refer(post: Post) -> PostReference:
    """Return a reference to a post that is there already."""
    return PostReference(post.id, post.date, post.language, "", lambda: post)


def related(
    posts: Iterable[Post], count: int = 4, *, newer: bool = True
) -> dict[str, tuple[str, ...]]:
    """Return for each post's id the ids of at most `count` others in its language, best first.

    `newer=False` lists only posts dated no later than the post itself. A list is shorter than
    `count` only when there are fewer such posts.
    """
    lists: dict[str, tuple[str, ...]] = {}
    for group in by_language(map(refer, posts)).values():
        if len(group) < 2:
            lists |= {post.id: () for post in group}
            continue
        from newsroom.related.lists import list_neighbors, list_older  # noqa: PLC0415

        state = build_state(group)
        if newer:
            numbers = list_neighbors(state, count)
        else:
            numbers = list_older(state, [post.date for post in group], count)
        lists |= name_lists(group, numbers)
    return lists


def build_state(posts: Sequence[PostReference]) -> "RelatedState":
    """Return the state of a clean run for posts of one language, newest first."""
    from newsroom.related.update import empty_state  # noqa: PLC0415

    return updated(empty_state(), posts, post_names(posts))


def updated(
    state: "RelatedState", posts: Sequence[PostReference], names: Sequence[str]
) -> "RelatedState":
    """Return the state of posts, given their names and an earlier state."""
    from newsroom.related.update import Text, update_state  # noqa: PLC0415

    def read(number: int) -> Text:
        post = posts[number].read()
        return Text(post.title, fields(post))

    return update_state(state, names, day_numbers(posts), read)


def post_names(posts: Iterable[PostReference]) -> list[str]:
    """Return a name for each post that changes with its text and its date."""
    return [f"{post.id}\t{post.date.timestamp()}\t{post.digest}" for post in posts]


def name_lists(
    posts: Sequence[PostReference], numbers: Iterable[Sequence[int]]
) -> dict[str, tuple[str, ...]]:
    """Return lists of ids by id, given lists of numbers."""
    ids = [post.id for post in posts]
    return {
        name: tuple([ids[other] for other in others])
        for name, others in zip(ids, numbers, strict=True)
    }


def update_related(
    posts: Iterable[PostReference], count: int, memory: "Memory"
) -> dict[str, tuple[str, ...]]:
    """Return the lists of `related`, and keep in `memory` what makes the next call cheap.

    The lists are those of a clean run, whatever the memory has. Only posts are read that were not
    there the last time, or have another digest now.
    """
    lists: dict[str, tuple[str, ...]] = {}
    for language, group in by_language(posts).items():
        if len(group) < 2:
            lists |= {post.id: () for post in group}
        else:
            lists |= name_lists(group, update_group(group, count, language, memory))
    return lists


def update_group(
    posts: Sequence[PostReference], count: int, language: str, memory: "Memory"
) -> list[list[int]]:
    """Return lists of numbers for posts of one language, newest first."""
    names = post_names(posts)
    text = "\n".join([str(count), *names])
    digest = blake2b(text.encode(), digest_size=16).hexdigest()
    stored = read_lists(memory.get(f"{language}/{LISTS}"), digest, len(posts))
    if stored is not None:
        return stored
    from newsroom.related.lists import update_lists  # noqa: PLC0415

    lists = update_lists(partial(updated, posts=posts, names=names), count, language, memory)
    memory.put(f"{language}/{LISTS}", write_lists(lists, digest))
    return lists


def write_lists(lists: Iterable[Sequence[int]], digest: str) -> bytes:
    """Return lists as a text of lines after one with the digest of what they are made from."""
    lines = "\n".join(" ".join(map(str, numbers)) for numbers in lists)
    checksum = blake2b(lines.encode(), digest_size=16).hexdigest()
    return f"{digest} {checksum}\n{lines}".encode()


def read_lists(stored: bytes | None, digest: str, count: int) -> list[list[int]] | None:
    """Return `count` lists from a text; None if it is not made from what has this digest."""
    head, _, lines = (stored or b"").partition(b"\n")
    checksum = blake2b(lines, digest_size=16).hexdigest()
    if head.decode("ascii", "replace") != f"{digest} {checksum}":
        return None
    lists = [[int(number) for number in line.split()] for line in lines.split(b"\n")]
    return lists if len(lists) == count else None


def add_pins(pins: Iterable[str], ids: Iterable[str], count: int) -> tuple[str, ...]:
    """Return the pinned ids, then the others, `count` in all and none twice."""
    return tuple(dict.fromkeys([*pins, *ids]))[:count]
