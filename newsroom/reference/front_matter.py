"""docs/front-matter.md: every key of a post, from the dataclasses of the front matter."""

import typing
from datetime import datetime

from newsroom.content.front_matter.nested_fields import Correction, Source
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.images.crops import Focus
from newsroom.reference.fields import Field, read_fields, render_table

INTERNAL = ("file", "lines", "body_line")  # no keys: where the front matter was read
REQUIRED = ("title", "date", "authors", "category")
TYPES: dict[object, str] = {
    str: "text",
    datetime: "date",
    datetime | None: "date",
    tuple[str, ...]: "list of texts",
    bool: "`true` or `false`",
    bool | None: "`true` or `false`",
    Focus: "two percentages",
}
PAGE = """\
# Front matter

A post starts with its front matter: keys and values between two lines of three dashes, in YAML.
Values are read as text first, so `NO` and `2025` stay what was written. [Writing](writing.md)
explains the keys in use; this page lists them all. A key that is like one of them is an error that
names it; any other key is a warning, one for the whole site, unless `FRONT_MATTER["extra_keys"]` in
`pelicanconf.py` contains it. Pelican's plain head (`Key: value` lines up to an empty line) is read
too, and so are a head whose only line of dashes is the last, TOML between two lines of `+++`, and
JSON whose braces are lines of their own.

- A **date** is an ISO 8601 date with or without time and offset: `2025-11-20`, `2025-11-20 09:00`
  or `2025-11-20T09:00+05:30`. Without an offset it is in the site's time zone.
- A **list of texts** is `[one, two]`, lines that start with a dash, or names with commas between
  them (semicolons, if a name contains a comma).
- In a date, month, day and hour may have one digit: `2014-6-1 8:30`. `2014/6/1`, `June 1, 2014` and
  `Sun, 01 Jun 2014 08:30:00 GMT` are dates too; `6/1/2014`, which may be in January, is an error.
- A name may also be a table with the key `name`: `authors: [{{name: Full Name, url: …}}]`.

`FRONT_MATTER` in `pelicanconf.py` can give `authors` and `category` a default.

## Files of other generators

What Jekyll, Hugo, Hexo and Pelican write is understood where its meaning is certain. A key of this
page goes before another name of it, and `FRONT_MATTER["aliases"]` adds names, such as
`{{"teaser": "summary"}}`.

| written | read as |
| --- | --- |
| file `2025-09-03-name.md`, `2025-9-3-name.md` | slug `name`, and `date` unless one is written |
| file `name/index.md` | slug `name` |
| file in `_drafts/` | `status: draft` unless another is written |
| file in `zh/`, if most files there are versions of posts elsewhere | `lang: zh` |
| file `name.hi.md`, `name/index.hi.md` | slug `name`, and `lang: hi` unless another is written |
| `description`, `excerpt`, `custom_excerpt`, `meta_description` | `summary` |
| `lastmod`, `updated`, `last_modified_at`, `updated_at`, `updatedDate` | `modified` |
| `toc: true`, `showToc: true`, `toc: false` | `toc`; other values of it are ignored |
| `featured: true`, `featured: false` | `featured`; other values of it are ignored |
| `draft: true`, `published: false` | `status: draft` |
| `unlisted: true`, `hidden: true` | `status: hidden` |
| `published`, `published_at`, `publishDate`, `pubDate` with a date | `date`, if it is the later |
| `categories: [News]` | `category: News` |
| `categories: [News, Chips]`, one of them in `CATEGORIES` | that `category`, the other `tags` |
| `taxonomies: {{tags: […], categories: […]}}` | `tags`, `categories` |
| `permalink`, `url` with a path | an old URL, which redirects to the post |
| `redirect_from`, `alias` | `aliases` |
| `guid` | `id` |
| `canonical_url` | `canonical` |
| `language`, `locale` | `lang` |
| `image: {{path: a.png, alt: …, caption: …}}` | `image`, `image_alt`, `image_caption` |
| `cover` (a table such as this), `feature_image` with `feature_image_alt` | the same |

`keywords`, which many sites write for search engines, and images without a text (`thumbnail`)
are a warning; `FRONT_MATTER["aliases"] = {{"keywords": "tags"}}` reads them. What is a pattern in
`permalink`, such as `/:year/:title/`, is `ARTICLE_URL` in `pelicanconf.py`.

Copy the ids of a feed that has readers into `id`, as they are: `https://old.example/?p=12`,
`tag:blogger.com,1999:blog-1.post-2`. Feed readers show every post again whose id changes.

## Posts

{posts}

### An entry of `sources`

`{{title: "The paper", url: "https://example.org/paper", kind: paper}}`

{sources}

### An entry of `corrections`

`{{date: 2025-11-22, text: "The order was for 40 racks. An earlier version said 400."}}`

{corrections}

## Pages

Files of `content/pages/` have the keys {pages}. Only `title` is required.

## Author profiles

Files of `content/authors/` have these keys; the text below them is the bio, which is required.

{authors}

## Entities

`content/entities.yaml` contains a list for each of {kinds}. An entry is a name, or has these keys:

{entities}
"""
AUTHOR_KEYS = {
    "name": ("text, required", "Full name, as posts write it in `authors`."),
    "role": ("text", "What the author does, such as `Reporter`."),
    "avatar": ("text", "Portrait: a file beside the profile or below `content/images/`."),
    "email": ("text", "Email address, shown on the page of the author."),
    "links": ("list of `{title, url}`", "Pages of the author elsewhere."),
    "fediverse": (
        "text",
        "Account that Mastodon shows beside links to posts, `@name@host`; by default that of a link"
        " in `links` with “Mastodon” in its title.",
    ),
    "organization": ("`true` or `false`", "Whether the author is an organization, not a person."),
    "slug": ("text", "Last part of the URL; by default derived from the name."),
}
ENTITY_KEYS = {
    "name": ("text, required", "Name that readers see."),
    "aliases": ("list of texts", "Other names of the same entity."),
    "description": ("text", "One line that says what it is."),
    "same_as": ("URL, or list of URLs", "Its own site, or other pages about it."),
    "slug": ("text", "Last part of its URL; by default derived from the name."),
}
HEADER = ("key", "type", "meaning")


