"""The version of all code that a build runs."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

ENGINE = Path(__file__).parents[1]
INSTALLED = (".dist-info", ".egg-info")  # folders whose names have name and version of a library


def code_version(project: Path) -> bytes:
    """Return a hash of our code, that of a project and its plugins, the libraries and Python.

    Modules that a setting names may be anywhere, so that call this once plugins are loaded.
    """
    return hash_code(code_paths(project))


def engine_version() -> bytes:
    """Return a hash of the code of this package, the libraries and Python."""
    return hash_code(sorted(engine_files()))


def hash_code(files: Iterable[str]) -> bytes:
    """Return a hash of files of code, the libraries and Python."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    for name in sorted({*installed_libraries()}):
        digest.update(name.encode())
    for path in files:
        digest.update(f"\0{path}\0".encode(errors="surrogatepass"))
        with open(path, "rb") as file:  # noqa: PTH123
            digest.update(file.read())
    return digest.digest()


def code_files(project: Path) -> list[Path]:
    """Return the files of all code that a build of a project runs, sorted; libraries apart."""
    return [Path(path) for path in code_paths(project)]


def code_paths(project: Path) -> list[str]:
    """Return the paths of the same files as text, which takes half the time: there are hundreds."""
    return sorted({*engine_files(), *loaded_files(), *map(str, project.glob("*.py"))})


def project_files(project: Path) -> list[Path]:
    """Return the files of the code of a project and of its plugins, sorted, without the engine."""
    files = {*map(Path, loaded_files()), *project.glob("*.py")}
    return sorted(path for path in files if not path.is_relative_to(ENGINE))


def installed_libraries() -> Iterator[str]:
    """Yield name and version of each library that Python finds."""
    for folder in sys.path:
        with suppress(OSError):
            yield from (name for name in os.listdir(folder or ".") if name.endswith(INSTALLED))  # noqa: PTH208


def engine_files() -> list[str]:
    """Return the modules of this package, also those that are not loaded yet."""
    folders = os.walk(ENGINE)
    return [
        f"{f}{os.sep}{name}" for f, _, names in folders for name in names if name.endswith(".py")
    ]


def library_folders() -> tuple[str, ...]:
    """Return the folders of Python and of installed libraries, whose modules have versions."""
    return sys.prefix, sys.base_prefix


def loaded_files() -> Iterator[str]:
    """Yield the files of loaded modules that belong to no library, plugins above all."""
    libraries = tuple(os.path.join(folder, "") for folder in library_folders())  # noqa: PTH118  # of paths as text: there are a thousand modules
    for module in [*sys.modules.values()]:
        file = getattr(module, "__file__", None)
        if file and file.endswith(".py") and not file.startswith(libraries):
            path = os.path.abspath(file)  # noqa: PTH100
            if not path.startswith(libraries) and os.path.isfile(path):  # noqa: PTH113
                yield path
