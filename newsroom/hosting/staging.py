"""The folder that is handed to a host: the site, and the files that control the host on top.

A site below a path (`https://example.org/blog`) stands below that path, for hosts serve a folder
from the root of a host name. `_headers` and `_redirects` say the whole path already; they are read
on top only, in the form of the host, and so is the page for what is missing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from newsroom.hosting.host_redirects import HostedSite
from newsroom.hosting.host_root import NOT_FOUND, folder_of_base, is_at_root
from newsroom.hosting.rules_file import Form
from newsroom.output.manifest import Built, sha256

HEADERS, REDIRECTS = "_headers", "_redirects"
OF_THE_HOST = ("_routes.json", "_worker.js", "netlify.toml")  # a writer's own; read on top only


@dataclass(frozen=True)
class Host:
    """A host of static files, by its forms of both files of rules."""

    redirects: Callable[[str, HostedSite], Form]
    headers: Callable[[str], Form]


@dataclass(frozen=True)
class Staging:
    """A built site as a host is to get it."""

    host: Host
    built: Built
    url: str

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The files of rules in the form of the host, by their names."""
        site = HostedSite(self.url, self.built.manifest.files.keys())
        return {
            HEADERS: self.host.headers(self.text(HEADERS)),
            REDIRECTS: self.host.redirects(self.text(REDIRECTS), site),
        }

    def text(self, path: str) -> str:
        """The text of a built file, "" where there is none."""
        there = path in self.built.manifest.files
        return self.built.read(path).decode(errors="replace") if there else ""

    @property
    def warnings(self) -> Iterator[str]:
        """A sentence for each rule that the host does not read."""
        for name, form in self.forms.items():
            for problem in form.problems:
                at = f":{problem.line}" if problem.line else ""
                yield f"{self.built.folder}/{name}{at}: warning: {problem.sentence}"

    def digests(self, marks: Mapping[str, str]) -> dict[str, str]:
        """Return the SHA-256 of each file, of files of rules that of the form that is sent."""
        sent = {name: sha256(form.text.encode()) for name, form in self.forms.items()}
        return {path: sent.get(path, mark) for path, mark in marks.items()}

    def fill(self, folder: Path) -> None:
        """Lay the site out in an empty folder; raise `UserError` for a file that has changed."""
        site = HostedSite(self.url, ())
        for staged, path in layout(self.built.manifest.files, site.base):
            target = folder / staged
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.built.read(path))
        for name, form in self.forms.items():
            if form.text:
                (folder / name).write_text(form.text, encoding="utf-8", newline="")


def layout(files: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    """Yield (path in the folder, path in the site) for each file but those of rules.

    Files that hosts or their visitors look for at the root alone are there too.
    """
    below = folder_of_base(base)
    for path in files:
        if path in (HEADERS, REDIRECTS):
            continue
        if path.split("/")[0] in OF_THE_HOST:
            yield path, path
            continue
        yield below + path, path
        if below and (path == NOT_FOUND or is_at_root(path)):
            yield path, path
