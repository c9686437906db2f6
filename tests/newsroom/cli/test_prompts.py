"""What answers at a terminal mean."""

import pytest

from newsroom.cli.prompts import AnswerError, attended, chosen, completions

NAMES = ["Ada Writer", "Adam Reed", "Ben Helper", "Lee, Jr."]


@pytest.mark.parametrize(
    ("answer", "one", "several"),
    [
        ("", "Ada Writer", ["Ada Writer"]),
        ("3", "Ben Helper", ["Ben Helper"]),
        (" ben helper ", "Ben Helper", ["Ben Helper"]),
        ("B", "Ben Helper", ["Ben Helper"]),
        ("Ada Writer, 3,", None, ["Ada Writer", "Ben Helper"]),
        ("3, b, Ben Helper", None, ["Ben Helper"]),
        ("lee, jr.", "Lee, Jr.", ["Lee, Jr."]),
    ],
)
def test_an_answer(answer: str, one: str | None, several: list[str]) -> None:
    assert list(chosen(answer, NAMES, several=True)) == several
    if one:
        assert list(chosen(answer, NAMES, several=False)) == [one]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("Ada", '"Ada" may be Ada Writer or Adam Reed'),
        ("0", '"0" is not in the list'),
        ("5", '"5" is not in the list'),
        ("²", '"²" is not in the list'),
        ("Ben Helpr", '"Ben Helpr" is not in the list; did you mean "Ben Helper"?'),
        ("\x00", '"\x00" is not in the list'),
    ],
)
def test_an_answer_that_means_nothing(answer: str, sentence: str) -> None:
    with pytest.raises(AnswerError) as error:
        chosen(answer, NAMES, several=False)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ad", NAMES[:2]), (" adam", NAMES[1:2]), ("", NAMES), ("zed", []), ("Ada W", NAMES[:1])],
)
def test_what_tab_offers(typed: str, found: list[str]) -> None:
    assert completions(typed, NAMES) == found


def test_nobody_is_asked_without_a_terminal() -> None:
    assert not attended()
