"""Why posts are listed under “Also read”: what makes up each score, term by term."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsroom.diagnostics.rendering import plural
from newsroom.related.posts import Post, by_language, day_numbers, fields, terms
from newsroom.related.ranking import Ranking, fading, rank
from newsroom.related.terms import Int32s, Keys, build_vocabulary, pair_keys, term_keys
from newsroom.related.tfidf import Vectors, weigh

TERMS_PER_POST = 8


@dataclass(frozen=True)
class Reason:
    """Why a post is in a list. `score` is 0 where only the dates or the writer put it there.

    `similarity` is a cosine, 1 for equal texts; `days` is the time between the two posts; `terms`
    are (term, share of the similarity), the largest first.
    """

    score: float
    similarity: float
    days: int
    terms: tuple[tuple[str, float], ...]


def explain(posts: Sequence[Post], slug: str, listed: Sequence[str]) -> Iterator[Reason]:
    """Yield why each post of `listed` is related to the post `slug`; all are of its language."""
    post = next(post for post in posts if post.id == slug)
    group = by_language(posts)[post.language]
    number_of = {post.id: number for number, post in enumerate(group)}
    counts, days = [terms(post) for post in group], day_numbers(group)
    spellings = term_spellings(post, build_vocabulary([text.keys for text in counts]).numbers)
    vectors = weigh(counts)  # which empties the list
    number = number_of[slug]
    ranking = rank(vectors, days, [0] * len(group))[number]
    for related in map(number_of.__getitem__, listed):
        score, similarity = score_and_similarity(ranking, related)
        shares = term_shares(vectors, number, related)
        spelled = ((spellings[term], share) for term, share in shares.items() if term in spellings)
        largest = sorted(spelled, key=lambda part: (-part[1], part[0]))[:TERMS_PER_POST]
        yield Reason(score, similarity, abs(days[related] - days[number]), tuple(largest))


def score_and_similarity(ranking: Ranking, text: int) -> tuple[float, float]:
    """Return the score and the similarity of a text in a ranking, 0 where it is not ranked."""
    if text not in ranking.order:
        return 0, 0
    position = ranking.order.index(text)
    return float(ranking.score[position]), float(ranking.similarity[position])


def term_spellings(post: Post, numbers: Callable[[Keys], Int32s]) -> dict[int, str]:
    """Return the spelling of each term of a post by the term's number in the vocabulary."""
    texts, (labels, _) = fields(post)
    spellings: dict[int, str] = {}
    for words, _ in texts:
        word_keys = term_keys(words)
        spellings |= zip(word_keys.tolist(), words, strict=True)
        spellings |= zip(pair_keys(word_keys).tolist(), map(" ".join, pairwise(words)), strict=True)
    hashtags = [f"#{label}" for label in labels]
    spellings |= zip(term_keys(hashtags).tolist(), hashtags, strict=True)
    term_numbers = numbers(np.array(list(spellings), dtype=np.uint64)).tolist()
    pairs_of_terms = zip(term_numbers, spellings.values(), strict=True)
    return {number: spelling for number, spelling in pairs_of_terms if number}


def term_shares(vectors: Vectors, a: int, b: int) -> dict[int, float]:
    """Return the share that each common term has in the similarity of two texts."""
    terms, in_a, in_b = np.intersect1d(
        vectors.term[a], vectors.term[b], assume_unique=True, return_indices=True
    )
    products = vectors.weight[a][in_a].astype(float) * vectors.weight[b][in_b]
    return dict(zip(terms.tolist(), (products / max(1, products.sum())).tolist(), strict=True))


def render_reason(number: int, post: Post, reason: Reason, *, is_pinned: bool) -> str:
    """Return an entry of the list and its reason, in two or three lines."""
    lines = [f"{number}. {post.title} ({post.id}){', pinned' if is_pinned else ''}"]
    fade = float(fading(np.array(reason.days)))
    if reason.score:
        hubness = reason.similarity / reason.score / fade
        lines.append(
            f"   score {reason.score:.2f} = similarity {reason.similarity:.3f}"
            f" / hubness {hubness:.2f} / time {fade:.2f} ({plural(reason.days, 'day')} apart)"
        )
    else:
        lines.append(f"   no rare terms in common; {plural(reason.days, 'day')} apart")
    if reason.terms:
        lines.append("   " + ", ".join(f"{term} {share:.0%}" for term, share in reason.terms))
    return "\n".join(lines)


def render_explanation(
    posts: Sequence[Post], slug: str, listed: Sequence[str], pins: Collection[str]
) -> str:
    """Return why each post of `listed` is listed under the post with a slug.

    `posts` are all public posts; `pins` are the slugs that the writer chose.
    """
    by_slug = {post.id: post for post in posts}
    reasons = explain(posts, slug, listed)
    entries = [
        render_reason(number, by_slug[name], reason, is_pinned=name in pins)
        for number, (name, reason) in enumerate(zip(listed, reasons, strict=True), start=1)
    ]
    heading = f"Also read, under “{by_slug[slug].title}”:"
    return "\n".join([heading, *entries, *([] if listed else ["no related posts"])])
