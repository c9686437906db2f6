"""The schema of the front matter: every key with its type, its meaning and its parser."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache, partial

from newsroom.config.layout import Slugify
from newsroom.config.schema import Settings
from newsroom.content.front_matter import fields as values
from newsroom.content.front_matter import nested_fields as entries
from newsroom.images.crops import CENTER, Focus

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
    """Last part of the URL; by default derived from the file name."""

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

    image_focus: Focus = CENTER
    """What every crop of the image contains, from its left and its top: `40% 30%`."""

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

    toc: bool | None = None
    """Whether a table of contents is above the text; by default `TOC` in pelicanconf.py decides."""

    featured: bool = False
    """Whether the post leads the front page, for as many days as `FRONT_PAGE` says."""

    made_with: str = ""
    """How AI or other tools were used, shown below the post."""

    aliases: tuple[str, ...] = ()
    """Old URLs of the post, which redirect to it: paths, or slugs in the same folder."""

    permalink: str = ""
    """URL of the post in the site that it comes from, which redirects to it, as `aliases` do."""

    id: str = ""
    """UUID or IRI by which feed readers recognize the post; by default derived from its path."""

    def line(self, key: str) -> int:
        """Return the line of `key`, or 1 where the file does not contain it."""
        return self.lines.get(key, 1)

    def why_withheld(self, now: datetime) -> str:
        """Return why it is not public: "draft", "scheduled", or "" when it is."""
        if self.status == "draft":
            return "draft"
        return "scheduled" if self.date > now else ""

    @property
    def author_line(self) -> int:
        """The line of `author` or `authors`, whichever the file contains."""
        return self.lines.get("author", self.line("authors"))

    @property
    def correction_dates(self) -> tuple[datetime, ...]:
        """The datetime of each correction; one that names a day alone is the last of that day.

        So it is after publication, after a `modified` of that day and after corrections above it.
        """
        dates: list[datetime] = []
        for correction in self.corrections:
            earlier = [self.date, *([self.modified] if self.modified else []), *dates]
            same_day = [date for date in earlier if date.date() == correction.date.date()]
            if correction.date.time() == time.min and same_day:
                dates.append(max(correction.date, max(same_day) + timedelta(seconds=1)))
            else:
                dates.append(correction.date)
        return tuple(dates)

    @property
    def updated(self) -> datetime | None:
        """When the post was last changed or corrected; None where that was not after `date`."""
        latest = max([*self.correction_dates, self.modified or self.date])
        return latest if latest > self.date else None


@lru_cache(maxsize=4)  # a preview has new settings in each build, because time passes
def value_parsers(settings: Settings, slugify: Slugify = str) -> dict[str, values.ValueParser]:
    """Return the function that types the value of each key; `author` is the same as `authors`.

    `slugify` makes the slug that an error proposes.
    """
    date = partial(values.parse_date, timezone=settings.timezone)
    by_type: dict[object, values.ValueParser] = {
        str: values.parse_text,
        tuple[str, ...]: values.parse_names,
    }
    plain = {f.name: by_type[f.type] for f in fields(FrontMatter) if f.type in by_type}
    del plain["file"]
    return plain | {
        "author": values.parse_author_names,
        "authors": values.parse_author_names,
        "canonical": values.parse_url,
        "corrections": partial(entries.parse_corrections, timezone=settings.timezone),
        "date": date,
        "featured": values.parse_truth,
        "id": values.parse_id,
        "image_alt": values.parse_plain_text,
        "image_caption": values.parse_plain_text,
        "image_credit": values.parse_plain_text,
        "image_focus": values.parse_image_focus,
        "lang": values.parse_language,
        "modified": date,
        "permalink": values.parse_permalink,
        "slug": partial(values.parse_slug, slugify=slugify),
        "sources": entries.parse_sources,
        "status": values.parse_status,
        "summary": values.parse_plain_text,
        "tags": values.parse_tags,
        "title": values.parse_plain_text,
        "toc": values.parse_truth,
    }  # fmt: skip
