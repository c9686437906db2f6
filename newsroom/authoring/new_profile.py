"""The profile of a new author: checked, asked for where it is missing, and rendered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from newsroom.authoring.new_post import AUTHOR_EXAMPLE
from newsroom.authoring.yaml_scalars import clean_line, quoted_scalar
from newsroom.cli.prompts import prompt_line
from newsroom.content.front_matter.validator import LETTER, NOT_A_PERSON
from newsroom.diagnostics.errors import UserError

PROFILE = """---
name: {name}
role: {role}  # such as "Reporter"
avatar: ""  # a portrait in content/images/, such as "full-name.jpg"
email: ""
links: []  # such as [{{title: "Mastodon", url: "https://…"}}]
---
{bio}
"""
BIO_PLACEHOLDER = "<!-- Who is it, in a sentence or two? Write it in place of this line. -->"
NAME_LENGTH = 100  # characters


@dataclass(frozen=True)
class NewProfile:
    """What is known of an author before the profile is written; None is still to be asked."""

    name: str = ""
    role: str | None = None
    bio: str | None = None


@dataclass(frozen=True)
class ExistingProfiles:
    """The profiles by the name of the author, and the slug of a name."""

    paths: dict[str, Path]
    slug_of: Callable[[str], str]


def validate_name(name: str, existing: ExistingProfiles) -> str:
    """Return the name of an author on one line; raise `UserError` if it cannot be used."""
    line = clean_line(name)
    if not LETTER.search(line):
        raise UserError(f"name has no letters; write it as in {AUTHOR_EXAMPLE}")
    if len(line) > NAME_LENGTH:
        raise UserError(f"name has {len(line)} characters; write at most {NAME_LENGTH}")
    if NOT_A_PERSON.match(line):
        advice = "name a person, and disclose the use of AI in made_with"
        raise UserError(f'"{line}" cannot be an author; {advice}')
    for author, path in existing.paths.items():
        if author.casefold() == line.casefold():
            raise UserError(f'author "{author}" already has a profile: {path}')
    return line


def file_name(name: str, existing: ExistingProfiles) -> str:
    """Return the name of the file of a new profile; it has a number where another has its slug."""
    used = {existing.slug_of(author) for author in existing.paths}
    used |= {path.stem for path in existing.paths.values()}
    plain = slug = existing.slug_of(name)
    number = 1
    while slug in used:
        number += 1
        slug = f"{plain}-{number}"
    return f"{slug}.md"


def prompt_for_missing_fields(profile: NewProfile, existing: ExistingProfiles) -> NewProfile:
    """Ask at the terminal for what is missing and return the whole profile."""
    if not profile.name:
        name = prompt_line("Full name", lambda answer: validate_name(answer, existing))
        profile = replace(profile, name=name)
    if profile.role is None:
        profile = replace(profile, role=prompt_line("Role (Enter for none)", clean_line))
    if profile.bio is None:
        question = "Who is it, in a sentence or two (Enter to write it later)"
        profile = replace(profile, bio=prompt_line(question, clean_line))
    return profile


def render_profile(profile: NewProfile) -> str:
    """Return the text of a new profile."""
    return PROFILE.format(
        name=quoted_scalar(profile.name),
        role=quoted_scalar(profile.role or ""),
        bio=profile.bio or BIO_PLACEHOLDER,
    )
