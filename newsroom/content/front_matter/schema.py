"""The schema of the front matter: every key with its type and meaning, and how it is read."""

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
    """The typed front matter of one file.

    `file` is its path, `lines` maps each key to its line, and the body starts in `body_line`. The
    text below each key is its row in docs/front-matter.md.
    """

    file: str
    lines: Mapping[str, int] = field(default_factory=dict)
    body_line: int = 1

    title: str = ""
    """Headline of the post, or name of the page."""

    date: datetime = EPOCH
    """When the post is published; in the site's time zone unless an offset follows."""

    modified: datetime | None = None
    """When the post was last changed, shown as “Updated on”."""

    authors: tuple[str, ...] = ()
    """Names of the authors, each with a profile in `content/authors/`; `author` is the same key."""

    category: str = ""
    """Section of the post: one of CATEGORIES in pelicanconf.py."""

    tags: tuple[str, ...] = ()
    """Subjects of the post; each has a page of its own, `/tag/x/`."""

    summary: str = ""
    """One sentence that the title does not say, for lists, feeds and search engines."""

    slug: str = ""
    """Last part of the URL; by default derived from the title."""

    status: str = "published"
    """`published`, `draft` (not built, but shown by `serve`) or `hidden` (built, not listed)."""

    lang: str = ""
    """Language as a tag (BCP 47), such as `hi`; by default that of the site."""

    image: str = ""
    """Lead image: a file beside the post or a path below `content/images/`."""

    image_alt: str = ""
    """Text for readers who do not see the image; required with `image`."""

    image_caption: str = ""
    """Caption below the image."""

    image_credit: str = ""
    """Who made the image, shown after the caption."""

    related: tuple[str, ...] = ()
    """Slugs of posts to list first under “Also read”."""

    sources: tuple[entries.Source, ...] = ()
    """What the post relies on, listed below it."""

    corrections: tuple[entries.Correction, ...] = ()
    """Corrections of errors of fact, the newest last."""

    companies: tuple[str, ...] = ()
    """Companies that the post is about."""

    models: tuple[str, ...] = ()
    """AI models that the post is about."""

    people: tuple[str, ...] = ()
    """People that the post is about."""

    topics: tuple[str, ...] = ()
    """Topics that the post is about."""

    series: str = ""
    """Name of a series, which its parts share."""

    canonical: str = ""
    """URL of the original, where the post was first published on another site."""

    made_with: str = ""
    """How AI or other tools were used, shown below the post."""

    aliases: tuple[str, ...] = ()
    """Old URLs of the post, which redirect to it: paths, or slugs in the same folder."""

    id: str = ""
    """UUID by which feed readers recognize the post; by default derived from its path."""

    def line(self, key: str) -> int:
        """Return the line of `key`, or 1 where the file does not contain it."""
        return self.lines.get(key, 1)

    @property
    def author_line(self) -> int:
        """The line of `author` or `authors`, whichever the file contains."""
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
