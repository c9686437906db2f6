"""Writes the files of a site into a folder."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import TemplateError

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.pipeline.failures import reported_failures
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile


def write_files(site: Site, folder: Path) -> None:
    """Write every file of a site below `folder`; nothing of a file is kept once it is written."""
    for parent in {(folder / file.path).parent for file in site.files}:
        parent.mkdir(parents=True, exist_ok=True)
    for file in site.files:
        write_file(file, site, folder)


def write_file(file: OutputFile, site: Site, folder: Path) -> bool:
    """Write a file of a site below `folder`, in which its own folder exists.

    Returns whether it is new or has other bytes than before. A file that is there is replaced in
    one step, for a server may send it; it may have a second name in another folder (a hard link),
    whose bytes stay as they are.
    """
    path = folder / file.path
    draft = path.with_name(f".new-{os.getpid()}")
    if file.source and not file.data:
        shutil.copyfile(file.source, draft)
        draft.replace(path)
        return True
    with reported_failures(f"cannot write /{file.url}", (TemplateError,)):
        data = file_bytes(file, site)
    with suppress(FileNotFoundError):
        if path.read_bytes() == data:
            return False
        draft.write_bytes(data)
        draft.replace(path)
        return True
    path.write_bytes(data)
    return True


def file_bytes(file: OutputFile, site: Site) -> bytes:
    """Return the bytes of a file that is not copied."""
    if file.data:
        return file.data()
    return site.render(file.template, {"file": file, **file.values()}, file.lang).encode()


def unrenderable_files(
    files: Iterable[OutputFile], has_template: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """Yield an error for each template that is not found, and each file without any content."""
    missing: dict[str, OutputFile] = {}
    templates: dict[str, bool] = {}
    for file in files:
        if file.data or file.source:
            continue
        name = file.template
        if name and name not in templates:
            templates[name] = has_template(name)
        if not name:
            message = f"URL /{file.url} of {file.label} has no template, data or source"
            yield Diagnostic(*file.location, "plugin/failed", message)
        elif not templates[name]:
            missing.setdefault(name, file)
    for name, file in missing.items():
        path = f"theme/templates/{name}" if "." in name else f"theme/templates/{name}.html"
        message = f"the template of {file.label} is not found"
        yield Diagnostic(path, 0, "theme/template-not-found", message, "add it")
