"""Front matter as other generators write it, in the keys of this site.

Only what has one meaning is understood: `lastmod` is `modified`, `draft: true` is `status: draft`,
`categories: [News]` is `category: News`, and the name of the file may have a date and a language.
A key of this site goes before those of others.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.content.file_names import FileName
from newsroom.content.front_matter import fields
from newsroom.content.front_matter.parser import RawFrontMatter
from newsroom.content.front_matter.yaml_nodes import Value

# Other names of our keys, in the order in which they count.
ALIASES: Mapping[str, str] = {
    "description": "summary", "excerpt": "summary",
    "lastmod": "modified", "updated": "modified", "last_modified_at": "modified",
}  # fmt: skip
PUBLICATION = ("publishdate", "publish_date", "published")  # Hugo has the first
TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
SPECIAL = frozenset((*PUBLICATION, "draft", "categories"))
# Keys of other generators that mean nothing here, though some are like a key of ours.
MEANINGLESS = frozenset(
    """author_profile classes comment comments cssclasses disqus editpost featured header
    header_img hidemeta katex kind layout lightgallery linktitle markup math mathjax mermaid mood
    nav_order order output outputs pagination parent pin pinned reading_time resources share sharing
    showtoc sidebar sitemap social style template toc tocopen toc_sticky twitter type use_math
    usemath weight""".split()
)


def translate(
    raw: RawFrontMatter,
    name: FileName,
    timezone: ZoneInfo,
    keys: Collection[str],
    aliases: Mapping[str, str],
) -> RawFrontMatter:
    """Return front matter with the keys of this site in place of those of others.

    `keys` are those that the file may have, `aliases` those of the settings. What could mean two
    things stays as it is, to be reported.
    """
    values = {key: value for key, value in raw.values.items() if value not in ("", [], {})}
    translated = _Translation(values, raw.lines, keys, timezone)
    is_list = isinstance(values.get("category"), list)
    if is_list or not values.keys().isdisjoint({*aliases, *ALIASES, *SPECIAL}):
        for key, target in (*aliases.items(), *ALIASES.items()):
            translated.rename(key, target)
        translated.read_status()
        translated.read_publication()
        translated.read_category()
    translated.read_file_name(name)
    if translated.values == values:
        return raw
    empty = {k: v for k, v in raw.values.items() if k not in values}
    new = empty | translated.values
    lines = {key: raw.lines.get(key, 1) for key in new} | translated.lines
    return replace(raw, values=new, lines={key: lines[key] for key in new})


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
        self.written_lines, self.keys, self.timezone = lines, keys, timezone

    def rename(self, key: str, target: str) -> None:
        """Give the value of `key` to `target`, unless that has a value of its own."""
        if key in self.values and key not in self.keys and target in self.keys:
            if target not in self.values:
                self.set(target, self.values.pop(key), key)
            elif self.values[target] == self.values[key]:
                del self.values[key]

    def set(self, key: str, value: Value, source: str) -> None:
        """Set the value of a key, which is in the line of the key `source`."""
        self.values[key] = value
        self.lines[key] = self.lines.get(source, self.written_lines.get(source, 1))

    def read_status(self) -> None:
        """Read `draft` and `published`, as far as they are true or false; a draft stays one."""
        for key, draft in (("draft", True), ("published", False)):
            is_true = _truth(self.values.get(key))
            if is_true is not None and "status" in self.keys:
                if is_true is draft:
                    self.set("status", "draft", key)
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

    def read_category(self) -> None:
        """Read `categories` of one entry as `category`, which may be a list of one entry too."""
        for key in ("category", "categories"):
            value = self.values.get(key)
            if value is None or "category" not in self.keys:
                continue
            with suppress(fields.FieldError):
                names = fields.parse_names(value) if key == "categories" else value
                if isinstance(names, list | tuple) and len(names) == 1:
                    if key == "category":
                        self.values[key] = names[0]
                    elif "category" not in self.values:
                        self.set("category", names[0], key)
                        del self.values[key]
                    elif self.values["category"] == names[0]:
                        del self.values[key]

    def read_file_name(self, name: FileName) -> None:
        """Read the date and the language of the file name, where the front matter has none."""
        if name.date and "date" not in self.values:
            self.set("date", name.date, "")
        if name.language and "lang" not in self.values:
            self.set("lang", name.language, "")


def _truth(value: Value) -> bool | None:
    """Return whether a value says yes or no, None where it says neither."""
    return TRUTH.get(value.lower()) if isinstance(value, str) else None
