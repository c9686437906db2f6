"""Symbolic links of many paths, resolved without asking the disk for each part of each."""

import os
from pathlib import Path


class LinkResolver:
    """Resolves paths below a folder; the links of a folder are resolved once in its life."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self._folders: dict[str, str] = {}

    def resolve(self, path: str) -> str | None:
        """Return a path from the root, with slashes and links resolved; None where it is outside.

        "." is the root. A file may be missing.
        """
        target = self._target(path)
        if target == self.root:
            return "."
        top = self.root if self.root.endswith(os.sep) else self.root + os.sep
        return target.removeprefix(top).replace(os.sep, "/") if target.startswith(top) else None

    def _target(self, path: str) -> str:
        folder, name = os.path.split(path)
        # Windows has the case of names from the disk.
        if os.name == "nt" or name in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114
            return os.path.realpath(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)  # noqa: PTH118
