"""Slugs of categories, tags and authors: one for each name, however it is spelled.

Names with one slug are one term where they differ in case, whitespace or punctuation alone, as
`GPT 4` and `gpt-4` do. `bán` and `bạn` are two words with one slug: one of them gets a number.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from newsroom.content.document import Document, ProfileDocument
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.entities.model import unique_slugs
from newsroom.text.normalize import spelling

NEVER = datetime.max.replace(tzinfo=UTC)  # after all posts
KINDS = ("category", "tag", "author")
KEYS: Mapping[str, str] = {"category": "category", "tag": "tags", "author": "authors"}
ADVICE: Mapping[str, str] = {
    "category": "change one name",
    "tag": "use one of them, if they mean the same",
    "author": "give one of the profiles a `slug`",
}


@dataclass
class NameUses:
    """The uses of each name of a kind of terms: the date of the first post, and the first path."""

    since: dict[str, datetime] = field(default_factory=dict)
    locations: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, name: str, location: tuple[str, int], date: datetime = NEVER) -> None:
        """Add the use of a name in a file, at a line, by a post with a date; a profile has none."""
        self.since[name] = min(date, self.since.get(name, date))
        self.locations[name] = min(location, self.locations.get(name, location))


@dataclass(frozen=True)
class NumberedSlug:
    """A name whose slug has a number, and the name that has the plain one."""

    name: str
    slug: str
    owner: str


def count_names(
    documents: Iterable[Document], profiles: Iterable[ProfileDocument] = ()
) -> dict[str, NameUses]:
    """Return the uses of the names of each kind in the posts among documents, and in profiles."""
    uses = {kind: NameUses() for kind in KINDS}
    for front in (document.front_matter for document in documents if not document.is_page):
        names = {"tag": front.tags, "author": front.authors, "category": (front.category,)}
        lines = {kind: front.line(KEYS[kind]) for kind in KINDS} | {"author": front.author_line}
        for kind in KINDS:
            for name in filter(None, dict.fromkeys(names[kind])):
                uses[kind].add(name, (front.file, lines[kind]), front.date)
    for profile in profiles:
        front = profile.front_matter
        uses["author"].add(profile.name, (front.file, front.line("name")))
    return uses


def name_slugs(
    since: Mapping[str, datetime],
    slugify: Callable[[str], str],
    *,
    fixed: Mapping[str, str],
    first: Sequence[str] = (),
) -> tuple[dict[str, str], list[NumberedSlug]]:
    """Return the slug of each name, and the names whose slug has a number.

    `since` has the date of the oldest post of each name. The `fixed` slugs of names stay as they
    are. Of several names with one slug, the plain one is that of the `first` names, then that of
    the oldest name, so that a new post changes no slug; names of one date are in alphabetical
    order.
    """
    ranks = {name: rank for rank, name in enumerate(first)}
    names = sorted(since, key=lambda n: (n not in fixed, ranks.get(n, len(ranks)), since[n], n))
    plain = {name: fixed.get(name) or slugify(name) for name in names}
    terms = {name: (plain[name], name if name in fixed else spelling(name)) for name in names}
    distinct = list(dict.fromkeys(terms.values()))
    by_term = dict(zip(distinct, unique_slugs(("", slug) for slug, _ in distinct), strict=True))
    slugs = {name: plain[name] if name in fixed else by_term[term] for name, term in terms.items()}
    owners: dict[str, str] = {}
    for name in names:
        owners.setdefault(slugs[name], name)
    numbered = [
        NumberedSlug(name, slug, owners[plain[name]])
        for name, slug in slugs.items()
        if slug != plain[name] and owners[slug] == name
    ]
    return slugs, numbered


def numbered_slug_warnings(
    kind: str, numbered: Iterable[NumberedSlug], uses: NameUses
) -> Iterator[Diagnostic]:
    """Yield a warning for each name whose slug has a number, at its first use."""
    for name, slug, owner in ((n.name, n.slug, n.owner) for n in numbered):
        message = f'slug of the {kind} "{name}" is already used by "{owner}", so that it is {slug}'
        yield Diagnostic(*uses.locations[name], "term/numbered-slug", message, ADVICE[kind])
