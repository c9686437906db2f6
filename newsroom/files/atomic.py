"""Replaces files and folders in one step: whoever reads them gets the old ones or the new ones.

A process that is killed in between leaves the old ones, and possibly a temporary file beside them
whose name starts with `.new-`.
"""

import ctypes
import errno
import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

AT_FDCWD = -100  # paths are relative to the current folder (fcntl.h)
RENAME_EXCHANGE = 2  # renameat2(2) of Linux 3.15 and later
RENAME_SWAP = 2  # renamex_np(2) of macOS 10.12 and later
# What a kernel or a file system answers that cannot exchange folders.
UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP)


def replace_file(path: Path, data: bytes | str) -> None:
    """Write a file, text as UTF-8, so that at no time a part of it can be read.

    The data goes to a temporary file in the same folder, to the disk (fsync), and then to its name.
    Raises `OSError` where the file cannot be written; the old one is then unchanged. A symbolic
    link is replaced, not followed.
    """
    replace_files({path: data})


def replace_files(contents: Mapping[Path, bytes | str]) -> None:
    """Write several files as `replace_file` does; none of them if one of them cannot be written."""
    drafts = {path.with_name(f".new-{secrets.token_hex(4)}-{path.name}"): path for path in contents}
    try:
        for draft, path in drafts.items():
            _write_new_file(draft, contents[path])
        for draft, path in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _write_new_file(path: Path, data: bytes | str) -> None:
    with path.open("xb") as file:
        file.write(data.encode() if isinstance(data, str) else data)
        file.flush()
        os.fsync(file.fileno())


def exchange_folders(first: Path, second: Path) -> bool:
    """Give each of two folders the path of the other; return whether the system can.

    Both exist and are on one file system. Raises `OSError` as `os.rename` does.
    """
    paths = os.fsencode(first), os.fsencode(second)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*paths, RENAME_SWAP)
        else:
            failed = library.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
    except (AttributeError, OSError, TypeError):  # a system without that function, or Windows
        return False
    if failed and ctypes.get_errno() in UNSUPPORTED:
        return False
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), os.fspath(second))
    return True
