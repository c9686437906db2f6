"""What the pipeline reads of Pelican's own settings: folders, URLs, page sizes, slugs, Markdown."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from posixpath import normpath
from string import Formatter
from typing import Any

from newsroom.config.parsing import invalid
from newsroom.config.settings import locate
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.urls.urls import LONGEST_NAME, LONGEST_PATH, path_problem

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
# What the patterns of URLs may name, with values to try them.
DATE = datetime(2025, 1, 1, tzinfo=UTC)
ENTRY: Mapping[str, object] = {"slug": "a", "lang": "en"}
ARTICLE: Mapping[str, object] = {**ENTRY, "date": DATE, "category": "a", "author": "a"}
TERM: Mapping[str, object] = {"slug": "a", "name": "a"}
SAMPLES: Mapping[str, Mapping[str, object]] = {
    "article": ARTICLE,
    "article_translation": ARTICLE,
    "page": ENTRY,
    "page_translation": ENTRY,
    "category": TERM,
    "tag": TERM,
    "author": TERM,
}
NOT_IN_PATHS = "?#%\\"  # what ends a path in a URL, or means another character
FOLDERS = ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS")
FRONT_PAGE = "index"
TABLES = ("MARKDOWN", "JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")
PATH_SETTINGS = (
    "ARTICLE_PATHS", "ARTICLE_EXCLUDES", "PAGE_PATHS", "PAGE_EXCLUDES", "STATIC_PATHS",
    "STATIC_EXCLUDES", "IGNORE_FILES", "DIRECT_TEMPLATES",
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """Where sources are, and where pages go.

    `content` and `theme` are folders; `posts`, `pages` and `static` are paths below `content`, of
    which `static` is copied to the top of the site; `excluded_posts` and so on are paths in these
    that are left out; `ignored` are patterns of file names.
    """

    content: Path
    theme: Path
    posts: tuple[str, ...] = ("posts",)
    pages: tuple[str, ...] = ("pages",)
    static: tuple[str, ...] = ("static",)
    excluded_posts: frozenset[str] = frozenset()
    excluded_pages: frozenset[str] = frozenset()
    excluded_static: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    static_targets: Mapping[str, str] = field(default_factory=dict)
    """The path in the site of files below `content` that are copied to another one."""
    theme_folder: str = "theme"
    """The folder of the site with the files of the theme."""
    urls: Mapping[str, str] = field(default_factory=dict)
    """The pattern of the URL of each kind of `URL_SETTINGS`: `{date:%Y}/{slug}/`."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """The URL of each page that has a template of its own: `{"archive": "archive/"}`."""
    page_sizes: Mapping[str, int] = field(default_factory=dict)
    """Number of posts on a page, by the template of the list; 0 or no number: all on one page."""
    orphans: int = 0
    """Most posts of a last page that are on the page before it instead."""
    slugify: Mapping[str, Slugify] = field(default_factory=dict, compare=False)
    """The function that makes a slug of a name: "post", "category", "tag", "author", "entity"."""
    markdown: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """The arguments of Python-Markdown."""

    def url(self, kind: str, **values: object) -> str:
        """Return the URL of a page of a kind, from the values that its pattern names."""
        return self.urls[kind].format(**values)


def parse_layout(raw: Mapping[str, Any], slugify: Mapping[str, Slugify]) -> Layout:
    """Return the layout from all settings of Pelican by name; raise `DiagnosticsError`."""
    if errors := [
        *invalid_tables(raw),
        *invalid_paths(raw),
        *invalid_targets(raw),
        *invalid_sizes(raw),
        *invalid_urls(raw),
    ]:
        raise DiagnosticsError(locate(name, error) for name, error in errors)
    default = raw["DEFAULT_PAGINATION"] or 0
    extra: Mapping[str, Mapping[str, str]] = raw["EXTRA_PATH_METADATA"]
    return Layout(
        content=Path(raw["PATH"]),
        theme=Path(raw["THEME"]),
        posts=tuple(raw["ARTICLE_PATHS"]),
        pages=tuple(raw["PAGE_PATHS"]),
        static=tuple(raw["STATIC_PATHS"]),
        excluded_posts=excluded_paths(raw["ARTICLE_EXCLUDES"], raw["ARTICLE_PATHS"]),
        excluded_pages=excluded_paths(raw["PAGE_EXCLUDES"], raw["PAGE_PATHS"]),
        excluded_static=excluded_paths(raw["STATIC_EXCLUDES"], raw["STATIC_PATHS"]),
        ignored=tuple(raw["IGNORE_FILES"]),
        static_targets={path: data["path"] for path, data in extra.items() if data.get("path")},
        theme_folder=raw["THEME_STATIC_DIR"],
        urls={kind: raw[name] for kind, name in URL_SETTINGS.items()},
        lists=list_urls(raw),
        page_sizes={name: size or default for name, size in raw["PAGINATED_TEMPLATES"].items()},
        orphans=raw["DEFAULT_ORPHANS"],
        slugify=slugify,
        markdown=raw["MARKDOWN"],
    )


def excluded_paths(excluded: Iterable[str], folders: Iterable[str]) -> frozenset[str]:
    """Return paths to leave out; as in Pelican, none of the `folders` that are read is one."""
    return frozenset(map(normpath, excluded)) - {*map(normpath, folders)}


def list_urls(raw: Mapping[str, Any]) -> dict[str, str]:
    """Return the URL of each page with a template of its own, by the name of the template."""
    names = raw["DIRECT_TEMPLATES"]
    return {name: raw.get(f"{name.upper()}_URL", f"{name}.html") for name in names}


def invalid_tables(raw: Mapping[str, Any]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield name and error of each setting of Markdown and Jinja that is not a dict."""
    for name in TABLES:
        if not isinstance(raw[name], Mapping):
            yield name, invalid(f"{name} must be a dict, not {raw[name]!r}")


