"""What a new post is to have: what the writer says of it, checked, asked for and completed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from newsroom.authoring.yaml_quoting import clean
from newsroom.cli.prompts import AnswerError, ask, choose
from newsroom.content.front_matter.fields import names
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import did_you_mean

NO_TITLE = 'a post needs a title with letters: make new TITLE="What happened"'


@dataclass(frozen=True)
class Wishes:
    """What the writer has said of a post; empty where nothing was said."""

    title: str = ""
    category: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Desk:
    """What a post can be given: declared categories, authors with a profile, a slug, known tags."""

    categories: Sequence[str]
    authors: Sequence[str]
    slug: Callable[[str], str]
    tags: Callable[[], Sequence[str]] = tuple  # those of other posts, asked for only when needed


def refuse_unknown(wishes: Wishes, desk: Desk) -> None:
    """Raise `UserError` for a title without letters and for names that are not known."""
    if wishes.title and not desk.slug(wishes.title):
        raise UserError(NO_TITLE)
    if wishes.category and wishes.category not in desk.categories:
        hint = did_you_mean(wishes.category, desk.categories)
        listed = f"; categories: {', '.join(desk.categories)}"
        raise UserError(f'the category "{wishes.category}" is not declared{hint or listed}')
    for name in wishes.authors:
        if name not in desk.authors:
            hint = did_you_mean(name, desk.authors) or '; add one: make author NAME="Full Name"'
            raise UserError(f'author "{name}" has no profile{hint}')


def fill_in(wishes: Wishes, desk: Desk) -> Wishes:
    """The wishes with the first category and the first author where they name none."""
    return replace(
        wishes,
        category=wishes.category or desk.categories[0],
        authors=wishes.authors or tuple(desk.authors[:1]),
    )


def inquire(wishes: Wishes, desk: Desk) -> Wishes:
    """The wishes with what the writer says at the terminal, asked only where there is a choice."""

    def title(answer: str) -> Sequence[str]:
        if not desk.slug(clean(answer)):
            raise AnswerError("a post needs a title with letters")
        return [clean(answer)]

    if not wishes.title:
        wishes = replace(wishes, title=ask("Title", title)[0])
    if not wishes.category and len(desk.categories) > 1:
        wishes = replace(wishes, category=choose("Category", desk.categories)[0])
    if not wishes.authors and len(desk.authors) > 1:
        wishes = replace(wishes, authors=choose("Authors", desk.authors, several=True))
    if wishes.tags is None:
        found = ask("Tags (commas between; Enter for none)", names, desk.tags())
        wishes = replace(wishes, tags=tuple(found))
    return wishes
