"""Explain what stands under “Also read”: `python -m newsroom.commands.related SLUG`.

For each entry: its score and how like the post it is (1 for equal texts), the words, pairs of words
and #labels that make it so, each with its share, and what time and company do to the score.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsroom.build.dry_run import read_content
from newsroom.cli.runner import run, say
from newsroom.content.article import Article
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.diagnostics.suggestions import did_you_mean
from newsroom.related.features import Keys, Small, keys, pairs
from newsroom.related.posts import Post, by_language, day_numbers, fields, terms, to_post
from newsroom.related.ranking import Ranking, fading, rank
from newsroom.related.tfidf import Vectors, weigh
from newsroom.related.vocabulary import vocabulary
from plugins.adapter import listed

SHOWN = 8  # terms of an entry


@dataclass(frozen=True)
class Reason:
    """Why a post stands in a list. `score` is 0 where only the dates or the writer put it there.

    `terms` are (term, share of the likeness), the largest first.
    """

    score: float
    likeness: float
    days: int
    terms: tuple[tuple[str, float], ...]


def explain(posts: Sequence[Post], slug: str, others: Sequence[str]) -> Iterator[Reason]:
    """Why each of `others` stands under the post `slug`; all are of its language."""
    own = next(post for post in posts if post.id == slug)
    group = by_language(posts)[own.language]
    number = {post.id: place for place, post in enumerate(group)}
    counted, days = [terms(post) for post in group], day_numbers(group)
    vectors = weigh(counted)
    ranking = rank(vectors, days, [0] * len(group))[number[slug]]
    spelling = spelled(own, vocabulary([text.keys for text in counted]).numbers)
    for other in map(number.__getitem__, others):
        score, likeness = found_in(ranking, other)
        apart = abs(days[other] - days[number[slug]])
        parts = shares(vectors, number[slug], other)
        named = ((spelling[term], share) for term, share in parts.items() if term in spelling)
        most = sorted(named, key=lambda part: (-part[1], part[0]))[:SHOWN]
        yield Reason(score, likeness, apart, tuple(most))


def found_in(ranking: Ranking, text: int) -> tuple[float, float]:
    """The score and likeness of a text in a ranking, 0 where it is not there."""
    if text not in ranking.order:
        return 0, 0
    place = ranking.order.index(text)
    return float(ranking.score[place]), float(ranking.likeness[place])


def spelled(post: Post, numbers: Callable[[Keys], Small]) -> dict[int, str]:
    """How the terms of a post are written, by their number in the vocabulary."""
    texts, (labels, _) = fields(post)
    names: dict[int, str] = {}
    for words, _ in texts:
        single = keys(words)
        names |= zip(single.tolist(), words, strict=True)
        names |= zip(pairs(single).tolist(), map(" ".join, pairwise(words)), strict=True)
    marked = [f"#{label}" for label in labels]
    names |= zip(keys(marked).tolist(), marked, strict=True)
    found = numbers(np.array(list(names), dtype=np.uint64)).tolist()
    return {number: name for number, name in zip(found, names.values(), strict=True) if number}


def shares(vectors: Vectors, one: int, other: int) -> dict[int, float]:
    """What part each term has in the likeness of two texts."""
    terms, here, there = np.intersect1d(
        vectors.term[one], vectors.term[other], assume_unique=True, return_indices=True
    )
    products = vectors.weight[one][here].astype(float) * vectors.weight[other][there]
    return dict(zip(terms.tolist(), (products / max(1, products.sum())).tolist(), strict=True))


def told(place: int, post: Post, reason: Reason, *, pinned: bool) -> str:
    """An entry of the list and its reason, in a few lines."""
    lines = [f"{place}. {post.title} ({post.id}){', pinned' if pinned else ''}"]
    faded = float(fading(np.array(reason.days)))
    if reason.score:
        company = reason.likeness / reason.score / faded
        lines.append(
            f"   score {reason.score:.2f} = likeness {reason.likeness:.3f} / company {company:.2f}"
            f" / time {faded:.2f} ({plural(reason.days, 'day')} apart)"
        )
    else:
        lines.append(
            f"   nothing in common that few posts have; {plural(reason.days, 'day')} apart"
        )
    if reason.terms:
        lines.append("   " + ", ".join(f"{term} {share:.0%}" for term, share in reason.terms))
    return "\n".join(lines)


def report(articles: Sequence[Article], slug: str) -> str:
    """The explanation for the article with a slug; raises `UserError` when there is none."""
    by_slug = {article.slug: article for article in articles}
    if slug not in by_slug:
        hint = did_you_mean(slug, by_slug) or "; a draft or a hidden post has no list of its own"
        raise UserError(f'no public post has the slug "{slug}"{hint}')
    own = by_slug[slug]
    posts = {article.slug: to_post(article) for article in articles}
    ids = [article.slug for article in own.related_posts if article.lang == own.lang]
    reasons = explain(list(posts.values()), slug, ids)
    entries = [
        told(place, posts[name], reason, pinned=name in own.front_matter.related)
        for place, (name, reason) in enumerate(zip(ids, reasons, strict=True), start=1)
    ]
    return "\n".join([f"Also read, under “{own.title}”:", *entries, *([] if ids else ["nothing"])])


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m newsroom.commands.related", description=__doc__
    )
    parser.add_argument("slug", help="of the post: the last part of its address")
    slug = parser.parse_args(arguments).slug

    def act() -> int:
        if not slug:
            raise UserError("name a post by its slug: make related POST=what-happened")
        say(f"{report(listed(read_content('pelicanconf.py')), slug)}\n")
        return 0

    return run(act)


if __name__ == "__main__":
    raise SystemExit(main())
