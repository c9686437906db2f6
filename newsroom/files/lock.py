"""One deployment to a place at a time: a lock that goes when its process goes, however that ends.

It is a lock on a file, which stays; where the system has no such locks, there is none.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsroom.diagnostics.errors import UserError

try:
    import fcntl
except ModuleNotFoundError:  # on Windows
    fcntl = None  # type: ignore[assignment]

NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # what some network folders answer


@contextmanager
def alone(file: Path, place: str) -> Iterator[None]:
    """Hold the lock of a place while the block runs; raises `UserError` where another has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as lock:
        try:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"another deployment to {place} is running; wait for it to end"
            ) from None
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
        yield
