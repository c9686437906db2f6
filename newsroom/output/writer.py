"""Writes the files of a site into a folder."""

import shutil
from pathlib import Path

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
            path.write_bytes(file_bytes(file, site))


def file_bytes(file: OutputFile, site: Site) -> bytes:
    """Return the bytes of a file that is not copied."""
    if file.data:
        return file.data()
    return site.render(file.template, {"file": file, **file.values()}).encode()
