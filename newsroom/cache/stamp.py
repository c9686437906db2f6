"""Whether anything has changed since a build: files, environment, clock.

It is looked at before anything else is imported, so that a build without changes takes no longer
than looking at its files.
"""

import os
import pickle
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from newsroom.cache.code_version import ENGINE, installed_libraries
from newsroom.cache.store import existing_cache

SOURCES = ("content", "theme", "plugins")
VARIABLE = re.compile(r"\b[A-Z][A-Z0-9_]{2,}\b")  # how code names variables of the environment
RACE = 50_000_000  # nanoseconds: a file that has just been saved may be saved again, unnoticed
State = tuple[int, int, int, int]
INODE = 3  # the index of the inode in a state
RACY: State = (0, 0, 0, 0)
FOLDER_STATE: State = (1, 0, 0, 0)  # its times change with what is in it, which is compared
Options = tuple[str, bool]  # the settings file, and whether it is a preview
STAMP = "stamp"  # the kind of values in the cache, by output folder
FORMAT = blake2b(Path(__file__).read_bytes(), digest_size=8).digest()  # of what is pickled here


def state_of(status: os.stat_result) -> State:
    """Return what differs once a file is changed or replaced: size, times, inode."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_settled(state: State) -> bool:
    """Return whether a file is not so new that its next save could have the same times."""
    return max(state[1:3]) <= time.time_ns() - RACE


def file_states(folder: str) -> Iterator[tuple[str, State]]:
    """Yield the path and the state of each file below a folder, and of each folder: `a/b/`.

    A link to a file has the state of that file. No link to a folder is entered: what it names is
    below this folder as well, or nothing that a build reads.
    """
    waiting = [folder]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    yield f"{entry.path}/", FOLDER_STATE
                else:
                    yield entry.path, link_state(entry)


def link_state(entry: "os.DirEntry[str]") -> State:
    """Return the state of a file, of a link itself where it names no file that can be reached."""
    try:
        if not entry.is_dir():
            return state_of(entry.stat())
    except OSError:
        pass
    return state_of(entry.stat(follow_symlinks=False))


@dataclass(frozen=True)
class Inputs:
    """What a build depends on, but for the clock and the environment: states of files, libraries.

    `modules` are the files of code outside of the usual folders.
    """

    modules: tuple[str, ...]
    files: Mapping[str, State]
    libraries: tuple[str, ...]

    def changed_files(self, now: "Inputs") -> set[str] | None:
        """Return the paths of files that may differ now, None where code from elsewhere may."""
        if (self.modules, self.libraries) != (now.modules, now.libraries):
            return None
        same = {path for path, state in self.files.items() if state == now.files.get(path) != RACY}
        return (self.files.keys() | now.files.keys()) - same


@dataclass(frozen=True)
class Printed:
    """What a build printed to standard error and to standard output, and its number of files."""

    warnings: str
    text: str
    files: int


@dataclass(frozen=True)
class Stamp:
    """A complete build: what it depended on, what it wrote, and what it printed.

    It is current from `since` until before `until`, in seconds of POSIX time, None for ever.
    """

    options: Options
    inputs: Inputs
    environment: Mapping[str, str]
    """A hash of each variable of the environment that the code names."""
    output: Mapping[str, State]
    since: float
    until: float | None
    printed: Printed

    def is_current(self, options: Options, output: Path) -> bool:
        """Return whether a build with these options would write the same files now."""
        return (
            self.is_in_force(options)
            and RACY not in self.inputs.files.values()
            and self.inputs == read_inputs(self.inputs.modules)
            and self.output == output_states(output)
        )

    def is_in_force(self, options: Options) -> bool:
        """Return whether a build with these options of the same files would be the same now."""
        return (
            options == self.options
            and self.since <= (now := current_time())
            and (self.until is None or now < self.until)
            and self.environment == {name: hash_variable(name) for name in self.environment}
        )


def output_key(output: Path) -> bytes:
    """Return the key in the cache of what belongs to an output folder."""
    return os.fsencode(output.resolve())


def output_states(output: Path) -> dict[str, State]:
    """Return the state of each file and folder in an output folder by its path there."""
    folder = os.fspath(output)
    return {path[len(folder) + 1 :]: state for path, state in file_states(folder)}


def new_states(output: Path, old: Mapping[str, State], paths: Iterable[str]) -> dict[str, State]:
    """Return the states of an output folder that has the old files, but for those at some paths.

    What is at these paths is looked at; the folders of new files are added.
    """
    states = dict(old)
    for path in paths:
        try:
            states[path] = state_of((output / path).stat())
        except FileNotFoundError:
            states.pop(path, None)
        else:
            states |= {f"{parent}/": FOLDER_STATE for parent in PurePosixPath(path).parents[:-1]}
    return states


def dump_stamp(stamp: Stamp) -> bytes:
    """Return a stamp as bytes for a cache."""
    return FORMAT + pickle.dumps(stamp, protocol=5)


def load_stamp(data: bytes | None) -> Stamp | None:
    """Return a stamp from bytes of a cache; None without, or where another version wrote them."""
    if data is None or not data.startswith(FORMAT):
        return None
    stamp: Stamp = pickle.loads(data[len(FORMAT) :])  # noqa: S301  # only this user can write it
    return stamp


def kept_stamp(output: Path) -> Stamp | None:
    """Return the stamp of the last build into a folder by the project in the current one."""
    cache = existing_cache()
    if cache is None:
        return None
    with closing(cache):
        return load_stamp(cache.get(STAMP, output_key(output)))


def current_time() -> float:
    """Return what counts as now for a build: SOURCE_DATE_EPOCH, else the clock."""
    try:
        return float(os.environ["SOURCE_DATE_EPOCH"])
    except (KeyError, ValueError):
        return time.time()


def top_files() -> list[str]:
    """Return the names of the files in the current folder; a link to itself is none."""
    names = []
    with os.scandir() as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.is_file():
                    names.append(entry.name)
    return names


def read_inputs(modules: tuple[str, ...] = ()) -> Inputs:
    """Return what a build of the project in the current folder depends on now.

    A file that was just saved has a state that equals none: its next save could have the
    same time. Files of the project's own folder are those that settings or plugins may read.
    """
    folders = [*SOURCES, os.fspath(ENGINE)]
    states = settled_states([*modules, *top_files()], folders)
    return Inputs(modules, states, (sys.version, *sorted(installed_libraries())))


def settled_states(paths: Iterable[str], folders: Iterable[str] = ()) -> dict[str, State]:
    """Return the states of some files, and of all below some folders but compiled modules."""
    files: dict[str, State] = {}
    for path in paths:
        with suppress(OSError):
            files[path] = state_of(os.stat(path))  # noqa: PTH116  # Path would take twice the time
    for folder in folders:
        files |= file_states(folder)
    states = {path: state for path, state in files.items() if not path.endswith(".pyc")}
    return states | {path: RACY for path, state in states.items() if not is_settled(state)}


def with_code(inputs: Inputs, code: Iterable[Path]) -> Inputs:
    """Return inputs with the modules that a build has loaded from other folders than the usual."""
    project = Path.cwd()
    usual = [ENGINE, *(project / name for name in SOURCES)]
    others = tuple(
        os.fspath(path)
        for path in code
        if path.parent != project and not any(path.is_relative_to(folder) for folder in usual)
    )
    return replace(inputs, modules=others, files={**settled_states(others), **inputs.files})


def hash_variable(name: str) -> str:
    """Return a hash of the value of a variable, which may be a password; "" if it is unset."""
    value = os.environ.get(name)
    return "" if value is None else blake2b(os.fsencode(value), digest_size=16).hexdigest()


def named_variables(code: Iterable[Path]) -> dict[str, str]:
    """Return a hash of each variable of the environment that code may read: all that it names.

    Other names in capitals have "", as variables that are not set.
    """
    texts = (path.read_text(encoding="utf-8", errors="ignore") for path in code)
    names = {name for text in texts for name in variable_names(text)}
    return {name: hash_variable(name) for name in sorted(names)}


@lru_cache(maxsize=2048)  # modules: a preview builds again and again
def variable_names(text: str) -> frozenset[str]:
    """Return all names in a text that may be those of variables of the environment."""
    return frozenset(VARIABLE.findall(text))
