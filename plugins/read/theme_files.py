"""The theme's files under names that change with their bytes: the filter `theme_file`.

`css/site.css` is written as `theme/css/site.3f2a9c81b0.css`, so that browsers may keep it for good
(RFC 8246). Style sheets name other files by `url(…)`: they get the new names first and are hashed
then. A file that is not there is told with its place.

Needs: settings, page_furniture.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import TemplateRuntimeError
from pelican import Pelican, signals

from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.suggestions import did_you_mean

DIGITS = 10  # of the hash; two states of one file share them once in 10¹²
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<address>[^"'()]+)(?P=quote)\s*\)""")
ELSEWHERE = re.compile(r"^(#|/|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)


@dataclass(frozen=True)
class ThemeFile:
    """A file as it is written: its path in the site, and its bytes."""

    url: str
    data: bytes


def hashed(path: str, data: bytes) -> str:
    """`css/site.css` as `css/site.3f2a9c81b0.css`."""
    stem, suffix = posixpath.splitext(path)
    return f"{stem}.{sha256(data).hexdigest()[:DIGITS]}{suffix}"


def point_to_hashed(path: str, sheet: str, names: Mapping[str, str]) -> str:
    """A style sheet that names each file by its hashed name; raises `UserError` with the line.

    `names` maps paths to hashed ones. One sheet cannot name another: what it holds would not be
    known when the first is hashed.
    """
    folder = posixpath.dirname(path)

    def replace(match: re.Match[str]) -> str:
        address = match["address"]
        if ELSEWHERE.match(address):
            return match[0]
        file, _, fragment = address.partition("#")
        target = posixpath.normpath(posixpath.join(folder, file))
        if target not in names:
            line = sheet.count("\n", 0, match.start()) + 1
            near = did_you_mean(target, names) or "; style sheets name fonts and pictures only"
            raise UserError(
                f'theme/static/{path}:{line}: url("{address}") names no file of the theme{near}'
            )
        new = posixpath.relpath(names[target], folder or ".")
        return f'url("{new}#{fragment}")' if fragment else f'url("{new}")'

    return URL.sub(replace, sheet)


def theme_files(files: Mapping[str, bytes], folder: str) -> dict[str, ThemeFile]:
    """Each file of the theme, by its path in `theme/static`, as it is written to `folder`."""
    written = {path: data for path, data in files.items() if not path.endswith(".css")}
    names = {path: hashed(path, data) for path, data in written.items()}
    for path, data in files.items():
        if path not in names:
            written[path] = point_to_hashed(path, data.decode(), names).encode()
    return {
        path: ThemeFile(f"{folder}/{hashed(path, data)}", data) for path, data in written.items()
    }


def theme_file(path: str, files: Mapping[str, ThemeFile]) -> str:
    """The address of a file of the theme: `'css/site.css' | theme_file` in a template."""
    if path not in files:
        raise TemplateRuntimeError(f'the theme has no file "{path}"{did_you_mean(path, files)}')
    return files[path].url


def collect_theme_files(pelican: Pelican) -> None:
    """Read theme/static, and hand the filter to Pelican."""
    settings, root = pelican.settings, Path(pelican.settings["THEME"]) / "static"
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(fnmatch(path.name, p) for p in settings["IGNORE_FILES"])
    }
    settings["THEME_FILES"] = theme_files(files, settings["THEME_STATIC_DIR"])
    settings["JINJA_FILTERS"]["theme_file"] = partial(theme_file, files=settings["THEME_FILES"])


def write_theme_files(pelican: Pelican) -> None:
    """Write them; Pelican itself copies none (`THEME_STATIC_PATHS`)."""
    for file in pelican.settings["THEME_FILES"].values():
        path = Path(pelican.output_path) / file.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def register() -> None:
    """Names before the first template, files after the last."""
    signals.initialized.connect(collect_theme_files)
    signals.finalized.connect(write_theme_files)
