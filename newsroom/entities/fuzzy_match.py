"""Names that are probably one: all but the same, different as typing errors differ, of two kinds.

`OpenAI Inc.` and `OpenAI` are told, `Mistral AI` and `Mistral`, `Antropic` and `Anthropic`;
`Llama 2` and `Llama 3`, `GPT-4` and `GPT-4o`, `Series A` and `Series B` are not. Names are looked
up by what is left of them without a letter; none is compared with all. A name that posts give to a
company and to a person is probably one of them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsroom.entities.model import Id
from newsroom.text.normalize import runs, spelling, unaccented

LEGAL = frozenset(
    (
        "inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag bv nv ab oy "
        "pvt pte"
    ).split()
)
OFTEN_LEFT_OUT = {"company": LEGAL | {"ai", "hq", "lab", "labs"}, "person": frozenset(["ai"])}
LONG = 6  # letters of a word in which one letter makes a typing error, not another word
RARE = 2  # posts in which the same typing error may stand; a name of more is meant
SERIES = 4  # names one letter apart that are a series, such as the models of one maker
WORD = re.compile(r"\d+|\D+")  # letters and digits apart: gpt, 4, o


@dataclass(frozen=True)
class Name:
    """A name in use: by how many posts, and whether it is known to be right."""

    text: str
    posts: int
    known: bool


def skeleton(kind: str, text: str) -> str:
    """The spelling without accents, a leading "the", a plural, and words such as Inc. and AI."""
    words = runs(unaccented(text)) or [text]
    if words[0] == "the" and len(words) > 1:
        words = words[1:]
    while len(words) > 1 and words[-1] in OFTEN_LEFT_OUT.get(kind, ()):
        words.pop()
    if kind in ("company", "topic") and len(words[-1]) > 2:
        words[-1] = words[-1].removesuffix("s")
    return spelling(" ".join(words))


def forms(text: str) -> Iterator[str]:
    """The words of a name, and the same with one letter left out of a long one."""
    words = [part for run in runs(unaccented(text)) for part in WORD.findall(run)]
    yield " ".join(words)
    for place, word in enumerate(words):
        letters = [at for at, sign in enumerate(word) if sign.isalpha()]  # not marks
        if len(letters) >= LONG:
            for letter in letters:
                shorter = word[:letter] + word[letter + 1 :]
                yield " ".join([*words[:place], shorter, *words[place + 1 :]])


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter is added, left out, changed, or has changed places with the next.

    The first letter of a word has to be right: few mistype it, and `Ollama` is not `Llama`.
    """
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if one != other and (start == 0 or one[start - 1] == " "):
        return False
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) < 2 or (len(one) == 2 and one == other[::-1])


def candidates(kind: str, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of names that are probably one."""
    alike: dict[str, list[Name]] = defaultdict(list)
    nearly: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        alike[skeleton(kind, name.text)].append(name)
        for form in set(forms(name.text)):
            nearly[form].append(name)
    for group in alike.values():
        best = min(group, key=rank)
        yield from ((best, name) for name in group if name is not best)
    for group in nearly.values():
        if len(group) <= SERIES:
            for one, other in combinations(sorted(group, key=rank), 2):
                typed = next(forms(one.text)), next(forms(other.text))
                if (one.known or other.posts <= RARE) and one_edit_apart(*typed):
                    yield one, other


def rank(name: Name) -> tuple[bool, int, str]:
    """Known names come first, then those of many posts, then by alphabet."""
    return not name.known, -name.posts, name.text


def near_names(kind: str, names: Iterable[Name]) -> dict[str, str]:
    """For each unknown name that is probably another: that other, the best of several."""
    found: dict[str, Name] = {}
    for pair in candidates(kind, sorted(names, key=rank)):
        better, worse = sorted(pair, key=rank)
        if not worse.known:
            found[worse.text] = min(found.get(worse.text, better), better, key=rank)
    return {text: better.text for text, better in sorted(found.items())}


def of_two_kinds(
    posts: Mapping[Id, int], aliases: Mapping[Id, Id], known: Collection[Id]
) -> dict[Id, Id]:
    """For each unknown id that posts name and that another kind has too: the id that is there.

    `posts` counts those of each id, `aliases` leads from other spellings to an id. Of several the
    known one is there, then that of most posts.
    """
    alike: dict[str, dict[Id, None]] = defaultdict(dict)
    for own, target in (*((own, own) for own in posts), *aliases.items()):
        if target in posts:
            alike[own[1]][target] = None
    found: dict[Id, Id] = {}
    for group in (group for group in alike.values() if len(group) > 1):
        best = min(group, key=lambda own: (own not in known, -posts[own], own))
        found |= {own: best for own in group if own[0] != best[0] and own not in known}
    return found
