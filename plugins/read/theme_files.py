"""The theme's files under names that change with their bytes: the filter `theme_file`.

`css/site.css` is written as `theme/css/site.3f2a9c81b0.css`, so that browsers may cache it forever
(RFC 8246). Style sheets name other files by `url(…)`: they get the new names first, lose comments
and spaces, and are hashed then. A file that is not found is an error with its line.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import partial
from hashlib import sha256

from jinja2 import TemplateRuntimeError
from rcssmin import cssmin

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.diagnostics.suggestions import suggestion
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.lists import ThemeFile
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

DIGITS = 10  # of the hash; two states of one file share them once in 10¹²
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"'()]+)(?P=quote)\s*\)""")
ELSEWHERE = re.compile(r"^(#|/|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)


def hashed_path(path: str, data: bytes) -> str:
    """Return `css/site.css` as `css/site.3f2a9c81b0.css`, with a hash of the data."""
    stem, suffix = posixpath.splitext(path)
    return f"{stem}.{sha256(data).hexdigest()[:DIGITS]}{suffix}"


def point_to_hashed(path: str, sheet: str, names: Mapping[str, str]) -> str:
    """Return a style sheet that names each file by its hashed name; raise `DiagnosticsError`.

    `names` maps paths to hashed ones. One sheet cannot name another, whose content is not known yet
    when the first is hashed.
    """
    folder = posixpath.dirname(path)

    def replace(match: re.Match[str]) -> str:
        url = match["url"]
        if ELSEWHERE.match(url):
            return match[0]
        file, _, fragment = url.partition("#")
        target = posixpath.normpath(posixpath.join(folder, file))
        if target not in names:
            line = sheet.count("\n", 0, match.start()) + 1
            advice = suggestion(target, names) or "style sheets can name fonts and images only"
            message = f'url("{url}"): file of the theme not found'
            code, file = "theme/file-not-found", f"theme/static/{path}"
            raise DiagnosticsError([Diagnostic(file, line, code, message, advice)])
        hashed = posixpath.relpath(names[target], folder or ".")
        return f'url("{hashed}#{fragment}")' if fragment else f'url("{hashed}")'

    return URL.sub(replace, sheet)


def hash_theme_files(files: Mapping[str, bytes], folder: str) -> dict[str, ThemeFile]:
    """Return each file of the theme as written to `folder`, by its path in `theme/static`."""
    contents = {path: data for path, data in files.items() if not path.endswith(".css")}
    names = {path: hashed_path(path, data) for path, data in contents.items()}
    for path, data in files.items():
        if path not in names:
            contents[path] = cssmin(point_to_hashed(path, data.decode(), names)).encode()
    return {
        path: ThemeFile(f"{folder}/{hashed_path(path, data)}", data)
        for path, data in contents.items()
    }


def theme_file(path: str, files: Mapping[str, ThemeFile]) -> str:
    """Return the URL of a file of the theme: `'css/site.css' | theme_file` in a template."""
    if path not in files:
        hint = suggestion(path, files)
        raise TemplateRuntimeError(f'file "{path}" of the theme not found; {hint}'.rstrip("; "))
    return files[path].url


def collect_theme_files(site: Site) -> None:
    """Read theme/static, and add the filter to those of the site."""
    root, patterns = site.layout.theme / "static", site.layout.ignored
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(fnmatch(path.name, pattern) for pattern in patterns)
    }
    site.theme_files = hash_theme_files(files, site.layout.theme_folder)
    site.filters["theme_file"] = partial(theme_file, files=site.theme_files)


def declare_theme_files(site: Site) -> Iterator[OutputFile]:
    """Yield each file of the theme."""
    for path, file in site.theme_files.items():
        data = partial(bytes, file.data)
        yield OutputFile(file.url, "theme", f"theme/static/{path}", data=data)


PLUGIN = Plugin(
    __name__,
    phase="read",
    needs=["site.filters"],
    provides=["site.theme_files"],
    run=collect_theme_files,
    files=declare_theme_files,
    update=unaffected,
)
register = PLUGIN.register
