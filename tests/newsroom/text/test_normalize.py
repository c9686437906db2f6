"""Which names are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.normalize import runs, spelling, unaccented

ONE = [
    ("GPT-4o", "GPT4o", "gpt-4o", "GPT 4o", "gpt_4o", "GPT‑4o", "ＧＰＴ－４ｏ", "GPT\u00a04o"),
    ("Claude 3.5", "claude-3-5", "Claude 3 5", "CLAUDE_3.5"),
    ("DALL·E 3", "DALL-E 3", "dalle 3"),
    ("Pibit.AI", "Pibit AI", "pibit-ai"),
    ("C++", "c plus plus"),
    ("Straße", "STRASSE"),
    ("“OpenAI”", "OpenAI", "Open AI", "OpenAI\u200b"),
]
TWO = [
    ("GPT-4.1", "GPT-41"),
    ("GPT-4", "GPT-4o"),
    ("Llama 2 7B", "Llama 27B"),
    ("C++", "C"),
    ("C++", "C#"),
    ("Zoë", "Zoe"),
    ("联想", "廉乡"),
    ("हिन्दी", "हिन्द"),
    ("กิน", "กน"),
]


@pytest.mark.parametrize("names", ONE, ids=lambda names: names[0])
def test_one_name_however_it_is_written(names: tuple[str, ...]) -> None:
    assert {spelling(name) for name in names} == {spelling(names[0])}


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_names_however_alike(first: str, second: str) -> None:
    assert spelling(first) != spelling(second)


@given(st.text(max_size=12))
def test_the_spelling_of_a_spelling_is_itself(name: str) -> None:
    assert spelling(spelling(name)) == spelling(name)


@given(st.text("ab1.- \u0301É+", max_size=8))
def test_case_and_spaces_around_make_no_difference(name: str) -> None:
    assert spelling(f" {name.upper()} ") == spelling(name) == spelling(name.lower())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("GPT-4.1 mini", ["GPT", "4", "1", "mini"]), ("हिन्दी!", ["हिन्दी"]), ("🙂", []), ("", [])],
)
def test_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("name", "plain"), [("Zoë", "zoe"), ("ÉCOLE", "ecole"), ("हिन्दी", "हिन्दी"), ("Łódź", "łodz")]
)
def test_accents_are_left_off(name: str, plain: str) -> None:
    assert unaccented(name) == plain
