"""The schema of the front matter: every key there is, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time, timedelta
from functools import cache, partial
from typing import Any

from newsroom.config.schema import Site
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter import nested_fields as entries

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FrontMatter:
    """The head of one file, typed. `lines` tells where each key stands, `file` in which file."""

    file: str
    lines: Mapping[str, int] = field(default_factory=dict)
    body_line: int = 1
    title: str = ""
    date: datetime = EPOCH
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    slug: str = ""
    status: str = "published"
    lang: str = ""
    image: str = ""
    image_alt: str = ""
    image_caption: str = ""
    image_credit: str = ""
    related: tuple[str, ...] = ()
    sources: tuple[entries.Source, ...] = ()
    corrections: tuple[entries.Correction, ...] = ()
    companies: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    series: str = ""
    canonical: str = ""
    made_with: str = ""
    aliases: tuple[str, ...] = ()
    id: str = ""

    def line(self, key: str) -> int:
        """The line where `key` stands, the first of the file where it does not."""
        return self.lines.get(key, 1)

    @property
    def author_line(self) -> int:
        """The line of `authors`, or of `author`."""
        return self.lines.get("author", self.line("authors"))

    @property
    def made(self) -> tuple[datetime, ...]:
        """When each correction was made. One that names a day alone comes last of what we know.

        So it is after publication, after a `modified` of that day and after corrections above it.
        """
        moments: list[datetime] = []
        for noted in self.corrections:
            known = [self.date, *([self.modified] if self.modified else []), *moments]
            before = [moment for moment in known if moment.date() == noted.date.date()]
            if noted.date.time() == time.min and before:
                moments.append(max(noted.date, max(before) + timedelta(seconds=1)))
            else:
                moments.append(noted.date)
        return tuple(moments)

    @property
    def updated(self) -> datetime | None:
        """When the post was last changed or corrected; None where that was not after `date`."""
        latest = max([*self.made, self.modified or self.date])
        return latest if latest > self.date else None


@cache
def readers(site: Site) -> dict[str, values.Reader]:
    """How each key is read. `author` is another name of `authors`."""
    date = partial(values.date, timezone=site.timezone)
    by_type: dict[Any, values.Reader] = {str: values.text, tuple[str, ...]: values.names}
    plain = {f.name: by_type[f.type] for f in fields(FrontMatter) if f.type in by_type}
    del plain["file"]
    return plain | {
        "author": values.names,
        "canonical": values.address,
        "corrections": partial(entries.corrections, timezone=site.timezone),
        "date": date,
        "id": values.identifier,
        "lang": values.language,
        "modified": date,
        "slug": values.slug,
        "sources": entries.sources,
        "status": values.status,
    }  # fmt: skip
