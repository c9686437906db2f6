"""Generated posts: the same ones every time, with what a build has to convert."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.corpora import EMOJI, Corpus, find_corpus
from benchmarks.posts import image_path, write_images

CATEGORIES = ("News", "Practice")


def test_the_same_posts_every_time_and_no_other_in_a_larger_round() -> None:
    first, second = ([*Corpus("", 20).posts(CATEGORIES, more)] for more in (1, 2))
    assert first == second[:-1]
    digest = sha256(repr(first).encode()).hexdigest()
    assert digest.startswith("c2f0e223ad6f8cc1"), (
        "generated posts changed: earlier figures are of others"
    )


def test_a_post_has_what_a_build_converts() -> None:
    bodies = [body for _, body in Corpus("", 60).posts(CATEGORIES)]
    counts = {
        pattern: sum(bool(re.search(pattern, body, re.MULTILINE)) for body in bodies)
        for pattern in (
            r"^## \w",
            r"^- \w",
            r"\*\*\w",
            r"\]\(\{filename\}/",
            "^```",
            r"^\| ",
            r"^!\[",
        )
    }
    assert [*counts.values()] == [60, 60, 60, 60, 20, 15, 12]
    words = [
        len(re.findall(r"\w+", re.sub(r"```.*?```|\]\(\S+\)", "", b, flags=re.S))) for b in bodies
    ]
    assert 595 < min(words) < 640


def test_a_later_post_is_the_newest_and_no_link_goes_to_it() -> None:
    posts = [*Corpus("", 10).posts(CATEGORIES, more=2)]
    dates = [head.date for head, _ in posts]
    assert dates == sorted(dates)
    assert len({head.slug for head, _ in posts}) == 12
    text = "".join(body for _, body in posts)
    assert [head.slug for head, _ in posts[10:] if head.slug in text] == []


@pytest.mark.parametrize(
    ("name", "corpus", "title"),
    [
        ("1000", Corpus("1000", 1000), "1,000 posts"),
        ("0300", Corpus("300", 300), "300 posts"),
        ("long", Corpus("long", 700, 200_000), "700 posts of 200 KB"),
        ("emoji", Corpus("emoji", 700, 200_000, True), "700 posts of 200 KB, each with an emoji"),
    ],
)
def test_a_corpus_has_a_name(name: str, corpus: Corpus, title: str) -> None:
    assert find_corpus(name) == corpus
    assert corpus.title == title


@pytest.mark.parametrize("name", ["", "1", "-5", "1e3", "short"])
def test_other_names_of_a_corpus_are_errors(name: str) -> None:
    with pytest.raises(ValueError, match="must be long, emoji or a number of posts"):
        find_corpus(name)


def test_a_long_post_has_its_size_and_its_emoji() -> None:
    (_, plain), *_ = Corpus("", 2, 20_000).posts(CATEGORIES)
    (_, emoji), *_ = Corpus("", 2, 20_000, emoji=True).posts(CATEGORIES)
    assert 20_000 <= len(plain.encode()) < 22_000
    assert plain.isascii()
    assert emoji == f"{plain}\n{EMOJI}\n"


def test_images_are_the_same_files_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_images(tmp_path / name)
    files = [(tmp_path / name / image_path(3)).read_bytes() for name in ("a", "b")]
    assert files[0] == files[1]
