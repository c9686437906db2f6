"""The folder that is handed to a host: the site, and at its top the files that control the host.

A site below a path (`https://example.org/blog`) is put below that path, for hosts serve a folder
from the root of a host name. `_headers` and `_redirects` contain the whole path already; they are
read at the top only, in the form of the host, and so is the page for missing files.

Crawlers ask for `/robots.txt` at the root of a host alone (RFC 9309, section 2.3), and well-known
URIs are at the root as well (RFC 8615), so those files are there too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.hosting.headers_file import HEADERS
from newsroom.hosting.redirects_file import REDIRECTS, HostedSite
from newsroom.output.manifest import BuiltFolder, sha256

ROOT_FILES = ("ads.txt", "app-ads.txt", "favicon.ico", "llms.txt", "robots.txt")
WELL_KNOWN = ".well-known/"
NOT_FOUND = "404.html"  # hosts read it at the root of what they are given
HOST_FILES = ("_routes.json", "_worker.js", "netlify.toml")  # a writer's own; read at the top only


@dataclass(frozen=True)
class HostFile:
    """The text of a file of rules in the form of a host, and what the host does not read."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Host:
    """A host of static files, as the functions that give both files of rules their form."""

    redirects: Callable[[str, HostedSite], HostFile]
    headers: Callable[[str], HostFile]


@dataclass(frozen=True)
class Staging:
    """A built site in the form for a host."""

    host: Host
    built: BuiltFolder
    url: str

    @cached_property
    def host_files(self) -> Mapping[str, HostFile]:
        """The files of rules in the form of the host, by their names."""
        site = HostedSite(self.url, self.built.manifest.files.keys())
        return {
            HEADERS: self.host.headers(self._text(HEADERS)),
            REDIRECTS: self.host.redirects(self._text(REDIRECTS), site),
        }

    def _text(self, path: str) -> str:
        exists = path in self.built.manifest.files
        return self.built.read(path).decode(errors="replace") if exists else ""

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """A diagnostic for each rule that the host does not read."""
        for file in self.host_files.values():
            for diagnostic in file.diagnostics:
                yield replace(diagnostic, path=f"{self.built.folder}/{diagnostic.path}")

    def checksums(self, built: Mapping[str, str]) -> dict[str, str]:
        """Return the SHA-256 of each file that is handed over, from those of the built files."""
        rules = {name: sha256(file.text.encode()) for name, file in self.host_files.items()}
        return {path: rules.get(path, checksum) for path, checksum in built.items()}

    def fill(self, folder: Path) -> None:
        """Copy the site into an empty folder; raise `UserError` for a file that has changed."""
        base = HostedSite(self.url, ()).base
        for staged, path in staged_paths(self.built.manifest.files, base):
            target = folder / staged
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.built.read(path))
        for name, file in self.host_files.items():
            if file.text:
                (folder / name).write_text(file.text, encoding="utf-8", newline="")


def staged_paths(files: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    """Yield (path in the folder, path in the site) for each file but those of rules.

    Files that hosts or their visitors look for only at the root are there too.
    """
    folder = f"{unquote(base).strip('/')}/" if base.strip("/") else ""  # `blog/` for `/blog`
    for path in files:
        if path in (HEADERS, REDIRECTS):
            continue
        if path.split("/")[0] in HOST_FILES:
            yield path, path
            continue
        yield folder + path, path
        if folder and (path == NOT_FOUND or is_at_root(path)):
            yield path, path


def is_at_root(path: str) -> bool:
    """Return whether clients ask for a file of the site, by its path, at the root of the host."""
    return path in ROOT_FILES or path.startswith(WELL_KNOWN)
