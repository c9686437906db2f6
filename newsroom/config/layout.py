"""What the pipeline reads of Pelican's own settings: folders, URLs, page sizes, slugs, Markdown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Slugify = Callable[[str], str]  # from a name to the last part of a URL

# The settings with the URL of each kind of page that many pages share.
URL_SETTINGS = {
    "article": "ARTICLE_URL",
    "article_translation": "ARTICLE_LANG_URL",
    "page": "PAGE_URL",
    "page_translation": "PAGE_LANG_URL",
    "category": "CATEGORY_URL",
    "tag": "TAG_URL",
    "author": "AUTHOR_URL",
}


@dataclass(frozen=True)
class Layout:
    """Where sources are, and where pages go.

    `content` and `theme` are folders; `posts`, `pages` and `static` are paths below `content`, of
    which `static` is copied to the top of the site; `ignored` are patterns of file names.
    """

    content: Path
    theme: Path
    posts: tuple[str, ...] = ("posts",)
    pages: tuple[str, ...] = ("pages",)
    static: tuple[str, ...] = ("static",)
    ignored: tuple[str, ...] = ()
    static_targets: Mapping[str, str] = field(default_factory=dict)
    """The path in the site of files below `content` that are copied to another one."""
    theme_folder: str = "theme"
    """The folder of the site with the files of the theme."""
    urls: Mapping[str, str] = field(default_factory=dict)
    """The pattern of the URL of each kind of `URL_SETTINGS`: `{date:%Y}/{slug}/`."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """The URL of each page that has a template of its own: `{"archive": "archive/"}`."""
    page_size: int = 12
    """Number of posts on a page of a list."""
    page_sizes: Mapping[str, int] = field(default_factory=dict)
    """That number by the template of the list; a list whose template is missing has one page."""
    slugify: Mapping[str, Slugify] = field(default_factory=dict, compare=False)
    """The function that makes a slug of a name: for "post", "category", "tag", "author"."""
    markdown: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """The arguments of Python-Markdown."""

    def url(self, kind: str, **values: object) -> str:
        """Return the URL of a page of a kind, from the values that its pattern names."""
        return self.urls[kind].format(**values)


def parse_layout(raw: Mapping[str, Any], slugify: Mapping[str, Slugify]) -> Layout:
    """Return the layout from all settings of Pelican by name."""
    default = raw["DEFAULT_PAGINATION"]
    names = raw["DIRECT_TEMPLATES"]
    extra: Mapping[str, Mapping[str, str]] = raw["EXTRA_PATH_METADATA"]
    return Layout(
        content=Path(raw["PATH"]),
        theme=Path(raw["THEME"]),
        posts=tuple(raw["ARTICLE_PATHS"]),
        pages=tuple(raw["PAGE_PATHS"]),
        static=tuple(raw["STATIC_PATHS"]),
        ignored=tuple(raw["IGNORE_FILES"]),
        static_targets={path: data["path"] for path, data in extra.items() if data.get("path")},
        theme_folder=raw["THEME_STATIC_DIR"],
        urls={kind: raw[name] for kind, name in URL_SETTINGS.items()},
        lists={name: raw.get(f"{name.upper()}_URL", f"{name}.html") for name in names},
        page_size=default,
        page_sizes={name: size or default for name, size in raw["PAGINATED_TEMPLATES"].items()},
        slugify=slugify,
        markdown=raw["MARKDOWN"],
    )
