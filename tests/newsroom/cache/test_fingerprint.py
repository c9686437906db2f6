"""Equal values have equal fingerprints in any process, and different values have different ones."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cache.fingerprint import SIZE, Fingerprinter, UnknownValueError, fingerprint
from tests.newsroom.cache import values as values_module
from tests.newsroom.cache.values import VALUES, ZONES, Frozen, Named, constant, constants, name_of

ROOT = Path(__file__).parents[3]
SCRIPT = """
from newsroom.cache.fingerprint import fingerprint
from tests.newsroom.cache.values import VALUES
print([fingerprint(value).hex() for value in VALUES])
"""
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.binary(max_size=4)
NESTED = st.recursive(
    SCALARS | st.datetimes(timezones=st.sampled_from(ZONES)) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.frozensets(SCALARS, max_size=4)
    ),
    max_leaves=8,
)


def test_different_values_have_different_fingerprints() -> None:
    prints: dict[bytes, object] = {}
    for value in VALUES:
        result = fingerprint(value)
        assert result not in prints, (value, prints[result])
        assert len(result) == SIZE
        prints[result] = value


def test_fingerprints_do_not_depend_on_the_process() -> None:
    environment = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{[fingerprint(value).hex() for value in VALUES]}\n"


@given(NESTED, NESTED)
def test_fingerprints_differ_exactly_where_values_do(first: object, second: object) -> None:
    fingerprinter = Fingerprinter()
    equal = fingerprinter.serialize(first) == fingerprinter.serialize(second)
    assert equal == same(first, second)


def same(first: object, second: object) -> bool:
    """Whether two values are equal, with their types and in all that they contain."""
    if type(first) is not type(second):
        return False
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, dict) and isinstance(second, dict):
        return same([*first.items()], [*second.items()])
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return {(type(v), v) for v in first} == {(type(v), v) for v in second}
    return repr(first) == repr(second)


@given(st.sets(SCALARS, max_size=9), st.randoms())
def test_the_order_in_which_a_set_was_made_does_not_count(
    values: set[object], random: Random
) -> None:
    shuffled = random.sample([*values], len(values))
    assert fingerprint(frozenset(shuffled)) == fingerprint(frozenset(values))


@pytest.mark.parametrize("function", [constant, constants])
def test_a_constant_of_the_module_belongs_to_a_function(
    function: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(function)
    monkeypatch.setattr(values_module, "CONSTANT", "another text")
    assert fingerprint(function) != before


def test_equal_parts_need_not_be_identical() -> None:
    text, again = "a b", "".join(["a", " b"])
    assert fingerprint([text, text]) == fingerprint([text, again])
    assert fingerprint((Frozen(text), Frozen(text))) == fingerprint((Frozen(again), Frozen(text)))


def test_what_has_a_name_is_not_taken_apart() -> None:
    first, second = Named("one"), Named("two")
    first.others, second.others = [second], [first]  # a circle
    value = fingerprint([first, {"second": second}], name_of)
    first.others = []
    assert fingerprint([first, {"second": second}], name_of) == value
    assert fingerprint([second, {"second": first}], name_of) != value


class Refuses:
    """An object that raises what it likes."""

    def __reduce__(self) -> str:
        raise ZeroDivisionError


def circle() -> list[object]:
    values: list[object] = []
    values.append(values)
    return values


def recursive() -> Callable[[], object]:
    def function() -> object:
        return function

    return function


def local_object() -> object:
    class Local:
        pass

    return Local()


@pytest.mark.parametrize(
    "make",
    [
        circle,
        recursive,
        local_object,
        lambda: sys.stdout,
        lambda: (n for n in "a"),
        Refuses,
    ],
)
def test_what_cannot_be_taken_apart_is_unknown(make: Callable[[], object]) -> None:
    with pytest.raises(UnknownValueError):
        fingerprint([1, make()])
