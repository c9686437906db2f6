"""A complete site as bytes, by which another process has it without reading a source.

Articles, terms, documents and the site itself refer to one another in circles, and by chains as
long as the archive: each older post is that of a newer one. So their attributes are written one
object after another, and where one refers to another there is its number.
"""

import pickle
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from newsroom.site.model import Site
from newsroom.site.names import nodes_of

OUTSIDE = (
    "settings",
    "layout",
    "cache",
    "progress",
    "render",
    "vocabulary",
)  # what each process has of its own


class SnapshotError(Exception):
    """A site that cannot be written as bytes, such as one with a function that has no name."""


class Reference:
    """In the bytes, an object that has a number, or one that each process makes."""


class SnapshotPickler(pickle.Pickler):
    """Writes references in place of some objects, given by their identities."""

    def __init__(self, file: BytesIO, references: Mapping[int, int | str]) -> None:
        super().__init__(file, protocol=5)
        self.references = references

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  # as pickle has it
        """Return what makes a reference, as pickle wants it."""
        if (name := self.references.get(id(value))) is not None:
            return Reference, (name,)
        return NotImplemented


class SnapshotUnpickler(pickle.Unpickler):
    """Reads objects in place of references to them."""

    def __init__(self, file: BytesIO, objects: Mapping[int | str, object]) -> None:
        super().__init__(file)
        self.objects = objects

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  # as pickle has it
        """Return what makes an object: for a reference, the object itself."""
        if (module, name) == (Reference.__module__, Reference.__qualname__):
            return self.objects.__getitem__
        return super().find_class(module, name)


def dump_site(site: Site) -> bytes:
    """Return a site as bytes for `load_site`; raise `SnapshotError` where that is impossible."""
    nodes = [node for node in nodes_of(site).values() if node is not site.settings]
    references: dict[int, int | str] = {id(node): number for number, node in enumerate(nodes)}
    references |= {id(getattr(site, name)): name for name in OUTSIDE}
    buffer = BytesIO()
    pickler = SnapshotPickler(buffer, references)
    try:
        pickler.dump([type(node) for node in nodes])
        pickler.dump([vars(node) for node in nodes])
    except Exception as error:  # any type may refuse to be pickled in a way of its own
        raise SnapshotError(f"{type(error).__name__}: {error}") from error
    return buffer.getvalue()


def load_site(data: bytes, empty: Site) -> Site:
    """Return the site that `dump_site` has written, with what an empty one has of this process."""
    objects: dict[int | str, object] = {name: getattr(empty, name) for name in OUTSIDE}
    unpickler = SnapshotUnpickler(BytesIO(data), objects)
    nodes = [object.__new__(kind) for kind in unpickler.load()]
    objects.update(enumerate(nodes))
    states: Iterable[Mapping[str, object]] = unpickler.load()
    for node, state in zip(nodes, states, strict=True):
        vars(node).update(state)
    site: Site = nodes[0]
    return site
