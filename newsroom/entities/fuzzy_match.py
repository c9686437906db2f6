"""Names that probably mean one entity: variants, typing errors, and one name under two kinds.

`OpenAI Inc.` matches `OpenAI`, `Mistral AI` matches `Mistral`, `Antropic` matches `Anthropic`;
`Llama 2` and `Llama 3`, `GPT-4` and `GPT-4o`, `Series A` and `Series B` do not match. Names are
looked up by what is left of them without a letter; none is compared with all. A name that posts
give to a company and to a person is probably one of them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsroom.entities.model import EntityId
from newsroom.text.normalize import runs, spelling, unaccented

LEGAL = frozenset(
    (
        "inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag bv nv ab oy "
        "pvt pte"
    ).split()
)
OFTEN_LEFT_OUT = {"company": LEGAL | {"ai", "hq", "lab", "labs"}, "person": frozenset(["ai"])}
LONG = 6  # letters of a word in which one letter makes a typing error, not another word
RARE = 2  # posts that may have the same typing error; a name in more is meant so
SERIES = 4  # names one letter apart that are a series, such as the models of one maker
WORD = re.compile(r"\d+|\D+")  # letters and digits apart: gpt, 4, o


@dataclass(frozen=True)
class Name:
    """A name, the number of posts that use it, and whether content/entities.yaml has it."""

    text: str
    posts: int
    registered: bool


def skeleton(kind: str, text: str) -> str:
    """Return the spelling without accents, "the", a plural, and words such as Inc. and AI."""
    words = runs(unaccented(text)) or [text]
    if words[0] == "the" and len(words) > 1:
        words = words[1:]
    while len(words) > 1 and words[-1] in OFTEN_LEFT_OUT.get(kind, ()):
        words.pop()
    if kind in ("company", "topic") and len(words[-1]) > 2:
        words[-1] = words[-1].removesuffix("s")
    return spelling(" ".join(words))


def forms(text: str) -> Iterator[str]:
    """Yield the words of a name, and the same with one letter left out of a long one."""
    words = [part for run in runs(unaccented(text)) for part in WORD.findall(run)]
    yield " ".join(words)
    for number, word in enumerate(words):
        letters = [index for index, char in enumerate(word) if char.isalpha()]  # not marks
        if len(letters) >= LONG:
            for index in letters:
                shorter = word[:index] + word[index + 1 :]
                yield " ".join([*words[:number], shorter, *words[number + 1 :]])


def is_one_edit_apart(a: str, b: str) -> bool:
    """Return whether one letter is added, missing, changed or swapped with the next, or none is.

    The first letter of a word must be the same: few mistype it, and `Ollama` is not `Llama`.
    (Damerau 1964.)
    """
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    if a != b and (start == 0 or a[start - 1] == " "):
        return False
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return max(len(a), len(b)) < 2 or (len(a) == 2 and a == b[::-1])


def similar_pairs(kind: str, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield pairs of names that probably mean one entity."""
    by_skeleton: dict[str, list[Name]] = defaultdict(list)
    by_form: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_skeleton[skeleton(kind, name.text)].append(name)
        for form in set(forms(name.text)):
            by_form[form].append(name)
    for group in by_skeleton.values():
        best = min(group, key=name_rank)
        yield from ((best, name) for name in group if name is not best)
    for group in by_form.values():
        if len(group) <= SERIES:
            for better, worse in combinations(sorted(group, key=name_rank), 2):
                words = next(forms(better.text)), next(forms(worse.text))
                if (better.registered or worse.posts <= RARE) and is_one_edit_apart(*words):
                    yield better, worse


def name_rank(name: Name) -> tuple[bool, int, str]:
    """Return a sort key: registered names first, then those of many posts, then by alphabet."""
    return not name.registered, -name.posts, name.text


def similar_names(kind: str, names: Iterable[Name]) -> dict[str, str]:
    """Return the probable name for each unregistered name that probably means another entity.

    Of several it is the first by `name_rank`.
    """
    probable: dict[str, Name] = {}
    for pair in similar_pairs(kind, sorted(names, key=name_rank)):
        better, worse = sorted(pair, key=name_rank)
        if not worse.registered:
            probable[worse.text] = min(probable.get(worse.text, better), better, key=name_rank)
    return {text: name.text for text, name in sorted(probable.items())}


def names_of_two_kinds(
    posts: Mapping[EntityId, int],
    aliases: Mapping[EntityId, EntityId],
    registered: Collection[EntityId],
) -> dict[EntityId, EntityId]:
    """Return the probable id for each unregistered id whose name another kind has too.

    `posts` counts those of each id, `aliases` maps other spellings to an id. Of several ids a
    registered one is the probable one, then that of most posts.
    """
    by_spelling: dict[str, dict[EntityId, None]] = defaultdict(dict)
    for (_, name), entity_id in (*((id_, id_) for id_ in posts), *aliases.items()):
        if entity_id in posts:
            by_spelling[name][entity_id] = None
    probable: dict[EntityId, EntityId] = {}
    for group in (group for group in by_spelling.values() if len(group) > 1):
        best = min(group, key=lambda id_: (id_ not in registered, -posts[id_], id_))
        probable |= {id_: best for id_ in group if id_[0] != best[0] and id_ not in registered}
    return probable
