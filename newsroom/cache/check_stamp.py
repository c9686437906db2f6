"""Whether a check would report the same as the last one: nothing has changed, the clock included.

As the stamp of a build, it is looked at before anything else is imported.
"""

import pickle
import time
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from newsroom.cache.stamp import FORMAT, STAMP, Stamp, output_key
from newsroom.cache.store import Cache, existing_cache

CHECK = "check"  # the kind of values in the cache, by output folder
VERSION = FORMAT + blake2b(Path(__file__).read_bytes(), digest_size=8).digest()


@dataclass(frozen=True)
class CheckResult:
    """What a check prints, for people and as JSON, and its exit status."""

    text: str
    json: str
    status: int


@dataclass(frozen=True)
class KeptCheck:
    """A check and what it depended on: sources, environment, output folder, the build of that.

    `build` is a hash of the stamp of that build; `checked` are seconds of POSIX time.
    """

    stamp: Stamp
    build: bytes
    checked: float
    result: CheckResult


def build_hash(cache: Cache, output: Path) -> bytes:
    """Return a hash of the stamp of the last build into a folder, b"" without one."""
    stamp = cache.get(STAMP, output_key(output))
    return blake2b(stamp, digest_size=16).digest() if stamp else b""


def keep_check(cache: Cache, output: Path, check: KeptCheck) -> None:
    """Keep a check in a cache as the last one of an output folder."""
    cache.put(CHECK, {output_key(output): VERSION + pickle.dumps(check, protocol=5)})
    cache.commit()


def unchanged_check(output: Path) -> CheckResult | None:
    """Return the result of the last check of a folder, None if it could be another one now."""
    cache = existing_cache()
    if cache is None:
        return None
    with closing(cache):
        data, build = cache.get(CHECK, output_key(output)), build_hash(cache, output)
    if data is None or not data.startswith(VERSION):
        return None
    check: KeptCheck = pickle.loads(data[len(VERSION) :])  # noqa: S301  # only this user's
    is_current = (
        check.build == build
        and check.checked <= time.time()
        and check.stamp.is_current(check.stamp.options, output.resolve())
    )
    return check.result if is_current else None
