"""Writes `/_headers`, the HTTP headers of each file, in the format of Netlify and Cloudflare.

All rules that match a path apply, and two values of one header are joined by a comma, so that each
header but those of `/*` is in rules that do not overlap. Two policies both count: pages other than
those with scripts of the site get one that allows none. Files of the theme and cards have a
hash in their name and are cached forever; images and other files for a day; pages are revalidated.
The lines of `content/static/_headers` are at the end.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from newsroom.config.schema import Settings
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.host_files import HOST_FILES, SPECULATION_RULES, added_lines
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

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
    "/site.webmanifest": "application/manifest+json",
    f"/{SPECULATION_RULES}": "application/speculationrules+json",
}


def path_patterns(paths: Iterable[str]) -> set[str]:
    """Return the patterns for a set of paths: `/2025/*` for all below a folder, `/404.html`.

    They are percent-encoded, as servers see paths, so that a `*` or `:` in a name is literal.
    """
    folders = ((path, path.split("/")[0]) for path in map(quote, paths))
    return {f"/{folder}/*" if "/" in path else f"/{path}" for path, folder in folders}


def cache_rules(
    pages: Iterable[str], files: Iterable[str], theme: str, hashed: Iterable[str] = ()
) -> list[Rule]:
    """Return how long each path may be cached; a folder with pages and files is revalidated.

    Files of the theme and `hashed` ones never change. Pages come last: what a host with a limit on
    rules ignores is then what it sends by default.
    """
    revalidated = path_patterns(["", *pages, "page/2/"])
    cached = path_patterns(files) - revalidated - {f"/{quote(theme)}/*"}
    forever = [f"/{quote(theme)}/*", *sorted(path_patterns(hashed) - revalidated - cached)]
    rules = [(pattern, FOREVER) for pattern in forever]
    rules += [(pattern, ONE_DAY) for pattern in sorted(cached)]
    rules += [(pattern, REVALIDATE) for pattern in sorted(revalidated)]
    return [(pattern, {"Cache-Control": value}) for pattern, value in rules]


def header_rules(settings: Settings, policy: str, *, prefetch: bool = False) -> list[Rule]:
    """Return the headers of every file, and the content types of some.

    With `prefetch` they name the file of the rules by which browsers fetch pages in advance.
    """
    always = {"Content-Security-Policy": policy, **ALWAYS}
    if prefetch:
        always["Speculation-Rules"] = f'"{settings.base}/{SPECULATION_RULES}"'
    if settings.production and settings.url.startswith("https://"):
        always["Strict-Transport-Security"] = f"max-age={SECONDS_OF_A_YEAR}"
    return [("/*", always), *((path, {"Content-Type": kind}) for path, kind in TYPES.items())]


def add_script_policy(rules: Iterable[Rule], policy: str, exempt: Collection[str]) -> list[Rule]:
    """Return rules of which those for paths have a further policy, but for some patterns.

    Browsers enforce both policies of a file: the one of `/*` has to allow what any page needs. Only
    rules that do not overlap get it, those with a time.
    """
    return [
        (pattern, {**headers, "Content-Security-Policy": policy})
        if policy and "Cache-Control" in headers and pattern not in exempt
        else (pattern, headers)
        for pattern, headers in rules
    ]


def render_rules(rules: Sequence[Rule], base: str) -> str:
    """Return the lines of the file; `base` is the path of the site."""
    blocks = [
        "\n".join([f"{base}{pattern}", *(f"  {name}: {value}" for name, value in headers.items())])
        for pattern, headers in rules
    ]
    return "\n\n".join(blocks) + "\n"


def render_headers(site: Site, added: str) -> bytes:
    """Return the text of the file, which ends with the lines that are `added`."""
    static = [file.url for file in site.files if is_cached_for_a_day(file)]
    pages = [file.url for file in site.files if is_page_file(file)]
    has_rules = site.files.get(SPECULATION_RULES) is not None
    rules = header_rules(site.settings, site.widest_policy, prefetch=has_rules)
    hashed = [file.url for file in site.files if file.kind == "hashed"]
    rules += cache_rules(pages, static, site.layout.theme_folder, hashed)
    exempt = path_patterns(file.url for file in site.files if file.policy)
    rules = add_script_policy(rules, site.script_policy, exempt)
    text = render_rules(rules, site.settings.base) + (f"\n{added}" if added else "")
    return text.encode()


def is_cached_for_a_day(file: OutputFile) -> bool:
    """Return whether a file is copied, or one that browsers would ask for with every page."""
    return file.kind == "static" or file.url == SPECULATION_RULES


def is_page_file(file: OutputFile) -> bool:
    """Return whether a file is neither copied nor a redirect, nor read by the host itself."""
    kinds = ("static", "theme", "hashed", "redirect")
    return file.kind not in kinds and file.url not in (*HOST_FILES, SPECULATION_RULES)


def declare_headers(site: Site) -> Iterator[OutputFile]:
    """Yield the file at the top of the site."""
    data = partial(render_headers, site, added_lines(site, "_headers"))
    yield OutputFile("_headers", "file", "the HTTP headers", data=data)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=["site.files", "site.static_files", "site.widest_policy", "site.script_policy"],
    files=declare_headers,
    update=unaffected,
)
register = PLUGIN.register
