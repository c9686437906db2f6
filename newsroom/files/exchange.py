"""Exchanges two folders in one step, where the system can."""

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100  # paths are relative to the current folder (fcntl.h)
RENAME_EXCHANGE = 2  # renameat2(2) of Linux 3.15 and later
RENAME_SWAP = 2  # renamex_np(2) of macOS 10.12 and later
# What a kernel or a file system answers that has no exchange.
UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP)


def exchange(first: Path, second: Path) -> bool:
    """Give each of two folders the path of the other, and return whether that was possible.

    Both have to be there, on one file system; raises `OSError` as `os.rename` does.
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
