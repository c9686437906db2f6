"""Whether a file of `content/` may be published beside the pages: its location, name and bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.attachments.file_types import (
    ALLOW,
    HEAD,
    content_problems,
    extension,
    is_read_whole,
    type_problem,
)
from newsroom.config.layout import Layout
from newsroom.config.schema import Settings
from newsroom.diagnostics.diagnostic import Diagnostic

OUTSIDE = ("symbolic link to a file outside content/", "replace it by a copy of the file")


@dataclass(frozen=True)
class Attachment:
    """A file beside the pages: paths from `content/` with slashes.

    `resolved` is the path with symbolic links resolved, None outside `content/`; `folder` the same
    of its folder; `save_as` the path in the site.
    """

    path: str
    resolved: str | None
    folder: str | None
    save_as: str


def location_problem(
    file: Attachment, static: Iterable[str], *, allowed: bool
) -> Diagnostic | None:
    """Return the error, without a path, of a file whose location or name is not published.

    `static` are the folders whose files are published without a link to them.
    """
    top = top_folder(file.path, static)
    if file.resolved is None or file.folder is None:
        return Diagnostic("", 0, "attachment/outside-content", *OUTSIDE)
    if top and not f"{file.folder}/".startswith(f"{top}/"):
        message = "folder that is a symbolic link"
        advice = "copy the files, or link them one by one"
        return Diagnostic("", 0, "attachment/outside-content", message, advice)
    for path in (file.path, file.resolved):
        if path.lower() in ("entities.yaml", "tags.yaml") or path.lower().startswith("editions/"):
            message = "source of the site, which is not published"
            return Diagnostic("", 0, "attachment/source", message, "remove the link, or move it")
        if extension(path) in ("md", "markdown"):
            return type_problem(path)
    hidden = (is_hidden(file.path, top), is_hidden(file.resolved, top), is_hidden(file.save_as))
    if any(hidden) and not allowed:
        return Diagnostic("", 0, "attachment/hidden", "hidden file", f"rename it, or {ALLOW}")
    return None


def top_folder(path: str, static: Iterable[str]) -> str | None:
    """Return which of the folders that are copied to the top of the site holds a path, if any."""
    return next((name for name in static if path.startswith(f"{name}/")), None)


def is_hidden(path: str, top: str | None = None) -> bool:
    """Return whether a file or a folder of a path starts with a dot; `.well-known/` may (RFC 8615).

    That folder counts at the top of the site: in `top`, a folder that is copied there.
    """
    inside = path.removeprefix(f"{top}/") if top else path
    return any(part.startswith(".") for part in inside.removeprefix(".well-known/").split("/"))


def attachment_problems(
    file: Attachment, read: Callable[[str], bytes], settings: Settings, static: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield the errors of one file, without paths; `read` returns the bytes needed of a path."""
    static = tuple(static)
    allowed = file.path in settings.active_html.allow
    if problem := location_problem(file, static, allowed=allowed):
        yield problem
        return
    if allowed:
        return
    bare = top_folder(file.path, static) is not None
    for name in dict.fromkeys((file.path, file.save_as)):
        if problem := type_problem(name, settings.attachments.extra_types, bare=bare):
            yield problem
        else:
            yield from content_problems(name, read(name))


def read_needed(path: Path, name: str) -> bytes:
    """Return the bytes of a file that `content_problems` needs of it, by its name."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        return head + file.read() if is_read_whole(name, head) else head


def resolved(path: Path, root: Path) -> str | None:
    """Return a path from `root`, with symbolic links resolved; None where that is outside."""
    target = path.resolve()
    return target.relative_to(root).as_posix() if target.is_relative_to(root) else None


def published_path(path: str, layout: Layout) -> str:
    """Return the path in the site of a file of `content/` that is copied as it is."""
    if top := top_folder(path, layout.static):
        return path.removeprefix(f"{top}/")
    return layout.static_targets.get(path, path)


def active_files(settings: Settings, layout: Layout) -> frozenset[str]:
    """Return the paths in the site that may be active, and the folder of the theme with a slash."""
    files = {published_path(name, layout) for name in settings.active_html.allow}
    return frozenset([*files, f"{layout.theme_folder}/"])
