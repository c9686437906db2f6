"""The fonts of the theme that texts of images are set in, as far as they can be read."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from newsroom.cards.font_files import RECORDS, FontError, face_facts, font_data, is_font, read_faces
from newsroom.images.variants import DrawingFonts
from newsroom.site.model import Site

FONTS = "fonts/"  # of theme/static
KIND = "font"  # of values in the cache


def theme_font_paths(site: Site) -> Iterator[Path]:
    """Yield the files of the upright fonts of the theme, by name."""
    for name in sorted(site.theme_files):
        if name.startswith(FONTS) and is_font(name):
            yield site.layout.theme / "static" / name


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
