"""What posts are about: gives every article `entities`, and templates `entities`, all of them.

Names come from the keys `companies`, `models`, `people` and `topics`; content/entities.yaml, which
may be absent, says which names are one. An entity with at least ENTITIES["minimum"] listed posts
has the address of a hub; `entity_redirects` holds (old, new) addresses of its other names.
A name that the file does not have is a warning where it is much like another, or is one of another
kind too. A post without entities has ().

Needs: front_matter, translations.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.utils import slugify

from newsroom.config.entity_kinds import KINDS
from newsroom.content.article import Article
from newsroom.content.front_matter.parser import decode
from newsroom.diagnostics.report import Report
from newsroom.entities.fuzzy_match import Name, near_names, of_two_kinds
from newsroom.entities.model import (
    Entity,
    Entry,
    Id,
    Mention,
    Slug,
    Use,
    entities,
    known_ids,
    of_post,
    redirects,
    uses,
)
from newsroom.entities.registry_file import read_entries
from plugins.adapter import Generator, every_article

FILE = "entities.yaml"
LONGEST = 100  # characters of a slug; file systems allow 255 bytes


def slugs(settings: Mapping[str, Any]) -> Slug:
    """From names to the last part of addresses, as Pelican makes it of tags."""
    rules = settings["SLUG_REGEX_SUBSTITUTIONS"]

    @cache
    def slug(name: str) -> str:
        found = slugify(name, rules, use_unicode=settings["SLUGIFY_USE_UNICODE"])
        return str(found or slugify(name, rules, use_unicode=True))[:LONGEST].strip("-")

    return slug


def read_file(content: Path, slug: Slug, report: Report) -> dict[Id, Entry]:
    """The entries of content/entities.yaml by id; mistakes go into the report."""
    path, name = content / FILE, f"{content.name}/{FILE}"
    other = path.with_suffix(".yml")
    if other.is_file():
        report.refuse(f"{content.name}/{other.name}", 1, f"this file is not read; name it {FILE}")
    if not path.is_file():
        return {}
    try:
        entries, wrong = read_entries(decode(path.read_bytes()), slug)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        report.refuse(name, line, "the file is not in UTF-8; save it again in that encoding")
        return {}
    for line, sentence in wrong:
        report.refuse(name, line, sentence)
    return {entry.id: entry for entry in entries}


def mention(article: Article, *, listed: bool) -> Mention:
    """What one article names, and where."""
    front = article.front_matter
    names = {kind: found for kind, plural in KINDS.items() if (found := getattr(front, plural))}
    return Mention(names, front.file, front.lines, listed)


def warn_of_numbers(
    numbered: Iterable[tuple[Id, Entity]],
    made: Mapping[Id, Entity],
    found: Mapping[Id, Use],
    report: Report,
) -> None:
    """A warning for each entity whose plain address another has."""
    advice = f"make one an alias of the other in content/{FILE}, or give it a slug there"
    for own, other in numbered:
        entity = made[own]
        address = f'the address of "{other.name}", and is given {entity.slug}'
        report.warn(*found[own].place, f'the {own[0]} "{entity.name}" has {address}; {advice}')


def warn_of_near_names(
    found: Mapping[Id, Use],
    made: Mapping[Id, Entity],
    entries: Mapping[Id, Entry],
    report: Report,
) -> None:
    """A warning for each name that is in no entry and much like another, where it first stands."""
    advice = f"correct it, or add it to content/{FILE}, as an alias or with an entry of its own"
    for kind in KINDS:
        of_kind = {made[own].name: own for own in found if own[0] == kind}
        names = (Name(name, found[own].posts, own in entries) for name, own in of_kind.items())
        for name, other in near_names(kind, names).items():
            place = found[of_kind[name]].place
            report.warn(*place, f'the {kind} "{name}" is much like "{other}"; {advice}')


def warn_of_two_kinds(
    found: Mapping[Id, Use],
    made: Mapping[Id, Entity],
    known: Mapping[Id, Id],
    report: Report,
) -> None:
    """A warning for each name in no entry that another kind has too, where it first stands."""
    posts = {own: use.posts for own, use in found.items()}
    advice = f"keep it under one kind, or add it to content/{FILE}"
    for own, other in of_two_kinds(posts, known, {*known.values()}).items():
        other_kind, name = made[other].kind, made[other].name
        sentence = f'the {own[0]} "{made[own].name}" is the {other_kind} "{name}" too; {advice}'
        report.warn(*found[own].place, sentence)


def attach_entities(generator: Generator) -> None:
    """Early, so that links to hubs can be checked."""
    settings, context = generator.settings, generator.context
    report, slug = settings["REPORT"], slugs(settings)
    entries = read_file(Path(generator.path), slug, report)
    known = known_ids(entries.values())
    listed = {id(article) for article in generator.articles}
    articles = every_article([generator])
    mentions = [mention(article, listed=id(article) in listed) for article in articles]
    found = uses(mentions, known)
    made, numbered = entities(found, entries, slug, settings["SITE"].entities.minimum)
    for article, names in zip(articles, mentions, strict=True):
        article.entities = of_post(names, known, made)
    warn_of_numbers(numbered, made, found, report)
    told = dict(numbered)
    untold = {own: use for own, use in found.items() if own not in told}
    warn_of_near_names(untold, made, entries, report)
    warn_of_two_kinds(found, made, known, report)
    context["entities"] = tuple(made[own] for own in sorted(made))
    context["entity_redirects"] = redirects(made, found, entries, slug)


def register() -> None:
    """Once Pelican has sorted its articles."""
    signals.article_generator_finalized.connect(attach_entities)
