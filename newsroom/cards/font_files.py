"""Font files: what a card needs of one, and where those of a system are.

The files of a theme are WOFF2 and are unpacked by fontTools; HarfBuzz reads all others itself.
"""

import os
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from newsroom.diagnostics.errors import UserError

PACKED = (b"wOF2", b"wOFF")  # the first bytes of WOFF 2 and 1
EXTENSIONS = (".otc", ".otf", ".ttc", ".ttf", ".woff", ".woff2")
PACKAGES = "fontpkg_*/files/*"  # where Python packages of fonts have them
# Faces in their order of preference, as far as it is in the name of a file. What is left out has
# no outlines, or other ones than a text is set in.
UNSUITABLE = (
    "adobeb", "color", "condensed", "emoji", "fallback", "hairline", "italic", "lastresort",
    "light", "math", "mono", "music", "narrow", "oblique", "slanted", "thin", "ui-",
)  # fmt: skip
FAMILIES = (
    "notoserif", "notonaskh", "sourceserif", "liberationserif", "georgia", "times", "dejavuserif",
    "notosans", "dejavusans", "noto",
)  # fmt: skip
# The end of the name of a face with the forms of Chinese characters that a language has.
REGIONS = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-hk": "HK", "zh-hant": "TC", "zh-tw": "TC"}


class FontError(UserError):
    """A file is not a font that we can draw with; the text is its name and the reason."""


@dataclass(frozen=True)
class FontFace:
    """A face of a font file: `digest` is that of its bytes, `index` its position in the file.

    It equals that of a copy of the file, so that sites with one theme have the same cards.
    """

    path: Path = field(compare=False)
    digest: str
    index: int = 0

    @property
    def identity(self) -> str:
        """A text that is the same for the same face on every machine."""
        return face_identity(self.digest, self.index)


def face_identity(digest: str, index: int) -> str:
    """Return the identity of a face in a file with a digest."""
    return f"{digest}:{index}"


@dataclass(frozen=True, eq=False)
class FaceFacts:
    """The characters that a face has, and its full name: "Noto Serif CJK SC Bold"."""

    characters: frozenset[int]
    name: str


@dataclass(frozen=True)
class FontRecord:
    """What is known of a font file: the digest of its bytes, and the facts of each face.

    `unpacked` is what was packed in it (WOFF), which takes longer to unpack than a card to draw.
    """

    digest: str
    faces: tuple[FaceFacts, ...]
    unpacked: bytes = b""


class FontRecords:
    """The records of the font files that this process has read, or that an earlier build has."""

    def __init__(self) -> None:
        self.records: dict[bytes, FontRecord] = {}
        self.facts: dict[str, FaceFacts] = {}
        self.unpacked: dict[str, bytes] = {}
        self.new: set[bytes] = set()

    def of_file(self, path: Path) -> FontRecord:
        """Return the record of a file in its present state; raise `FontError`."""
        try:
            status = path.stat()
            key = f"{path}\0{status.st_size}\0{status.st_mtime_ns}".encode(errors="surrogateescape")
            if key not in self.records:
                self.add(key, read_font_record(path))
                self.new.add(key)
        except FileNotFoundError:
            raise FontError(f"{path}: not found") from None
        except (OSError, ValueError) as error:
            raise FontError(f"{path}: {error}") from error
        return self.records[key]

    def add(self, key: bytes, record: FontRecord) -> None:
        """Add the record of a file in some state."""
        self.records[key] = record
        if record.unpacked:
            self.unpacked[record.digest] = record.unpacked
        for index, facts in enumerate(record.faces):
            self.facts[face_identity(record.digest, index)] = facts

    def load(self, values: Mapping[bytes, bytes]) -> None:
        """Add the records that `dump` has returned."""
        for key, value in values.items():
            if key not in self.records:
                self.add(key, pickle.loads(value))  # noqa: S301  # of this user's cache

    def dump(self) -> dict[bytes, bytes]:
        """Return as bytes what was not loaded, by keys."""
        new, self.new = self.new, set()
        return {key: pickle.dumps(self.records[key], protocol=5) for key in new}


RECORDS = FontRecords()


def read_faces(path: Path) -> tuple[FontFace, ...]:
    """Return the faces of a font file; raise `FontError` for a file that cannot be used."""
    record = RECORDS.of_file(path)
    return tuple(FontFace(path, record.digest, index) for index in range(len(record.faces)))


def face_facts(face: FontFace) -> FaceFacts:
    """Return what a card has to know of a face; raise `FontError` if its file is gone."""
    if face.identity not in RECORDS.facts:
        RECORDS.of_file(face.path)
    return RECORDS.facts[face.identity]


