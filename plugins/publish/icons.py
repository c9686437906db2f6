"""Writes the icons of the site, its web manifest and its logo, all from `favicon.svg` of the theme.

`/favicon.ico`, `/apple-touch-icon.png` and `/site.webmanifest` are where browsers ask for them; the
icons of the manifest and the logo are in `/icons/`, with a hash in their names. A file of the name
in `content/static/` or `theme/static/` is used in place of each of the first, and `logo.png` of the
theme in place of the logo. A theme without a mark has no icons.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b
from pathlib import PurePosixPath

from newsroom.cards.palette import Palette, parse_palette
from newsroom.config.schema import Settings
from newsroom.images.icons import favicon, icon, maskable_icon, touch_icon
from newsroom.output.theme_mark import read_mark, reported_mark
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.lists import Icons
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

FAVICON, TOUCH, MANIFEST = "favicon.ico", "apple-touch-icon.png", "site.webmanifest"
FOLDER = "icons"
VERSION = 1  # of how icons are drawn; with another one, those with a hash have other URLs
SHORT_NAME = 12  # characters that Android shows below an icon
SHEET = "css/site.css"


def build_manifest(settings: Settings, palette: Palette, icons: Icons) -> dict[str, object]:
    """Return the manifest, https://www.w3.org/TR/appmanifest/."""
    home = f"{settings.base}/"
    sources = [(icons.small, 192, "any"), (icons.large, 512, "any"), (icons.mask, 512, "maskable")]
    return {
        "id": home,
        "name": settings.name,
        **({"short_name": settings.name} if len(settings.name) <= SHORT_NAME else {}),
        "description": settings.tagline,
        "lang": settings.language,
        "start_url": home,
        "scope": home,
        "display": "browser",
        "background_color": palette.paper,
        "theme_color": palette.paper,
        "icons": [
            {"src": home + path, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for path, size, purpose in sources
        ],
    }


def render_manifest(settings: Settings, palette: Palette, icons: Icons) -> bytes:
    """Return the file of the manifest."""
    manifest = build_manifest(settings, palette, icons)
    return f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode()


def draw(function: Callable[..., bytes], *arguments: object) -> bytes:
    """Return what a function of icons draws; raise `DiagnosticsError` if the mark is invalid."""
    with reported_mark():
        return function(*arguments)


def name_icons(mark: bytes, paper: str) -> Icons:
    """Return the paths of the icons of a mark on paper."""
    parts = repr((VERSION, mark, paper)).encode()
    digest = blake2b(parts, digest_size=16).hexdigest()[:10]
    names = (f"{FOLDER}/{name}-{digest}.png" for name in ("icon-192", "icon-512", "maskable"))
    return Icons(FAVICON, TOUCH, MANIFEST, *names)


def declare_icons(site: Site) -> Iterator[OutputFile]:
    """Set the paths of the icons, and yield their files but for those that a site has itself."""
    mark = read_mark(site)
    if not mark:
        return
    sheet = site.theme_files.get(SHEET)
    palette = parse_palette(sheet.data.decode() if sheet else "")[0]
    icons = site.icons = name_icons(mark, palette.paper)
    contents: dict[str, Callable[[], bytes]] = {
        icons.favicon: partial(draw, favicon, mark),
        icons.touch: partial(draw, touch_icon, mark, palette.paper),
        icons.manifest: partial(render_manifest, site.settings, palette, icons),
    }
    static = {file.url for file in site.static_files}
    for path, data in contents.items():
        if path not in static:
            file = site.theme_files.get(path)
            replaced = partial(bytes, file.data) if file else data
            yield OutputFile(path, "static", f"the file {path}", data=replaced)
    for path, data in (
        (icons.small, partial(draw, icon, mark, 192)),
        (icons.large, partial(draw, icon, mark, 512)),
        (icons.mask, partial(draw, maskable_icon, mark, palette.paper)),
    ):
        label = f"the icon {PurePosixPath(path).name}"
        yield OutputFile(path, "hashed", label, data=data)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=["site.theme_files", "site.static_files"],
    provides=["site.icons"],
    files=declare_icons,
    update=unaffected,
)
register = PLUGIN.register
