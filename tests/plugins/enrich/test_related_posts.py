"""Which posts are listed under “Also read”."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.config.schema import RelatedPosts
from newsroom.related.posts import Post, add_pins, related
from newsroom.related.ranking import first_of_equal_dates
from newsroom.site.articles import Neighbors
from plugins.enrich.related_posts import attach_related_posts
from tests.conftest import ROOT
from tests.model import make_article, make_settings, make_site

DAY = datetime(2025, 1, 1, tzinfo=UTC)


def post(
    name: str, body: str = "", *, tags: Sequence[str] = (), days: int = 0, language: str = "en"
) -> Post:
    date = DAY + timedelta(days=days)
    return Post(name, f"Title {name}", body, (), "", tuple(tags), "News", date, language)


TOPICS = [
    post("chips1", "chips wafers lithography silicon"),
    post("chips2", "silicon wafers and chips again"),
    post("cats1", "cats whiskers paws purring"),
    post("cats2", "purring cats with soft paws"),
]


@pytest.mark.parametrize(
    ("name", "first"), [("chips1", "chips2"), ("chips2", "chips1"), ("cats1", "cats2")]
)
def test_words_in_common_make_posts_close(name: str, first: str) -> None:
    assert related(TOPICS)[name][0] == first


def test_rare_tags_count_and_a_tag_of_every_post_does_not() -> None:
    posts = [
        post("a", tags=["AI", "Chips"], days=0),
        post("b", tags=["AI", "Chips"], days=900),
        post("c", tags=["AI"], days=1),
    ]
    assert related(posts)["a"][0] == "b"
    without = [
        post(p.id, tags=[t for t in p.tags if t != "AI"], days=(p.date - DAY).days) for p in posts
    ]
    assert related(posts) == related(without)


def test_time_decides_between_equals() -> None:
    posts = [
        post("now", "same words"),
        post("near", "same words", days=3),
        post("far", "same words", days=900),
        post("x", "other"),
    ]
    assert related(posts)["now"][:2] == ("near", "far")


WITH: dict[str, Callable[[Post, str], Post]] = {
    "body": lambda post, word: replace(post, body=f"{post.body} {word}"),
    "title": lambda post, word: replace(post, title=f"{word} {post.id}"),
    "summary": lambda post, word: replace(post, summary=word),
    "headings": lambda post, word: replace(post, headings=(word,)),
    "tags": lambda post, word: replace(post, tags=(word,)),
    "category": lambda post, word: replace(post, category=word),
}


def mentions(part: str) -> int:
    """How often a word must occur in the body to count as much as one in another part."""

    def built(name: str, in_part: str, in_body: str, times: int) -> Post:
        spaced = " ".join(f"{in_body} {name}{number}" for number in range(times))
        return WITH[part](post(name, spaced), in_part)

    def outweighs(times: int) -> bool:
        subject = built("asked", "shared", "common", times)
        by_part, by_body = built("a", "shared", "x1", times), built("b", "x2", "common", times)
        ranked = related([subject, by_part, by_body, *TOPICS])["asked"]
        return ranked[0] == "b"  # of equal ones "a" is first

    return next(times - 1 for times in range(1, 30) if outweighs(times))


def test_each_part_of_a_post_has_its_weight() -> None:
    """Tags count for more than two summaries, these for more than text.

    A word of a title counts for most: it makes the posts similar, and one mention the other.
    """
    worth = {part: mentions(part) for part in WITH}
    assert worth["body"] == 1 < worth["summary"] == worth["headings"]
    assert 2 * worth["summary"] < worth["tags"] == worth["category"] < worth["title"]
    assert worth["title"] < 2 * worth["tags"]


def test_the_first_four_are_no_near_duplicates() -> None:
    copied = " ".join(f"coal{number}" for number in range(20))
    others = [post(name, f"coal0 coal1 {name} {name}s") for name in ("one", "two", "three")]
    copies = [post(f"copy{name}", copied) for name in "abc"]
    ranked = related([post("asked", copied), *copies, *others, *TOPICS])["asked"]
    assert ranked[0].startswith("copy")
    assert {*ranked[1:]} == {other.id for other in others}


def test_where_all_similar_posts_are_copies_others_are_shown() -> None:
    """Those of its time first; a second copy only where there is nothing else."""
    copied = " ".join(f"coal{number}" for number in range(20))
    copies = [post(f"copy{number:02}", copied, days=number) for number in range(90)]
    days = {"figs": 0, "kiwis": 20, "plums": 40}
    lists = related([*copies, *(post(name, name, days=day) for name, day in days.items())], 6)
    assert lists["copy21"][1:4] == ("kiwis", "plums", "figs")
    for name, listed in lists.items():
        others = {*days} - {name}
        assert {*listed[: len(others) + 1]} > others


def test_only_older_posts_where_asked() -> None:
    posts = [post("a", "word", days=0), post("b", "word", days=1), post("c", "word", days=2)]
    assert related(posts, newer=False) == {"a": (), "b": ("a",), "c": ("b", "a")}


def test_posts_in_other_languages_are_never_related() -> None:
    posts = [post("a", "word"), post("b", "word", language="hi"), post("c", "word")]
    assert related(posts) == {"a": ("c",), "b": (), "c": ("a",)}


@pytest.mark.parametrize(
    ("posts", "lists"),
    [
        ([], {}),
        ([post("a")], {"a": ()}),
        (
            [post("a"), post("b", days=1), post("c", days=2)],
            {"a": ("b", "c"), "b": ("c", "a"), "c": ("b", "a")},
        ),
    ],
)
def test_few_posts_or_no_text(posts: list[Post], lists: dict[str, tuple[str, ...]]) -> None:
    assert related(posts) == lists


CODE = "def f(x):\n    return {x[0]: x[1:]}\n"
LONG = " ".join(f"word{number % 7000}" for number in range(45_000))  # 400 KB


@pytest.mark.parametrize(
    "odd", ["", "word", LONG, CODE, "chips wafers lithography silicon", "\u200b", "1 2 3", "人"]
)
def test_an_odd_post_has_a_full_list_and_spoils_no_other(odd: str) -> None:
    lists = related([*TOPICS, post("odd", odd)])
    assert set(lists["odd"]) == {other.id for other in TOPICS}
    for name, first in (("cats1", "cats2"), ("cats2", "cats1")):
        assert lists[name][0] == first
        assert len(lists[name]) == 4


@pytest.mark.parametrize("body", ["", "the same words for all"])
@pytest.mark.parametrize("apart", [0, 1])
@pytest.mark.parametrize("tags", [(), ("AI",)])
def test_posts_that_nothing_tells_apart_show_those_of_their_time(
    body: str, apart: int, tags: Sequence[str]
) -> None:
    posts = [post(f"p{n:02}", body, tags=tags, days=n * apart) for n in range(30)]
    lists = related(posts)
    assert all(len(set(found) - {name}) == 4 for name, found in lists.items())
    listed = Counter(other for found in lists.values() for other in found)
    assert max(listed.values()) <= 8
    assert not apart or set(lists["p15"]) == {"p13", "p14", "p16", "p17"}


def test_one_tag_on_every_post_leaves_the_words_to_decide() -> None:
    tagged = [replace(topic, tags=("AI",)) for topic in TOPICS]
    assert related(tagged) == related(TOPICS)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("hi", ["चिप और बिजली की कीमत", "बिजली की कीमत बढ़ी", "बिल्ली और दूध", "दूध पीती बिल्ली"]),
        ("mr", ["चिप आणि विजेची किंमत", "विजेची किंमत वाढली", "मांजर आणि दूध", "दूध पिणारे मांजर"]),
        ("zh", ["芯片与电力价格", "电力价格上涨", "猫和牛奶很配", "喝牛奶的猫"]),
        ("ja", ["半導体と電力の価格", "電力の価格が上がる", "猫と牛乳の話", "牛乳を飲む猫の話"]),
    ],
)
def test_scripts_of_every_kind_have_sensible_lists(language: str, texts: Sequence[str]) -> None:
    lists = related([post(str(n), text, language=language) for n, text in enumerate(texts)])
    assert [found[0] for found in lists.values()] == ["1", "0", "3", "2"]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.text("abc ", max_size=9), st.sampled_from("eh"))),
    st.booleans(),
)
def test_lists_are_full_and_hold_allowed_posts(
    rows: list[tuple[int, str, str]], newer: bool
) -> None:
    posts = {
        str(n): post(str(n), body, days=days, language=language)
        for n, (days, body, language) in enumerate(rows)
    }
    for name, ids in related(posts.values(), newer=newer).items():
        subject = posts[name]
        allowed = {
            other.id
            for other in posts.values()
            if other.language == subject.language and (newer or other.date <= subject.date)
        } - {name}
        assert set(ids) <= allowed
        assert len(ids) == len(set(ids)) == min(4, len(allowed))


def test_numpy_is_not_loaded_without_lists_to_compute() -> None:
    code = (
        "import sys; from newsroom.site.related_posts import related; related([]);"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@given(st.permutations(TOPICS))
def test_order_of_posts_does_not_matter(posts: list[Post]) -> None:
    assert related(posts) == {p.id: related(TOPICS)[p.id] for p in posts}


@pytest.mark.parametrize(
    ("pins", "ranked", "expected"),
    [("", "abcde", "abcd"), ("c", "abcde", "cabd"), ("xyzw", "abc", "xyzw"), ("xyzwv", "", "xyzw")],
)
def test_pins_come_first_and_are_topped_up(pins: str, ranked: str, expected: str) -> None:
    assert "".join(add_pins(pins, ranked, 4)) == expected


@pytest.mark.parametrize(
    ("days", "firsts"), [([], []), ([3, 2, 1], [0, 1, 2]), ([3, 3, 2, 2, 2, 1], [0, 0, 2, 2, 2, 5])]
)
def test_posts_of_one_date_may_list_one_another(days: list[int], firsts: list[int]) -> None:
    assert first_of_equal_dates([DAY + timedelta(days=day) for day in days]) == firsts


def test_listed_posts_are_ranked_translations_follow_and_hidden_posts_have_pins_only() -> None:
    texts = {topic.id: f"<p>{topic.body}</p>" for topic in TOPICS}
    articles = tuple(make_article(slug, html, related=()) for slug, html in texts.items())
    pinned = make_article("pinned", related=("cats1",))
    translation = make_article("chips1", lang="hi")
    hidden = make_article("hidden", status="hidden", related=("cats2",))
    attach_related_posts(
        make_site(
            make_settings(related_posts=RelatedPosts(count=2)),
            articles=(*articles, pinned),
            translations=(translation,),
            hidden_articles=(hidden,),
        )
    )
    chips1, chips2, cats1, cats2 = articles
    assert chips1.related_posts[0] is chips2
    assert len(chips1.related_posts) == 2
    assert (pinned.related_posts[0], len(pinned.related_posts)) == (cats1, 2)
    assert translation.related_posts == chips1.related_posts
    assert hidden.related_posts == (cats2,)


def test_the_next_newer_and_older_post_are_left_out_but_as_pins_or_where_nothing_else_is() -> None:
    names = ("a", "b", "c", "d", "e")
    a, b, c, d, e = (make_article(name, f"<p>words of {name}</p>") for name in names)
    articles = (a, b, c, d, e)
    for newer, article, older in zip((None, a, b, c, d), articles, (b, c, d, e, None), strict=True):
        article.neighbors = Neighbors(newer, older)
    site = make_site(make_settings(related_posts=RelatedPosts(count=2)), articles=articles)
    attach_related_posts(site)
    assert {*c.related_posts} == {a, e}
    assert {*b.related_posts} == {d, e}
    assert {*a.related_posts} < {c, d, e}
    c = make_article("c", related=("d",), neighbors=Neighbors(b, d))
    site = make_site(make_settings(related_posts=RelatedPosts(count=4)), articles=(a, b, c, d))
    attach_related_posts(site)
    assert c.related_posts == (d, a, b)