def invalid_paths(raw: Mapping[str, Any]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield name and error of each list of paths or names that is not one."""
    for name in PATH_SETTINGS:
        value = raw[name]
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            yield name, invalid(f"{name} must be a list of texts, not {value!r}")
            continue
        outside = [p for p in value if p.startswith("/") or normpath(p).split("/")[0] == ".."]
        if name in FOLDERS and outside:
            yield (
                name,
                invalid(f'"{outside[0]}" in {name} must be a path in {Path(raw["PATH"]).name}/'),
            )


def invalid_sizes(raw: Mapping[str, Any]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield name and error of each number of posts on a page that is not one."""
    sizes = {"DEFAULT_PAGINATION": raw["DEFAULT_PAGINATION"] or 0}
    sizes["DEFAULT_ORPHANS"] = raw["DEFAULT_ORPHANS"]
    templates = raw["PAGINATED_TEMPLATES"]
    if not isinstance(templates, Mapping):
        message = f"PAGINATED_TEMPLATES must be a dict, not {templates!r}"
        yield "PAGINATED_TEMPLATES", invalid(message)
        templates = {}
    sizes |= {f'PAGINATED_TEMPLATES["{name}"]': size or 0 for name, size in templates.items()}
    for name, size in sizes.items():
        if isinstance(size, bool) or not isinstance(size, int) or size < 0:
            message = f"{name} must be a whole number, 0 or more, not {size!r}"
            yield name.partition("[")[0], invalid(message)


def invalid_targets(raw: Mapping[str, Any]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield name and error of each path in the site of copied files that is not one."""
    folder, extra = raw["THEME_STATIC_DIR"], raw["EXTRA_PATH_METADATA"]
    if problem := url_problem(folder):
        yield "THEME_STATIC_DIR", invalid(f"THEME_STATIC_DIR {problem}", 'write "theme"')
    name = "EXTRA_PATH_METADATA"
    if not isinstance(extra, Mapping) or not all(isinstance(v, Mapping) for v in extra.values()):
        yield name, invalid(f"{name} must be a dict of dicts, not {extra!r}")
        return
    for path, data in extra.items():
        if data.get("path") and (problem := url_problem(data["path"])):
            yield name, invalid(f'"path" of "{path}" in {name} {problem}', "write another path")


def invalid_urls(raw: Mapping[str, Any]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield name and error of each URL, or pattern of URLs, that no page can have."""
    for kind, name in URL_SETTINGS.items():
        if problem := pattern_problem(raw[name], SAMPLES[kind]):
            fields = ", ".join(map("{{{}}}".format, SAMPLES[kind]))
            advice = f'write one such as "x/{{slug}}/"; it may contain {fields}'
            yield name, invalid(f"{name} {problem}", advice)
    for template, url in list_urls(raw).items():
        name = f"{template.upper()}_URL"
        if template == FRONT_PAGE:
            if url != "":
                message = f'{name} must be "", the URL of the front page, not {url!r}'
                yield name, invalid(message)
        elif problem := url_problem(url):
            yield name, invalid(f"{name} {problem}", 'write a path such as "archive/"')
    if FRONT_PAGE not in list_urls(raw):
        message = f'missing "{FRONT_PAGE}", the front page, in DIRECT_TEMPLATES'
        yield "DIRECT_TEMPLATES", invalid(message, "add it")


def pattern_problem(pattern: object, sample: Mapping[str, object]) -> str:
    """Return why a setting is not a pattern of URLs with the fields of a sample; "" if it is."""
    if not isinstance(pattern, str):
        return f"must be a path from the root of the site, not {pattern!r}"
    try:
        fields = [field for _, field, _, _ in Formatter().parse(pattern) if field is not None]
        unknown = next((field for field in fields if field not in sample), None)
        if unknown is not None:
            return f'has the unknown field "{unknown}"'
        if "{slug}" not in pattern:
            return "gives all pages one URL; it must contain {slug}"
        url = pattern.format(**sample)
    except (LookupError, ValueError, TypeError) as error:
        return f"is not a pattern of URLs: {error}"
    return url_problem(url)


def url_problem(url: object) -> str:
    """Return why a setting is not a path of the site, "" if it is one."""
    if not isinstance(url, str) or not url or url.startswith("/"):
        return f"must be a path from the root of the site, not {url!r}"
    if character := next((c for c in NOT_IN_PATHS if c in url), ""):
        return f"contains {character}, which no path here can have"
    if problem := path_problem(url.removesuffix("/")):
        return problem
    if any(len(name.encode()) > LONGEST_NAME for name in url.split("/")):
        return f"has a part of more than {LONGEST_NAME} bytes"
    return f"has more than {LONGEST_PATH:,} bytes" if len(url.encode()) > LONGEST_PATH else ""