def read_font_record(path: Path) -> FontRecord:
    """Return the record of a file, which is read; raise `FontError`."""
    data = path.read_bytes()
    digest = blake2b(data, digest_size=16).hexdigest()
    unpacked = b""
    if data[:4] in PACKED:
        try:
            data = unpacked = _unpacked(data)
        except Exception as error:  # fontTools raises what it meets in a damaged file
            raise FontError(f"{path}: {error}") from error
    faces = tuple(_read_facts(path, data, index) for index in range(_count(data)))
    return FontRecord(digest, faces, unpacked)


def _read_facts(path: Path, data: bytes, index: int) -> FaceFacts:
    import uharfbuzz  # noqa: PLC0415  # which is loaded for new fonts and cards alone

    try:
        face = uharfbuzz.Face(data, index)
        characters = frozenset(face.unicodes)
        name = face.get_name(uharfbuzz.OTNameIdPredefined.FULL_NAME) or path.stem
    except Exception as error:  # of a library, whatever it is
        raise FontError(f"{path}: {error}") from error
    if not characters:
        raise FontError(f"{path}: not a font with characters")
    return FaceFacts(characters, name)


@lru_cache(maxsize=8)  # those of a site; others have as much as 30 MB
def font_data(path: Path, digest: str) -> bytes:
    """Return the bytes of a font file as HarfBuzz reads them; `digest` is that of the file."""
    if digest in RECORDS.unpacked:
        return RECORDS.unpacked[digest]
    data = path.read_bytes()
    return _unpacked(data) if data[:4] in PACKED else data


@lru_cache(maxsize=16)  # 3 MB: several sites in one process have the same theme
def _unpacked(data: bytes) -> bytes:
    """Return a WOFF or WOFF2 file as the OpenType file that is packed in it."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    unpacked = BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()


def _count(data: bytes) -> int:
    """Return the number of faces in a file: one, but for a collection."""
    return int.from_bytes(data[8:12], "big") if data[:4] == b"ttcf" else 1


def font_folders() -> list[Path]:
    """Return the folders in which this system, its user, and Python packages have fonts."""
    home = Path.home()
    folders = {
        "win32": [
            Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),
            Path(os.environ.get("LOCALAPPDATA", home), "Microsoft/Windows/Fonts"),
        ],
        "darwin": [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"],
    }
    linux = [Path("/usr/local/share/fonts"), Path("/usr/share/fonts"), home / ".local/share/fonts"]
    packages = {p.parent for entry in sys.path for p in Path(entry or ".").glob(PACKAGES)}
    return [*sorted(packages), *folders.get(sys.platform, linux)]


def find_fonts(folders: Iterable[Path]) -> list[Path]:
    """Return the files of fonts in folders that texts can be set in, the best first."""
    files = {path.resolve(): path for folder in folders for path in _files(folder)}
    suitable = (path for path in files.values() if is_suitable(path.name))
    return sorted(suitable, key=lambda path: (preference(path.name), path.name, str(path)))


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names if name.lower().endswith(EXTENSIONS))


def is_font(path: str) -> bool:
    """Return whether the file at a path is by its name a font that a text can be set in."""
    return path.lower().endswith(EXTENSIONS) and is_suitable(Path(path).name)


def is_suitable(name: str) -> bool:
    """Return whether the file of a font has upright letters of usual width and weight.

    >>> is_suitable("NotoSans-Bold.ttf"), is_suitable("NotoSans-Italic.ttf")
    (True, False)
    """
    return not any(word in name.lower() for word in UNSUITABLE)


def preference(name: str) -> tuple[int, int]:
    """Return what the files of fonts are ordered by: family, then variable or bold ones."""
    plain = name.lower().replace(" ", "")
    families = (number for number, family in enumerate(FAMILIES) if plain.startswith(family))
    is_heavy = "[" in plain or "bold" in plain
    is_too_heavy = "extrabold" in plain or "black" in plain
    return next(families, len(FAMILIES)), 1 - is_heavy + 2 * is_too_heavy


def region(language: str) -> str:
    """Return the end of the names of faces for a language with Chinese characters, "" for others.

    >>> region("zh-Hant-HK"), region("ja"), region("en")
    ('HK', 'JP', '')
    """
    parts = language.lower().split("-")
    exact = (f"{parts[0]}-{part}" for part in reversed(parts[1:]))
    return next((REGIONS[key] for key in (*exact, parts[0]) if key in REGIONS), "")
