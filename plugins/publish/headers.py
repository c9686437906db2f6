"""Writes `/_headers`, the HTTP headers of each file, in the format of Netlify and Cloudflare.

All rules that match a path apply, and two values of one header would be joined by a comma, so that
each header but those of `/*` is in rules that do not overlap. Files of the theme have their hash in
their name and are cached forever; images and other files for a day; pages are revalidated. The
lines of `content/static/_headers` are at the end.

Needs: content_policy, theme_files, and all URLs.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican import signals

from newsroom.config.schema import Settings
from plugins.adapter import (
    Generator,
    all_urls,
    articles_generator,
    get_site,
    static_urls,
    take_static_file,
)

Rule = tuple[str, Mapping[str, str]]  # a path or a pattern, and the headers for it

SECONDS_OF_A_YEAR, SECONDS_OF_A_DAY = 31_536_000, 86_400
FOREVER = f"public, max-age={SECONDS_OF_A_YEAR}, immutable"
ONE_DAY = f"public, max-age={SECONDS_OF_A_DAY}"
REVALIDATE = "public, max-age=0, must-revalidate"
UNUSED = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi "
    "payment usb"
).split()
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Content types that servers get wrong, or send without their encoding.
TYPES = {
    "/feeds/*.xml": "application/atom+xml; charset=utf-8",
    "/feeds/*.json": "application/feed+json; charset=utf-8",
    "/*/index.md": "text/markdown; charset=utf-8",
}


def path_patterns(paths: Iterable[str]) -> set[str]:
    """Return the patterns for a set of paths: `/2025/*` for all below a folder, `/404.html`.

    They are percent-encoded, as servers see paths, so that a `*` or `:` in a name is literal.
    """
    folders = ((path, path.split("/")[0]) for path in map(quote, paths))
    return {f"/{folder}/*" if "/" in path else f"/{path}" for path, folder in folders}


def cache_rules(pages: Iterable[str], files: Iterable[str], theme: str) -> list[Rule]:
    """Return how long each path may be cached; a folder with pages and files is revalidated.

    Pages come last: what a host with a limit on rules ignores is then what it sends by default.
    """
    theme_pattern, revalidated = f"/{quote(theme)}/*", path_patterns(["", *pages, "page/2/"])
    cached = path_patterns(files) - revalidated - {theme_pattern}
    rules = [(theme_pattern, FOREVER), *((pattern, ONE_DAY) for pattern in sorted(cached))]
    rules += [(pattern, REVALIDATE) for pattern in sorted(revalidated)]
    return [(pattern, {"Cache-Control": value}) for pattern, value in rules]


def header_rules(settings: Settings, policy: str) -> list[Rule]:
    """Return the headers of every file, and the content types of some."""
    always = {"Content-Security-Policy": policy, **ALWAYS}
    if settings.production and settings.url.startswith("https://"):
        always["Strict-Transport-Security"] = f"max-age={SECONDS_OF_A_YEAR}"
    return [("/*", always), *((path, {"Content-Type": kind}) for path, kind in TYPES.items())]


def render_rules(rules: Sequence[Rule], base: str) -> str:
    """Return the lines of the file; `base` is the path of the site."""
    blocks = [
        "\n".join([f"{base}{pattern}", *(f"  {name}: {value}" for name, value in headers.items())])
        for pattern, headers in rules
    ]
    return "\n\n".join(blocks) + "\n"


def collect_headers(generators: list[Generator]) -> None:
    """Attach `headers`, the text of the file."""
    g, settings = articles_generator(generators), get_site(generators)
    extra = take_static_file(generators, "_headers")
    files = static_urls(generators)
    pages = all_urls(generators).keys() - {*files.values()}
    rules = header_rules(settings, g.context["widest_policy"])
    rules += cache_rules(pages, files.values(), g.settings["THEME_STATIC_DIR"])
    g.context["headers"] = render_rules(rules, settings.base) + (f"\n{extra}" if extra else "")


def write_headers(generator: Generator, writer: Any) -> None:
    """Write the file at the top of the site."""
    text = generator.context["headers"]
    (Path(writer.output_path) / "_headers").write_text(text, encoding="utf-8")


def register() -> None:
    """Connect to signals: rules after all URLs are known, the file after Pelican's own."""
    signals.all_generators_finalized.connect(collect_headers)
    signals.article_writer_finalized.connect(write_headers)
