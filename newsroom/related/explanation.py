"""Why posts are listed under “Also read”: what makes up each score, term by term."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsroom.diagnostics.rendering import plural
from newsroom.related.corpus import Corpus
from newsroom.related.nearest import neighbor_codes
from newsroom.related.posts import Post, build_state, by_language, fields, refer
from newsroom.related.ranking import COMPARED, Ranker, fading, mention_factor
from newsroom.related.rows import Int64s, Keys
from newsroom.related.terms import mix, pair_hashes, tag_key, word_hashes, word_keys
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
    by_id = {post.id: post for post in posts}
    group = by_language(map(refer, posts))[by_id[slug].language]
    number_of = {post.id: number for number, post in enumerate(group)}
    state = build_state(group)
    corpus, number = state.corpus, number_of[slug]
    ranker = Ranker(corpus, state.neighborhood.codes, state.neighborhood.compared)
    parts = score_parts(ranker, number, [number_of[other] for other in listed])
    spellings = term_spellings(by_id[slug])
    for name in listed:
        related = number_of[name]
        score, similarity, mention, length = parts.get(related, (0.0, 0.0, 0.0, 1.0))
        newer, older = sorted((number, related))
        title = by_id[group[older].id].title
        words_in_newer = title_words(title, corpus, newer) if mention else ()
        shares = term_shares(corpus, number, related)
        spelled = ((spellings[term], share) for term, share in shares.items() if term in spellings)
        largest = sorted(spelled, key=lambda part: (-part[1], part[0]))[:TERMS_PER_POST]
        apart = int(abs(corpus.days[related] - corpus.days[number]))
        is_newer = related < number
        yield Reason(
            score, similarity, mention, length, apart, is_newer, words_in_newer, tuple(largest)
        )


def score_parts(
    ranker: Ranker, text: int, listed: Sequence[int]
) -> dict[int, tuple[float, float, float, float]]:
    """Return score, similarity, mention and length of the texts listed for one, by their numbers.

    What is not among its neighbors was found further away, and is compared here.
    """
    ranking = ranker.rank([text], ranker.codes[text : text + 1])
    near = set(ranking.order[0].tolist())
    further = np.array([other for other in listed if other not in near], dtype=np.int64)
    codes = neighbor_codes(np.ones(len(further)), further)[None, :COMPARED]
    rankings = [ranking, *([ranker.rank([text], codes)] if len(further) else [])]
    return {
        other: (float(score), float(similarity), float(mention), float(length))
        for ranking in rankings
        for other, score, similarity, mention, length in zip(
            ranking.order[0].tolist(),
            ranking.score[0],
            ranking.similarity[0],
            ranking.mention[0],
            ranking.length[0],
            strict=True,
        )
        if similarity > 0
    }


def title_words(title: str, corpus: Corpus, text: int) -> tuple[str, ...]:
    """Return the words of a title that are among the terms of a text, the rarest first."""
    words = [*dict.fromkeys(tokenize(title))]
    keys = word_keys(words)
    order = np.argsort(corpus.frequencies.number(keys)[1], kind="stable")
    shared = order[np.isin(keys[order], terms_of(corpus, text)[0])]
    return tuple(words[index] for index in shared.tolist())


def term_spellings(post: Post) -> dict[int, str]:
    """Return the spelling of each term of a post by its key."""
    spellings: dict[int, str] = {}
    parsed = fields(post)
    for part, _ in parsed.parts:
        words = tokenize(part)
        hashes = word_hashes(" ".join(words).encode())[0]
        spellings |= zip(mix(hashes).tolist(), words, strict=True)
        spellings |= zip(
            mix(pair_hashes(hashes)).tolist(), map(" ".join, pairwise(words)), strict=True
        )
    return spellings | {tag_key(tag): f"#{tag.casefold()}" for tag, _ in parsed.tags}


def terms_of(corpus: Corpus, text: int) -> tuple[Keys, Int64s]:
    """Return the keys of the terms of a text, and their weights."""
    owners, rows = corpus.gather(np.array([text]))
    _, weights, _, _ = corpus.weigh(owners, rows)
    return rows.columns[0], weights


def term_shares(corpus: Corpus, a: int, b: int) -> dict[int, float]:
    """Return the share that each common term has in the similarity of two texts, by its key."""
    (keys_a, weights_a), (keys_b, weights_b) = terms_of(corpus, a), terms_of(corpus, b)
    keys, in_a, in_b = np.intersect1d(keys_a, keys_b, assume_unique=True, return_indices=True)
    products = weights_a[in_a].astype(float) * weights_b[in_b]
    shares = products / max(1, products.sum())
    return {key: share for key, share in zip(keys.tolist(), shares.tolist(), strict=True) if share}


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
