"""Why posts are listed under “Also read”: what makes up each score, term by term."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsroom.diagnostics.rendering import plural
from newsroom.related.posts import Post, by_language, day_numbers, fields, terms
from newsroom.related.ranking import Ranker, fading, mention_factor
from newsroom.related.terms import Int32s, Keys, build_vocabulary, pair_keys, term_keys
from newsroom.related.tfidf import Vectors, weigh
from newsroom.text.tokenizer import tokenize

TERMS_PER_POST = 8


@dataclass(frozen=True)
class Reason:
    """Why a post is in a list. `score` is 0 where only the dates or the writer put it there.

    `similarity` is a cosine, 1 for equal texts; `mention` the share of the older post's title that
    the newer one has, and `title_words` these words; `length` the divisor for a long post; `days`
    the time between the two posts, and `is_newer` whether the listed one is the newer; `terms` are
    (term, share of the similarity), the largest first.
    """

    score: float
    similarity: float
    mention: float
    length: float
    days: int
    is_newer: bool
    title_words: tuple[str, ...]
    terms: tuple[tuple[str, float], ...]


def explain(posts: Sequence[Post], slug: str, listed: Sequence[str]) -> Iterator[Reason]:
    """Yield why each post of `listed` is related to the post `slug`; all are of its language."""
    post = next(post for post in posts if post.id == slug)
    group = by_language(posts)[post.language]
    number_of = {post.id: number for number, post in enumerate(group)}
    counts, days = [terms(post) for post in group], day_numbers(group)
    numbers = build_vocabulary([text.keys for text in counts]).numbers
    spellings = term_spellings(post, numbers)
    vectors = weigh(counts)  # which empties the list
    number = number_of[slug]
    parts = score_parts(Ranker(vectors, days), number, [number_of[other] for other in listed])
    for related in map(number_of.__getitem__, listed):
        score, similarity, mention, length = parts.get(related, (0.0, 0.0, 0.0, 1.0))
        newer, older = sorted((number, related))
        words_in_newer = title_words(group[older].title, numbers, vectors, newer) if mention else ()
        shares = term_shares(vectors, number, related)
        spelled = ((spellings[term], share) for term, share in shares.items() if term in spellings)
        largest = sorted(spelled, key=lambda part: (-part[1], part[0]))[:TERMS_PER_POST]
        apart, is_newer = abs(days[related] - days[number]), related < number
        yield Reason(
            score, similarity, mention, length, apart, is_newer, words_in_newer, tuple(largest)
        )


def score_parts(
    ranker: Ranker, text: int, listed: Sequence[int]
) -> dict[int, tuple[float, float, float, float]]:
    """Return score, similarity, mention and length of the texts listed for one, by their numbers.

    What is not among its neighbors was found further away, and is compared here.
    """
    ranking = ranker.rank([text], [ranker.neighbors[text]])[0]
    further = [
        other for other in listed if other not in ranking.order and len(ranker.vectors.term[other])
    ]
    others = np.array(further, dtype=np.int64)
    rankings = [ranking, *ranker.rank([text], [(others, np.zeros_like(others))])]
    return {
        other: (float(score), float(similarity), float(mention), float(length))
        for ranking in rankings
        for other, score, similarity, mention, length in zip(
            ranking.order,
            ranking.score,
            ranking.similarity,
            ranking.mention,
            ranking.length,
            strict=True,
        )
    }


def title_words(
    title: str, numbers: Callable[[Keys], Int32s], vectors: Vectors, text: int
) -> tuple[str, ...]:
    """Return the words of a title that are among the terms of a text, the rarest first."""
    words = [*dict.fromkeys(tokenize(title))]
    terms = numbers(term_keys(words))
    order = np.argsort(-vectors.rarity[terms], kind="stable")
    shared = order[np.isin(terms[order], vectors.term[text])]
    return tuple(words[index] for index in shared.tolist())


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
    """Return an entry of the list and its reason, in two to four lines."""
    lines = [f"{number}. {post.title} ({post.id}){', pinned' if is_pinned else ''}"]
    apart = f"{plural(reason.days, 'day')} apart"
    if reason.score:
        lines.append(f"   {render_score(reason)} ({apart})")
    else:
        lines.append(f"   no rare terms in common; {apart}")
    if reason.title_words:
        where = "this post's title in it" if reason.is_newer else "its title in this post"
        lines.append(f"   mention: words of {where}: {', '.join(reason.title_words)}")
    if reason.terms:
        lines.append("   " + ", ".join(f"{term} {share:.0%}" for term, share in reason.terms))
    return "\n".join(lines)


def render_score(reason: Reason) -> str:
    """Return a score and what makes it up; factors of 1 for mention and length are left out."""
    fade = float(fading(np.array(reason.days)))
    mention = float(mention_factor(np.array(reason.mention)))
    hubness = reason.similarity * mention / reason.score / reason.length / fade
    return (
        f"score {reason.score:.2f} = similarity {reason.similarity:.3f}"
        + (f" × mention {mention:.2f}" if mention > 1 else "")
        + f" / hubness {hubness:.2f}"
        + (f" / length {reason.length:.2f}" if reason.length > 1 else "")
        + f" / time {fade:.2f}"
    )


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
