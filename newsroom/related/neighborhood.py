"""The nearest neighbors of all texts, compared in full, and brought up to date.

Where the vectors of some texts are new, their neighbors are found again. Every other text loses
them from its list, and gets them back if they are near enough. More neighbors are kept than are
ranked, so that what others lose is seldom missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from newsroom.related.comparison import compare
from newsroom.related.corpus import Corpus
from newsroom.related.nearest import (
    KEPT,
    NEIGHBORS,
    TEXT_BITS,
    Codes,
    Index,
    Measured,
    decode_neighbors,
    highest,
    neighbor_codes,
)
from newsroom.related.ranking import CHUNK, COMPARED, Compared, compare_nearest
from newsroom.related.rows import Bools, Int64s, split_starts

UNKNOWN = -2  # no text, and not the lack of one


@dataclass
class Neighborhood:
    """The neighbors of all texts: a row of `KEPT` codes for each, highest first, then zeros.

    A row has every text whose similarity is above its `limit`. `compared` are the first of each.
    """

    codes: Codes
    limit: Int64s
    compared: Compared


def build_neighborhood(corpus: Corpus) -> Neighborhood:
    """Return the neighbors of all texts, whose vectors are measured on the way."""
    texts = np.arange(len(corpus))
    measured = Measured(corpus.size)
    codes = nearest_codes(Index(corpus, texts, measured), texts)
    return Neighborhood(codes, limits(codes), compare_nearest(corpus, texts, codes, measured))


def nearest_codes(index: Index, texts: Int64s) -> Codes:
    """Return the nearest neighbors of some texts."""
    codes = np.zeros((len(texts), KEPT), dtype=np.uint64)
    for row, text in zip(codes, texts.tolist(), strict=True):
        row[:] = highest(index.similarities(text), KEPT)
    return codes


def limits(codes: Codes) -> Int64s:
    """Return the similarity above which rows of neighbors lack none; 0 for rows with room."""
    limit: Int64s = (codes[:, -1] >> np.uint64(TEXT_BITS)).astype(np.int64)
    return limit


def renumber(neighborhood: Neighborhood, origin: Int64s, number: Int64s) -> Neighborhood:
    """Return neighbors under new numbers of texts; rows of new texts are empty.

    `origin` are the old numbers of the texts, -1 for a new one, `number` the new ones of the old
    texts, -1 for one that is gone. Both are in the same order.
    """
    if len(origin) == len(number) and (number < 0).sum() == (origin < 0).sum() == np.count_nonzero(
        origin != np.arange(len(origin))
    ):
        return neighborhood  # texts were changed, none came or went
    is_kept = (origin >= 0)[:, None]
    codes = np.where(is_kept, neighborhood.codes[origin], np.uint64(0))
    texts, similarity = decode_neighbors(codes)
    texts = np.where(texts >= 0, number[texts], -1)
    codes = np.where(texts >= 0, neighbor_codes(similarity, np.maximum(texts, 0)), np.uint64(0))
    compared = neighborhood.compared
    return Neighborhood(
        codes,
        np.where(origin >= 0, neighborhood.limit[origin], 0),
        Compared(compared.product[origin], compared.mention[origin]),
    )


@dataclass(frozen=True)
class TextChanges:
    """Which texts are new, which others have a new vector, and which a title of new weight."""

    is_read: Bools
    has_new_vector: Bools
    has_new_title: Bools


def update_neighbors(corpus: Corpus, neighborhood: Neighborhood, changes: TextChanges) -> None:
    """Bring neighbors up to date; new vectors are measured on the way.

    Rows of new vectors may have anything, and other rows gaps.
    """
    before, _ = decode_neighbors(neighborhood.codes[:, :COMPARED])
    before[changes.is_read] = UNKNOWN
    is_new = changes.is_read | changes.has_new_vector
    new = np.flatnonzero(is_new)
    if len(new):
        index = Index(corpus, new)
        rows, codes = put_into_rows(neighborhood, index, new)
        is_short = merge(neighborhood, is_new, rows, codes)
    else:
        is_short = merge(neighborhood, is_new, new, new.astype(np.uint64))
    short = np.flatnonzero(is_short)
    if len(short):
        neighborhood.codes[short] = nearest_codes(Index(corpus, short), short)
        neighborhood.limit[short] = limits(neighborhood.codes[short])
    compare_again(corpus, neighborhood, before, changes)


def put_into_rows(neighborhood: Neighborhood, index: Index, new: Int64s) -> tuple[Int64s, Codes]:
    """Find the neighbors of new texts; return in which other rows each belongs, and its code."""
    all_rows, all_codes = [], []
    least = np.maximum(1, neighborhood.limit)
    least[new] = np.iinfo(np.int64).max
    for text in new.tolist():
        similarity = index.similarities(text)
        neighborhood.codes[text] = highest(similarity, KEPT)
        rows = np.flatnonzero(similarity >= least)
        all_rows.append(rows)
        all_codes.append(neighbor_codes(similarity[rows], np.full(len(rows), text)))
    neighborhood.limit[new] = limits(neighborhood.codes[new])
    return np.concatenate(all_rows), np.concatenate(all_codes)


def merge(neighborhood: Neighborhood, is_new: Bools, rows: Int64s, codes: Codes) -> Bools:
    """Take new texts out of the other rows and put codes into `rows`; return which are too short.

    These lack neighbors that they had not kept.
    """
    codes = codes[np.argsort(rows, kind="stable")]
    starts = split_starts(np.bincount(rows, minlength=len(is_new)))
    is_short = np.zeros(len(is_new), dtype=bool)
    for part in chunks(len(is_new)):
        texts, similarity = decode_neighbors(neighborhood.codes[part])
        is_kept = (texts >= 0) & ~is_new[texts]
        is_changed = (is_kept != (texts >= 0)).any(axis=1)
        is_changed |= (texts[:, -1] < 0) & (neighborhood.limit[part] > 0)
        is_changed |= (similarity[:, 1:] > similarity[:, :-1]).any(axis=1)  # there is a gap
        added = np.diff(starts[part.start : part.stop + 1])
        changed = np.flatnonzero((is_changed | (added > 0)) & ~is_new[part])
        if not len(changed):
            continue
        limit = neighborhood.limit[part][changed]
        added = added[changed]
        merged = np.zeros((len(changed), KEPT + int(added.max())), dtype=np.uint64)
        is_kept &= similarity > neighborhood.limit[part][:, None]
        merged[:, :KEPT] = np.where(is_kept, neighborhood.codes[part], np.uint64(0))[changed]
        row = np.repeat(np.arange(len(changed)), added)
        column = np.arange(len(row)) - np.repeat(split_starts(added)[:-1], added)
        new_codes = codes[starts[part.start + changed][row] + column]
        new_codes[(new_codes >> np.uint64(TEXT_BITS)).astype(np.int64) <= limit[row]] = 0
        merged[row, KEPT + column] = new_codes
        merged.sort(axis=1)
        nearest_first = merged[:, ::-1][:, :KEPT]
        numbers = part.start + changed
        neighborhood.codes[numbers] = nearest_first
        neighborhood.limit[numbers] = np.maximum(limits(nearest_first), limit)
        is_short[numbers] = (nearest_first[:, NEIGHBORS - 1] == 0) & (limit > 0)
    return is_short


def chunks(count: int) -> Iterator[slice]:
    """Yield slices of `CHUNK` out of so many rows."""
    yield from (slice(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK))


def compare_again(
    corpus: Corpus, neighborhood: Neighborhood, before: Int64s, changes: TextChanges
) -> None:
    """Compare the nearest neighbors where these are others than `before`, or changed.

    A product changes only where both texts have a term of new weight, a mention where it is in the
    title of the older one.
    """
    compared = neighborhood.compared
    pairs = []
    for part in chunks(len(before)):
        texts, _ = decode_neighbors(neighborhood.codes[part, :COMPARED])
        old, numbers = before[part], np.arange(part.start, part.stop)[:, None]
        is_changed = changes.is_read[texts] | changes.has_new_title[np.maximum(texts, numbers)]
        is_changed |= changes.has_new_vector[texts] & changes.has_new_vector[numbers]
        # The last of a row may be gone, and have left its product behind.
        is_lacking = (texts < 0) & (compared.product[part] > 0)
        rows = np.flatnonzero(((texts != old) | is_changed | is_lacking).any(axis=1))
        texts, old, is_changed = texts[rows], old[rows], is_changed[rows]
        matches = texts[:, :, None] == old[:, None, :]
        is_reused = (texts >= 0) & matches.any(axis=2) & ~is_changed
        match = matches.argmax(axis=2)
        for values in (compared.product, compared.mention):
            reused = np.take_along_axis(values[part][rows], match, axis=1)
            values[part.start + rows] = np.where(is_reused, reused, 0)
        row, column = np.nonzero((texts >= 0) & ~is_reused)
        pairs.append((part.start + rows[row], column, texts[row, column]))
    rows, columns, others = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    compared.product[rows, columns], compared.mention[rows, columns] = compare(corpus, rows, others)
