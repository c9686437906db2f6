"""Front matter as other generators write it, in the keys of this site.

Only what has one meaning is understood: `lastmod` is `modified`, `draft: true` is `status: draft`,
`categories: [News]` is `category: News`, `url` is an old URL, and the name of the file may have a
date and a language. A key of this site goes before those of others.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.config.schema import Settings
from newsroom.content.file_names import FileName
from newsroom.content.front_matter import fields
from newsroom.content.front_matter.parser import RawFrontMatter
from newsroom.content.front_matter.yaml_nodes import Value

# Other names of our keys, in the order in which they count.
ALIASES: Mapping[str, str] = {
    "description": "summary", "excerpt": "summary", "custom_excerpt": "summary",
    "meta_description": "summary",
    "lastmod": "modified", "updated": "modified", "last_modified_at": "modified",
    "updated_at": "modified", "date_updated": "modified", "updated_date": "modified",
    "updateddate": "modified", "last_updated": "modified", "date_modified": "modified",
    "redirect_from": "aliases", "alias": "aliases", "url": "permalink",
    "guid": "id", "canonical_url": "canonical", "canonicalurl": "canonical",
}  # fmt: skip
# Those that are read only where the value is one of our key.
CHECKED: Mapping[str, tuple[str, fields.ValueParser]] = {
    "language": ("lang", fields.parse_known_language),
    "locale": ("lang", fields.parse_known_language),
    "showtoc": ("toc", fields.parse_truth),
}
PUBLICATION = (  # Hugo has the first; Ghost, Jekyll and Astro the others
    "publishdate", "publish_date", "published", "published_at", "date_published", "pubdate",
    "pub_date",
)  # fmt: skip
STATUSES = {  # a key with `true` or `false`, the value that counts, and the status that it means
    "unlisted": (True, "hidden"), "hidden": (True, "hidden"),
    "draft": (True, "draft"), "published": (False, "draft"),
}  # fmt: skip
# Images for lists or above the text; they are read where the file has a text for them as well.
IMAGES = (
    "cover", "feature_image", "featured_image", "featuredimage", "cover_image", "coverimage",
    "hero_image", "heroimage", "header_image", "headerimage", "banner", "thumbnail", "og_image",
    "img",
)  # fmt: skip
IMAGE_TEXTS = ("alt", "caption", "credit")
IMAGE_FILE = ("path", "src", "url", "image", "file", "feature")  # in `image: {path: …, alt: …}`
SPECIAL = frozenset((*PUBLICATION, *STATUSES, *CHECKED, *IMAGES, "categories", "taxonomies"))
# Keys of other generators that mean nothing here, though some are like a key of ours.
MEANINGLESS = frozenset(
    """author_profile classes comment comments cssclasses disqus editpost featured header
    header_img hidemeta katex kind layout lightgallery linktitle markup math mathjax mermaid mood
    nav_order newsletter order output outputs pagination parent pin pinned reading_time resources
    save_as share sharing showtoc sidebar sitemap social style template toc tocopen toc_sticky
    twitter type use_math usemath uuid weight""".split()
)


def translate(
    raw: RawFrontMatter, name: FileName, keys: Collection[str], settings: Settings
) -> RawFrontMatter:
    """Return front matter with the keys of this site in place of those of others.

    `keys` are those that the file may have. What could mean two things stays as it is, to be
    reported.
    """
    aliases = dict(settings.front_matter.aliases)
    values = {key: value for key, value in raw.values.items() if value not in ("", [], {})}
    translated = _Translation(values, raw.lines, keys, settings.timezone)
    is_nested = any(isinstance(values.get(key), list | dict) for key in ("category", "image"))
    if is_nested or not values.keys().isdisjoint({*aliases, *ALIASES, *SPECIAL}):
        translated.read_taxonomies()
        for key, target in (*aliases.items(), *ALIASES.items()):
            translated.rename(key, target)
        for key, (target, parse) in CHECKED.items():
            translated.rename(key, target, parse)
        translated.read_status()
        translated.read_publication()
        translated.read_category([category.name for category in settings.categories])
        translated.read_image()
    translated.read_file_name(name)
    if translated.values == values:
        return raw
    empty = {k: v for k, v in raw.values.items() if k not in values and k not in translated.values}
    new = empty | translated.values
    lines = {key: raw.lines.get(key, 1) for key in new} | translated.lines
    lines = {key: lines[key] for key in new}
    return replace(raw, values=new, lines=lines, names=translated.names)


class _Translation:
    """The values of one file while their keys change; `lines` has those of new keys."""

    def __init__(
        self,
        values: Mapping[str, Value],
        lines: Mapping[str, int],
        keys: Collection[str],
        timezone: ZoneInfo,
    ) -> None:
        self.values, self.lines = dict(values), dict[str, int]()
        self.names = dict[str, str]()
        self.written_lines, self.keys, self.timezone = lines, keys, timezone

    def rename(self, key: str, target: str, parse: fields.ValueParser | None = None) -> None:
        """Give the value of `key` to `target`, unless that has a value of its own.

        With `parse`, the value must be one that this function can type.
        """
        if key not in self.values or key in self.keys or target not in self.keys:
            return
        if parse:
            try:
                parse(self.values[key])
            except fields.FieldError:
                return
        if target not in self.values:
            self.set(target, self.values.pop(key), key)
        elif self.values[target] == self.values[key]:
            del self.values[key]

    def set(self, key: str, value: Value, source: str) -> None:
        """Set the value of a key, which is in the line of the key `source`."""
        self.values[key] = value
        self.lines[key] = self.lines.get(source, self.written_lines.get(source, 1))
        if source and source != key:
            self.names[key] = self.names.get(source, source)

    def read_taxonomies(self) -> None:
        """Read the tags and categories that Zola has in a table of their own."""
        table = self.values.get("taxonomies")
        if isinstance(table, dict) and table.keys() <= {"tags", "categories"}:
            for key in table.keys() - self.values.keys():
                self.set(key, table[key], "taxonomies")
                self.names.pop(key)
            del self.values["taxonomies"]

    def read_status(self) -> None:
        """Read `draft`, `published` and so on, as far as they are true or false.

        A draft stays one.
        """
        for key, (counts, status) in STATUSES.items():
            is_true = fields.truth(self.values.get(key))
            if is_true is not None and "status" in self.keys:
                if is_true is counts and self.values.get("status") != "draft":
                    self.set("status", status, key)
                del self.values[key]

    def read_publication(self) -> None:
        """Read a date of publication: Hugo withholds a post until it, whatever its `date` is."""
        for key in PUBLICATION:
            instant = self.instant(key)
            if instant and "date" in self.keys:
                date = self.instant("date")
                if "date" not in self.values or (date and date < instant):
                    self.set("date", self.values[key], key)
                del self.values[key]

    def instant(self, key: str) -> datetime | None:
        """Return the value of a key as an instant, None where it is not a date."""
        with suppress(fields.FieldError):
            return (
                fields.parse_date(self.values[key], self.timezone) if key in self.values else None
            )
        return None

    def read_category(self, categories: Collection[str]) -> None:
        """Read `categories` of one entry as `category`, which may be a list of one entry too.

        Of several, one alone is a section of the site: it is the category, the others are tags.
        """
        if "category" not in self.keys:
            return
        self.read_categories("category", categories)
        self.read_categories("categories", categories)

    def read_categories(self, key: str, categories: Collection[str]) -> None:
        """Read the list that a key has as category and tags, if that is certain."""
        value = self.values.get(key, "")
        if not value or (key == "category" and isinstance(value, str)):
            return
        with suppress(fields.FieldError):
            names = fields.parse_names(value)
            name = _section(names, categories)
            if name and (key == "category" or self.values.get("category", name) == name):
                del self.values[key]
                self.set("category", name, key)
                self.add_tags(other for other in names if other != name)

    def add_tags(self, names: Iterable[str]) -> None:
        """Add names to the tags, after those that the file has."""
        if added := [name for name in names if "tags" in self.keys]:
            tags = fields.parse_names(self.values.get("tags", ""))
            self.set("tags", [*tags, *added], "tags" if tags else "category")

    def read_image(self) -> None:
        """Read `image: {path: …, alt: …, caption: …}` as keys of their own.

        Another key for images is one where it is such a table, or has a text: `cover_image_alt`.
        """
        for key in IMAGES:
            if isinstance(self.values.get(key), dict) or f"{key}_alt" in self.values:
                for part in ("", *(f"_{text}" for text in IMAGE_TEXTS)):
                    self.rename(f"{key}{part}", f"image{part}")
        image = self.values.get("image")
        if not isinstance(image, dict):
            return
        paths = (image[key] for key in IMAGE_FILE if image.get(key))
        path = next(paths, "")
        if isinstance(path, str) and path:
            for key in IMAGE_TEXTS:
                if image.get(key) and f"image_{key}" not in self.values:
                    self.set(f"image_{key}", image[key], "image")
            self.set("image", path, "image")

    def read_file_name(self, name: FileName) -> None:
        """Read the date and the language of the file name, where the front matter has none."""
        if name.date and "date" not in self.values:
            self.set("date", name.date, "")
        if name.language and "lang" not in self.values:
            self.set("lang", name.language, "")


def _section(names: Sequence[str], categories: Iterable[str]) -> str:
    """Return which of some categories is that of a post: the only one, or the only section."""
    spellings = {category.casefold() for category in categories}
    sections = (
        names if len(names) == 1 else [name for name in names if name.casefold() in spellings]
    )
    return sections[0] if len(sections) == 1 else ""
