"""What answers at a terminal mean."""

from collections.abc import Callable
from typing import Any

import click
import pytest
from click.testing import CliRunner

from newsroom.cli.prompts import (
    confirm,
    is_interactive,
    prompt_choice,
    prompt_choices,
    prompt_line,
)
from newsroom.diagnostics.errors import UserError

NAMES = ["Ada Writer", "Adam Reed", "Ben Helper", "Lee, Jr."]


def answer(prompt: Callable[[], Any], *lines: str) -> tuple[Any, str]:
    """Return what a prompt gives for the lines that are typed, and what it prints."""

    @click.command()
    def command() -> None:
        values.append(prompt())

    values: list[Any] = []
    result = CliRunner().invoke(command, input="".join(f"{line}\n" for line in lines))
    return (values or [None])[0], result.output


@pytest.mark.parametrize(
    ("line", "name", "names"),
    [
        ("", "Ada Writer", ("Ada Writer",)),
        ("ben helper", "Ben Helper", ("Ben Helper",)),
        ("Ada Writer, ben helper,", None, ("Ada Writer", "Ben Helper")),
        ("Ben Helper, Ben Helper", None, ("Ben Helper",)),
        ("lee, jr.", "Lee, Jr.", ("Lee, Jr.",)),
    ],
)
def test_names_are_chosen(line: str, name: str | None, names: tuple[str, ...]) -> None:
    assert answer(lambda: prompt_choices("Authors", NAMES), line)[0] == names
    if name:
        assert answer(lambda: prompt_choice("Author", NAMES), line)[0] == name


@pytest.mark.parametrize("prompt", [prompt_choice, prompt_choices])
def test_an_unknown_name_is_asked_for_again(prompt: Callable[[str, list[str]], Any]) -> None:
    value, screen = answer(lambda: prompt("Authors", NAMES), "Ben Helpr", "Ben Helper")
    assert value in ("Ben Helper", ("Ben Helper",))
    assert "'Ben Helpr' is not one of" in screen


def test_a_line_is_asked_for_until_it_is_accepted() -> None:
    def parse(text: str) -> str:
        if not text:
            raise UserError("title has no letters")
        return text.strip()

    value, screen = answer(lambda: prompt_line("Title", parse), "", " News ")
    assert value == "News"
    assert "title has no letters" in screen


@pytest.mark.parametrize(("line", "continues"), [("y", True), ("", False), ("n", False)])
def test_a_confirmation(line: str, continues: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.cli.prompts.is_interactive", lambda: True)

    def sent() -> bool:
        try:
            confirm("github: a new branch", yes=False)
        except UserError as error:
            assert str(error) == "nothing was sent"
            return False
        return True

    assert answer(sent, line)[0] is continues


def test_nobody_is_asked_without_a_terminal() -> None:
    assert not is_interactive()
    confirm("github: a new branch", yes=True)
    with pytest.raises(UserError, match="github: a new branch; add --yes to confirm"):
        confirm("github: a new branch", yes=False)
