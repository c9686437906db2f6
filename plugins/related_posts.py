"""What else to read: gives every article `related_posts`, other public posts, best first.

Posts are close when they share words and tags that few other posts have (TF-IDF with sublinear
counts, Salton and Buckley 1988), and closer when they are near in time. A word or tag that every
post has weighs nothing. Pinned posts (`related:`) come first. Ties go to the newer post, then by
id. A post alone in its language has ().

Weights are whole numbers, so no result depends on the order in which they were added.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pelican import signals

from plugins.support.content import Article, Generator, every_article, listed, site_of

WORD = re.compile(r"\w\w+")
TITLE_WEIGHT = 4  # a word of the title counts as so many in the body
HEADING_WEIGHT = 2
TAG_WEIGHT = 6
TERMS = 60  # the heaviest terms of a post that are compared
SCALE = 1000  # a post compared with itself scores about SCALE * SCALE
HALF_YEAR = 180  # days after which closeness in time has faded to 0.76


@dataclass(frozen=True)
class Post:
    """All that relatedness depends on. `body` is plain text."""

    id: str
    title: str
    body: str
    headings: tuple[str, ...]
    summary: str
    tags: tuple[str, ...]
    category: str
    date: datetime
    language: str


def terms(post: Post) -> Counter[str]:
    """How often each term stands in a post, words in small letters and tags marked by `#`."""
    found = Counter(WORD.findall(post.body.casefold()))
    for text, weight in (
        (post.title, TITLE_WEIGHT),
        (" ".join(post.headings), HEADING_WEIGHT),
        (post.summary, HEADING_WEIGHT),
    ):
        for word in WORD.findall(text.casefold()):
            found[word] += weight
    for tag in post.tags:
        found[f"#{tag.casefold()}"] += TAG_WEIGHT
    return found


def weights(counts: Mapping[str, int], spread: Mapping[str, int], posts: int) -> dict[str, int]:
    """The heaviest terms of one post, as a vector of length SCALE in whole numbers.

    `spread` tells in how many of `posts` posts a term stands.
    """
    heavy = {
        term: (1 + math.log(count)) * math.log(posts / spread[term])
        for term, count in counts.items()
        if spread[term] < posts
    }
    kept = sorted(heavy, key=lambda term: (-heavy[term], term))[:TERMS]
    length = math.sqrt(math.fsum(heavy[term] ** 2 for term in kept))
    return {term: round(SCALE * heavy[term] / length) for term in kept}


def closeness(one: datetime, other: datetime) -> float:
    """1 for posts of one day, falling slowly with the days between them."""
    return math.pow(1 + abs((one - other).days) / HALF_YEAR, -0.4)


def related(
    posts: Sequence[Post], count: int = 4, *, newer: bool = True
) -> dict[str, tuple[str, ...]]:
    """For each post's id the ids of at most `count` others in its language, best first.

    `newer=False` lists only posts dated no later than the post itself.
    """
    counts = [terms(post) for post in posts]
    spread = Counter(term for found in counts for term in found)
    vectors = [weights(found, spread, len(posts)) for found in counts]
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for term, weight in vector.items():
            holders[term].append((number, weight))
    newest = sorted(range(len(posts)), key=lambda n: (-posts[n].date.timestamp(), posts[n].id))
    rank = {number: place for place, number in enumerate(newest)}
    lists = {}
    for number, post in enumerate(posts):
        shared: Counter[int] = Counter()
        for term, weight in vectors[number].items():
            for other, its in holders[term]:
                shared[other] += weight * its
        scores = {
            other: round(shared.get(other, 0) * closeness(post.date, posts[other].date))
            for other in _candidates(number, shared, newest, count)
        }
        fitting = [
            other
            for other in scores
            if other != number
            and posts[other].language == post.language
            and (newer or posts[other].date <= post.date)
        ]
        best = sorted(fitting, key=lambda other: (-scores[other], rank[other]))
        lists[post.id] = tuple(posts[other].id for other in best[:count])
    return lists


def _candidates(number: int, shared: Counter[int], newest: list[int], count: int) -> Iterable[int]:
    """Those that share a term; where they are few, all, so that every list is filled."""
    return shared if len(shared) > 8 * count else newest


def topped_up(pins: Iterable[str], found: Iterable[str], count: int) -> tuple[str, ...]:
    """Pinned ids first, then the found ones, `count` in all and none twice."""
    return tuple(dict.fromkeys([*pins, *found]))[:count]


def to_post(article: Article) -> Post:
    """An article as far as relatedness goes."""
    outline, front = article.outline, article.front_matter
    return Post(
        article.slug,
        front.title,
        outline.text,
        outline.headings,
        front.summary,
        front.tags,
        front.category,
        front.date,
        front.lang,
    )


def attach_related_posts(generators: list[Generator]) -> None:
    """Listed articles are related to one another; hidden and translated ones have pins only."""
    count = site_of(generators).related_posts.count
    by_slug = {article.slug: article for article in listed(generators)}
    found = related([to_post(article) for article in by_slug.values()], count)
    for article in every_article(generators):
        slugs = topped_up(article.front_matter.related, found.get(article.slug, ()), count)
        article.related_posts = tuple(by_slug[slug] for slug in slugs if slug in by_slug)


def register() -> None:
    """Once every post has been read."""
    signals.all_generators_finalized.connect(attach_related_posts)
