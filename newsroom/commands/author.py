"""Add an author: `python -m newsroom.commands.author "Full Name"`.

Writes content/authors/slug.md, the profile that posts need of each name in `authors`. Asks at a
terminal for the name, the role and a bio. Never overwrites: a name and an address are had once.
"""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.authoring.existing_content import profiles
from newsroom.authoring.yaml_quoting import clean, quoted
from newsroom.build.settings_file import read_settings_file, read_site_settings
from newsroom.build.slugs import author_slug
from newsroom.cli.editor import edit, editor
from newsroom.cli.prompts import AnswerError, ask, attended
from newsroom.cli.runner import run, say
from newsroom.content.front_matter.validator import LETTER, NOT_A_PERSON
from newsroom.diagnostics.errors import UserError

NO_NAME = 'an author needs a name with letters: make author NAME="Full Name"'
PROFILE = """---
name: {name}
role: {role}  # such as "Reporter"
avatar: ""  # a portrait in content/images/, such as "full-name.jpg"
email: ""
links: []  # such as [{{title: "Mastodon", url: "https://…"}}]
---
{bio}
"""
NO_BIO = "<!-- Who is it, in a sentence or two? Write it in place of this line. -->"
LONGEST = 100  # letters of a name in its address; file systems take 255 bytes


@dataclass(frozen=True)
class Person:
    """What is known of an author; None where it was not said."""

    name: str = ""
    role: str | None = None
    bio: str | None = None


def new_profile(person: Person) -> str:
    """The text of a new profile."""
    return PROFILE.format(
        name=quoted(person.name),
        role=quoted(person.role or ""),
        bio=person.bio or NO_BIO,
    )


def wrong_name(name: str, slug: str, present: Mapping[str, Path], addresses: Sequence[str]) -> str:
    """The sentence against a name, "" where it can be used. `addresses` are those of `present`."""
    if len(slug) > LONGEST:
        return f"this name is longer than files can be named ({len(slug)} letters); shorten it"
    if NOT_A_PERSON.match(name):
        return f'"{name}" cannot be an author; name a person, and say how AI was used in made_with'
    for other, address in zip(present, addresses, strict=True):
        if other.casefold() == name.casefold():
            return f'"{other}" has a profile already, {present[other]}'
        if address == slug:
            return f'"{name}" has the address of "{other}" ({present[other]}); write it otherwise'
    return ""


def inquire(person: Person, wrong: Callable[[str], str]) -> Person:
    """The person with what the writer says at the terminal."""

    def name(answer: str) -> Sequence[str]:
        if sentence := wrong(clean(answer)):
            raise AnswerError(sentence)
        return [clean(answer)]

    if not person.name:
        person = replace(person, name=ask("Full name", name)[0])
    if person.role is None:
        person = replace(person, role=ask("Role (Enter for none)", lambda a: [clean(a)])[0])
    if person.bio is None:
        question = "Who is it, in a sentence or two (Enter to write it later)"
        person = replace(person, bio=ask(question, lambda a: [clean(a)])[0])
    return person


def add(person: Person, *, opened: bool) -> int:
    """Ask, write, tell, open; gives the exit status. Raises `UserError`."""
    settings = read_settings_file("pelicanconf.py", Path("output"))
    read_site_settings(settings)
    content = Path(settings["PATH"])
    present = {n: path.relative_to(content.parent) for n, path in profiles(content).items()}
    addresses = [author_slug(name, settings) for name in present]

    def wrong(name: str) -> str:
        if not LETTER.search(name):
            return NO_NAME
        return wrong_name(name, author_slug(name, settings), present, addresses)

    if person.name and (sentence := wrong(person.name)):
        raise UserError(sentence)
    words = editor(os.environ) if opened else []
    person = inquire(person, wrong) if attended() else person
    if not person.name:
        raise UserError(NO_NAME)
    path = content / "authors" / f"{author_slug(person.name, settings)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(new_profile(person))
    except FileExistsError:
        raise UserError(f"{path.relative_to(content.parent)} is there already") from None
    later = "" if person.bio else "; write a bio in it, which readers see below each post"
    say(f"wrote {path.relative_to(content.parent)}{later}\n")
    return edit(words, path) if words else 0


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m newsroom.commands.author", description=__doc__)
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--role", help="such as Reporter")
    parser.add_argument("--bio", help="a sentence or two, in Markdown")
    parser.add_argument("--edit", action="store_true", help="open it in $VISUAL or $EDITOR")
    options = parser.parse_args(arguments)

    def act() -> int:
        person = Person(clean(options.name), options.role, options.bio)
        return add(person, opened=options.edit)

    return run(act, undone="nothing was written")


if __name__ == "__main__":
    raise SystemExit(main())
