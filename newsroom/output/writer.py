"""Writes the files of a site into a folder."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import TemplateError

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.pipeline.failures import reported_failures
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile


def write_files(site: Site, folder: Path) -> None:
    """Write every file of a site below `folder`; nothing of a file is kept once it is written."""
    folders: set[Path] = set()
    for file in site.files:
        path = folder / file.path
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        if file.source:
            shutil.copyfile(file.source, path)
        else:
            with reported_failures(f"cannot write /{file.url}", (TemplateError,)):
                path.write_bytes(file_bytes(file, site))


def file_bytes(file: OutputFile, site: Site) -> bytes:
    """Return the bytes of a file that is not copied."""
    if file.data:
        return file.data()
    return site.render(file.template, {"file": file, **file.values()}).encode()


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