def render_front_matter(pages: frozenset[str], kinds: typing.Iterable[str]) -> str:
    """Return the page docs/front-matter.md; `pages` are the keys of pages."""
    posts = [row(field) for field in read_fields(FrontMatter) if field.name not in INTERNAL]
    return PAGE.format(
        posts=render_table(("key", "type", "default", "meaning"), posts),
        sources=entry_table(Source, ("title", "url")),
        corrections=entry_table(Correction, ("date", "text")),
        pages=", ".join(f"`{key}`" for key in sorted(pages)),
        authors=render_table(HEADER, ((f"`{k}`", *v) for k, v in AUTHOR_KEYS.items())),
        kinds=", ".join(f"`{kind}`" for kind in kinds),
        entities=render_table(HEADER, ((f"`{k}`", *v) for k, v in ENTITY_KEYS.items())),
    )


def row(field: Field) -> tuple[str, ...]:
    """Return key, type, default and meaning of a key."""
    default = "**required**" if field.name in REQUIRED else ""
    if field.default == "published":
        default = "`published`"
    return f"`{field.name}`", key_type_name(field.type), default, field.doc


def key_type_name(kind: object) -> str:
    """Return a type of the front matter in words."""
    if kind in TYPES:
        return TYPES[kind]
    keys = [field.name for field in read_fields(typing.get_args(kind)[0]) if field.name != "line"]
    return f"list of `{{{', '.join(keys)}}}`"


def entry_table(cls: type, required: tuple[str, ...]) -> str:
    """Return the table of the keys of an entry."""
    rows = [
        (f"`{f.name}`", TYPES[f.type] + ", required" * (f.name in required), f.doc)
        for f in read_fields(cls)
        if f.name != "line"
    ]
    return render_table(HEADER, rows)
