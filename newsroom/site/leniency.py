"""How a build goes on although files have errors, for the preview of a writer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.diagnostics.diagnostic import Diagnostic


@dataclass
class Leniency:
    """What a build takes instead of files with errors.

    Errors that a setting could make warnings do not stop it; they are in `errors` afterwards.
    """

    replacements: Mapping[str, bytes] = field(default_factory=dict)
    """Bytes of posts, pages and profiles that are read instead, by their paths in `content/`."""
    excluded: frozenset[str] = frozenset()
    """Paths in `content/` that are left out."""
    errors: set[Diagnostic] = field(default_factory=set)

    @property
    def paths(self) -> set[str]:
        """The paths of all files that are not read as they are."""
        return {*self.replacements, *self.excluded}
