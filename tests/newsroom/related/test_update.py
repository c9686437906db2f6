"""Related posts that are kept and updated are those of a clean run."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.related import corpus, frequencies, nearest, neighborhood, ranking, update
from newsroom.related.posts import Post, PostReference, related, update_related
from tests.conftest import ROOT

DAY = datetime(2025, 1, 1, tzinfo=UTC)
WORDS = [f"word{number}" for number in range(200)]


class DictMemory:
    """A memory that says what was read and written."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}
        self.names: list[str] = []

    def get(self, name: str) -> bytes | None:
        self.names.append(name)
        return self.values.get(name)

    def put(self, name: str, value: bytes) -> None:
        self.values[name] = value


def random_text(random: Random) -> str:
    """Words of which the first are frequent, so that counts are on all levels."""
    count = random.choice((0, 3, 20, 60))
    return " ".join(WORDS[min(199, int(random.expovariate(0.04)))] for _ in range(count))


def random_post(random: Random, name: str) -> Post:
    title = random.choice(("Weekly letter 7", "", " ".join(random.sample(WORDS, 3))))
    tags = tuple(random.sample(["a", "b", "c"], random.randrange(3)))
    date = DAY + timedelta(days=random.randrange(400))
    language = random.choice(("en", "en", "en", "hi"))
    return Post(name, title, random_text(random), (), "", tags, "news", date, language)


def digest(post: Post) -> str:
    """Only equality counts."""
    return repr((post.title, post.body, post.tags))


def references(posts: Mapping[str, Post], read: list[str] | None = None) -> Iterator[PostReference]:
    for post in posts.values():

        def reader(post: Post = post) -> Post:
            if read is not None:
                read.append(post.id)
            return post

        yield PostReference(post.id, post.date, post.language, digest(post), reader)


