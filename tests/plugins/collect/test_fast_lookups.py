"""Lists that know their members."""

import pytest

from plugins.adapter import IndexedList

POST, OTHER = object(), object()


@pytest.mark.parametrize(
    ("members", "member", "expected"),
    [([POST], POST, True), ([POST], OTHER, False), ([], POST, False), ([POST, OTHER], OTHER, True)],
)
def test_membership_is_identity(members: list[object], member: object, expected: bool) -> None:
    assert (member in IndexedList(members)) is expected


def test_it_is_a_list_in_every_other_way() -> None:
    assert IndexedList([POST, OTHER]) == [POST, OTHER]
    assert IndexedList([POST, OTHER])[1:] == [OTHER]
