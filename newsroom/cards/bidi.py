"""The order in which characters are drawn (Unicode Standard Annex 9), for one line of text.

Texts of cards have no marks of direction, so that the rules for explicit embeddings are left out,
and so is the one for pairs of brackets.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

RIGHT = ("R", "AL")
NEUTRAL = ("", "B", "S", "WS", "ON", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
# The level of each resolved class, by the direction of the text (rules I1 and I2).
LEVELS = {"L": {"L": 0, "R": 1, "EN": 2, "AN": 2}, "R": {"L": 2, "R": 1, "EN": 2, "AN": 2}}
RTL_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())
RTL_LANGUAGES = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())


def is_right_to_left(language: str) -> bool:
    """Return whether a language (BCP 47) is written from right to left."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    return scripts[0] in RTL_SCRIPTS if scripts else first in RTL_LANGUAGES


def embedding_levels(text: str, *, rtl: bool) -> list[int]:
    """Return the embedding level of each character: it is drawn from right to left if odd."""
    base = "R" if rtl else "L"
    weak = _resolved_weak([unicodedata.bidirectional(character) for character in text], base)
    in_base = LEVELS[base]
    return [in_base[kind] for kind in _resolved_neutrals(weak, base)]


def visual_order(runs: Sequence[int]) -> list[int]:
    """Return the positions of runs from left to right, by their levels (rule L2)."""
    order = list(range(len(runs)))
    for level in range(max(runs, default=0), 0, -1):
        reordered: list[int] = []
        for is_reversed, positions in groupby(order, key=lambda p: runs[p] >= level):
            series = [*positions]
            reordered += reversed(series) if is_reversed else series
        order = reordered
    return order


def _resolved_weak(classes: list[str], base: str) -> list[str]:
    """Return classes without weak ones but numbers (rules W1 to W7)."""
    strong = base
    for i, kind in enumerate(classes):
        if kind in ("NSM", "BN"):
            classes[i] = classes[i - 1] if i else "ON"
        if classes[i] in ("L", *RIGHT):
            strong = classes[i]
        elif classes[i] == "EN" and strong == "AL":
            classes[i] = "AN"
    for i in range(1, len(classes) - 1):
        around = {classes[i - 1], classes[i + 1]}
        if len(around) == 1 and (
            (classes[i] in ("ES", "CS") and around == {"EN"})
            or (classes[i] == "CS" and around == {"AN"})
        ):
            (classes[i],) = around
    for i, j in _positions_of(classes, "ET"):
        if "EN" in (classes[i - 1] if i else "", classes[j] if j < len(classes) else ""):
            classes[i:j] = ["EN"] * (j - i)
    strong = base
    for i, kind in enumerate(classes):
        if kind in ("L", *RIGHT):
            strong = kind
        elif kind == "EN" and strong == "L":
            classes[i] = "L"
        elif kind in ("ES", "ET", "CS"):
            classes[i] = "ON"
    return ["R" if kind == "AL" else kind for kind in classes]


def _resolved_neutrals(classes: list[str], base: str) -> list[str]:
    """Return classes without neutrals: those between two of one direction have it (N1, N2)."""
    plain = ["ON" if kind in NEUTRAL else kind for kind in classes]
    for i, j in _positions_of(plain, "ON"):
        before, after = (
            ("R" if kind in ("EN", "AN") else kind)
            for kind in (plain[i - 1] if i else base, plain[j] if j < len(plain) else base)
        )
        plain[i:j] = [before if before == after else base] * (j - i)
    return plain


def _positions_of(classes: Sequence[str], kind: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each longest series of a class."""
    start = 0
    for value, series in groupby([*classes]):
        end = start + len([*series])
        if value == kind:
            yield start, end
        start = end
