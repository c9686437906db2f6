"""The fonts of the theme that texts of images are set in, as far as they can be read."""

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from newsroom.cards.font_files import RECORDS, FontError, face_facts, font_data, is_font, read_faces
from newsroom.images.variants import DrawingFonts
from newsroom.site.lists import ThemeFile
from newsroom.site.model import Site

SHEET, FONTS = "css/site.css", "fonts/"  # of theme/static
KIND = "font"  # of values in the cache


def theme_font_paths(site: Site) -> Iterator[Path]:
    """Yield the files of the upright fonts of the theme, in the order of `order_fonts`."""
    for name in order_fonts(site.theme_files):
        yield site.layout.theme / "static" / name


def order_fonts(files: Mapping[str, ThemeFile]) -> list[str]:
    """Return the upright fonts of a theme in the order in which its sheet has them, others last."""
    sheet = files[SHEET].data.decode() if SHEET in files else ""
    names = [name for name in sorted(files) if name.startswith(FONTS) and is_font(name)]
    positions = {name: sheet.find(posixpath.basename(files[name].url)) for name in names}
    return sorted(names, key=lambda name: positions[name] if positions[name] >= 0 else len(sheet))


def load_font_records(site: Site) -> None:
    """Load what earlier builds have read of fonts, once in a process."""
    if site.cache and not RECORDS.records:
        RECORDS.load(site.cache.get_all(KIND))


def keep_font_records(site: Site) -> None:
    """Keep what has been read of fonts since they were loaded."""
    if site.cache and (records := RECORDS.dump()):
        site.cache.put(KIND, records)


def read_drawing_fonts(site: Site) -> DrawingFonts | None:
    """Return the fonts of the theme for the texts of drawings, None if it has none to draw with."""
    load_font_records(site)
    files, characters, digest = [], set[int](), blake2b(digest_size=16)
    for path in theme_font_paths(site):
        with suppress(FontError):  # `share_cards` reports it
            for face in read_faces(path)[:1]:
                files.append(font_data(face.path, face.digest))
                characters |= face_facts(face).characters
                digest.update(face.digest.encode())
    keep_font_records(site)
    return DrawingFonts(digest.hexdigest(), tuple(files), frozenset(characters)) if files else None