EDITS: dict[str, Callable[[Post, Random], Post]] = {
    "body": lambda post, random: replace(post, body=f"{post.body} {random_text(random)}"),
    "shorter": lambda post, _: replace(post, body=post.body[: len(post.body) // 2]),
    "title": lambda post, random: replace(post, title=" ".join(random.sample(WORDS, 2))),
    "tags": lambda post, _: replace(post, tags=("a", "rare")),
    "date": lambda post, random: replace(post, date=DAY + timedelta(days=random.randrange(400))),
    "language": lambda post, _: replace(post, language="hi"),
}
STEPS = st.lists(
    st.lists(st.sampled_from([*EDITS, "new", "new", "copy", "delete"]), min_size=1, max_size=6),
    min_size=1,
    max_size=4,
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a small site reaches: lists that run short, many blocks, rounded counts."""
    monkeypatch.setattr(frequencies, "EXACT", 8)
    monkeypatch.setattr(frequencies, "RARE", 4)
    monkeypatch.setattr(corpus, "HEAVIEST", 6)
    for module, limits in (
        (nearest, {"KEPT": 14, "NEIGHBORS": 10}),
        (neighborhood, {"KEPT": 14, "NEIGHBORS": 10, "COMPARED": 5, "CHUNK": 32}),
        (ranking, {"NEIGHBORS": 10, "COMPARED": 5, "CHUNK": 32}),
        (update, {"KEPT": 14, "COMPARED": 5, "BLOCK": 2000, "BATCH": 16}),
    ):
        for name, value in limits.items():
            monkeypatch.setattr(module, name, value)


def apply(posts: dict[str, Post], step: Sequence[str], random: Random) -> None:
    """Change posts by each edit of a step."""
    for edit in step:
        name = f"new{random.randrange(10**9)}"
        if edit == "new" or not posts:
            posts[name] = random_post(random, name)
            continue
        post = posts[random.choice([*posts])]
        if edit == "copy":
            posts[name] = replace(post, id=name, body=f"{post.body} {random_text(random)}")
        elif edit == "delete":
            del posts[post.id]
        else:
            posts[post.id] = EDITS[edit](post, random)


@pytest.mark.usefixtures("small")
@settings(max_examples=30, deadline=None)
@given(STEPS, st.integers(0, 10**6), st.sampled_from([4, 30, 120]), st.sampled_from([1, 6]))
def test_updated_lists_are_those_of_a_clean_run(
    steps: list[list[str]], seed: int, size: int, count: int
) -> None:
    random, memory = Random(seed), DictMemory()
    posts = {str(number): random_post(random, str(number)) for number in range(size)}
    for step in [[], *steps]:
        apply(posts, step, random)
        assert update_related(references(posts), count, memory) == related(posts.values(), count)


def test_the_only_neighbor_that_goes_leaves_nothing_behind() -> None:
    """Its similarity does not count in the hubness of the others."""
    texts = {"a": "chips", "b": "chips and milk", "c": "milk", "d": "milk", "e": "else", "f": "so"}
    posts = {
        name: Post(name, "", text, (), "", (), "", DAY, "en") for name, text in texts.items()
    } | {str(n): Post(str(n), "", f"own{n}", (), "", (), "", DAY, "en") for n in range(150)}
    for removed in texts:
        memory = DictMemory()
        update_related(references(posts), 12, memory)
        fewer = {name: post for name, post in posts.items() if name != removed}
        assert update_related(references(fewer), 12, memory) == related(fewer.values(), 12)


def site(size: int = 60) -> tuple[dict[str, Post], DictMemory, dict[str, tuple[str, ...]]]:
    random, memory = Random(1), DictMemory()
    posts = {
        str(number): replace(random_post(random, str(number)), language="en")
        for number in range(size)
    }
    return posts, memory, update_related(references(posts), 4, memory)


def test_only_what_changed_is_read_and_written() -> None:
    posts, memory, lists = site()
    read: list[str] = []
    memory.names.clear()
    assert update_related(references(posts, read), 4, memory) == lists
    assert (read, memory.names) == ([], ["en/lists"])
    posts["7"] = replace(posts["7"], body="another text of words")
    before = dict(memory.values)
    update_related(references(posts, read), 4, memory)
    assert read == ["7"]
    changed = {name for name, value in memory.values.items() if value != before.get(name)}
    assert changed == {"en/lists", "en/state", "en/terms/0", "en/openings/0"}


def test_another_number_of_entries_reads_no_post() -> None:
    posts, memory, _ = site()
    read: list[str] = []
    assert update_related(references(posts, read), 9, memory) == related(posts.values(), 9)
    assert read == []


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda value: value[: len(value) // 2],
    "empty": lambda _: b"",
    "changed": lambda value: value[:-9] + bytes([value[-9] ^ 1]) + value[-8:],
    "foreign": lambda _: b"SQLite format 3\0" * 9,
}


@pytest.mark.parametrize("name", ["en/lists", "en/state", "en/terms/0", "en/openings/0"])
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("is_edited", [False, True])
def test_a_damaged_memory_gives_the_lists_of_a_clean_run(
    name: str, damage: str, is_edited: bool
) -> None:
    posts, memory, _ = site()
    memory.values[name] = DAMAGE[damage](memory.values[name])
    if is_edited:
        posts["7"] = replace(posts["7"], body=f"{posts['7'].body} and more words")
    for _ in range(2):
        assert update_related(references(posts), 4, memory) == related(posts.values(), 4)


@pytest.mark.parametrize("name", ["en/state", "en/terms/0", "en/openings/0"])
def test_a_memory_that_lacks_a_part_or_has_one_of_another_site(name: str) -> None:
    posts, memory, _ = site()
    _, foreign, _ = site(40)
    posts["7"] = replace(posts["7"], title="A title that is new")
    for value in (None, foreign.values[name]):
        parts = DictMemory()
        parts.values = {key: kept for key, kept in memory.values.items() if key != name}
        if value is not None:
            parts.values[name] = value
        assert update_related(references(posts), 4, parts) == related(posts.values(), 4)


@pytest.mark.parametrize("seed", ["0", "7"])
def test_lists_do_not_depend_on_the_process(seed: str) -> None:
    code = (
        "from tests.newsroom.related.test_update import site; import hashlib;"
        "_, memory, lists = site();"
        "print(lists, *(hashlib.sha256(memory.values[name]).hexdigest() for name in memory.values))"
    )
    _, memory, lists = site()
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONHASHSEED": seed, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    digests = [sha256(value).hexdigest() for value in memory.values.values()]
    assert run.stdout.strip() == " ".join([str(lists), *digests])
