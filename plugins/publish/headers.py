"""What servers say with each file: writes `/_headers`, in the form of Netlify and Cloudflare.

All rules that match an address count, and two values of one header would be joined by a comma, so
each header but those of `/*` stands in rules that do not overlap. Files of the theme carry their
hash and are kept for good; pictures and other files for a day; pages are asked for anew. Lines of
the writer's own (`content/static/_headers`) stand at the end.

Needs: content_policy, theme_files, and every address.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican import signals

from newsroom.config.schema import Site
from plugins.adapter import (
    Generator,
    articles_generator,
    every_address,
    site_of,
    static_files,
    take_static,
)

Rule = tuple[str, Mapping[str, str]]  # a path or a pattern, and the headers for it

SECONDS_OF_A_YEAR, SECONDS_OF_A_DAY = 31_536_000, 86_400
FOR_GOOD = f"public, max-age={SECONDS_OF_A_YEAR}, immutable"
FOR_A_DAY = f"public, max-age={SECONDS_OF_A_DAY}"
ASK_ANEW = "public, max-age=0, must-revalidate"
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
# Types that servers guess wrong, or without their encoding.
TYPES = {
    "/feeds/*.xml": "application/atom+xml; charset=utf-8",
    "/feeds/*.json": "application/feed+json; charset=utf-8",
    "/*/index.md": "text/markdown; charset=utf-8",
}


def places(addresses: Iterable[str]) -> set[str]:
    """The patterns for a set of addresses: `/2025/*` for all below a folder, `/404.html`.

    They are percent-encoded, as servers see paths, so that a `*` or `:` of a name is no pattern.
    """
    firsts = ((address, address.split("/")[0]) for address in map(quote, addresses))
    return {f"/{first}/*" if "/" in address else f"/{address}" for address, first in firsts}


def cache_rules(pages: Iterable[str], files: Iterable[str], theme: str) -> list[Rule]:
    """How long each place may be kept; one that holds pages and files is asked for anew.

    Pages come last: what a host with a limit on rules leaves out is what it says of itself.
    """
    for_good, for_anew = f"/{quote(theme)}/*", places(["", *pages, "page/2/"])
    for_a_day = places(files) - for_anew - {for_good}
    kept = [(for_good, FOR_GOOD), *((place, FOR_A_DAY) for place in sorted(for_a_day))]
    kept += [(place, ASK_ANEW) for place in sorted(for_anew)]
    return [(place, {"Cache-Control": time}) for place, time in kept]


def header_rules(site: Site, policy: str) -> list[Rule]:
    """What is said with every file, and the types of some."""
    always = {"Content-Security-Policy": policy, **ALWAYS}
    if site.production and site.url.startswith("https://"):
        always["Strict-Transport-Security"] = f"max-age={SECONDS_OF_A_YEAR}"
    return [("/*", always), *((place, {"Content-Type": kind}) for place, kind in TYPES.items())]


def printed_rules(rules: Sequence[Rule], base: str) -> str:
    """The lines of the file; `base` is the path of the site."""
    blocks = [
        "\n".join([f"{base}{place}", *(f"  {name}: {value}" for name, value in headers.items())])
        for place, headers in rules
    ]
    return "\n\n".join(blocks) + "\n"


def collect_headers(generators: list[Generator]) -> None:
    """Templates could print them too, as `headers`."""
    g, site = articles_generator(generators), site_of(generators)
    own = take_static(generators, "_headers")
    files = static_files(generators)
    pages = every_address(generators).keys() - {*files.values()}
    rules = header_rules(site, g.context["widest_policy"])
    rules += cache_rules(pages, files.values(), g.settings["THEME_STATIC_DIR"])
    g.context["headers"] = printed_rules(rules, site.base) + (f"\n{own}" if own else "")


def write_headers(generator: Generator, writer: Any) -> None:
    """One file at the top of the site."""
    text = generator.context["headers"]
    (Path(writer.output_path) / "_headers").write_text(text, encoding="utf-8")


def register() -> None:
    """Once every address is known."""
    signals.all_generators_finalized.connect(collect_headers)
    signals.article_writer_finalized.connect(write_headers)
