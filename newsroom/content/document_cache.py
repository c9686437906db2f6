"""Documents that are kept from build to build, by what they are made of.

A document follows from its path, its bytes, the settings and the sizes of its images: the key is a
hash of all but the sizes, which are kept beside it and compared. Bodies, nine tenths of the size of
a document, are kept apart and loaded when they are needed.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from newsroom.cache.stamp import State, is_settled
from newsroom.cache.store import Cache
from newsroom.content.body import Body, KeptBody
from newsroom.content.document import Document
from newsroom.content.source_reader import SourceFile, SourceReader
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.rendering import plural
from newsroom.images.image_files import ImageSizes
from newsroom.parallel.processes import map_in_processes
from newsroom.parallel.progress import Progress

HEADS, BODIES, STATES = "document", "body", "source"
STATES_KEY = b"all"
KEY = 16  # bytes
BODIES_IN_MEMORY = 16  # a post is printed on its page, in feeds and in its copy
PARALLEL = 48  # sources: starting processes takes as long as a few dozen of them

Sizes = dict[str, tuple[int, int] | None]  # by path below `content/`


class KeptDocument(NamedTuple):
    """A document as it is kept: its key, its pickle without the body, and that of the body."""

    key: bytes
    head: bytes
    body: bytes


def hash_bytes(data: bytes) -> bytes:
    """Return a hash of the bytes of a source."""
    return blake2b(data, digest_size=KEY).digest()


def body_key(key: bytes, sizes: Sizes) -> bytes:
    """Return the key of a body: that of its source, and the sizes of the images that it shows."""
    return blake2b(repr(sorted(sizes.items())).encode(), digest_size=KEY, key=key).digest()


@dataclass(eq=False)
class SizeRecorder:
    """A function of `ImageSizes` that records the sizes it returns."""

    read: ImageSizes
    sizes: Sizes = field(default_factory=dict)

    def __call__(self, path: str) -> tuple[int, int] | None:
        """Return the size of an image and record it."""
        self.sizes[path] = self.read(path)
        return self.sizes[path]


@dataclass(eq=False)
class CachedReader:
    """Reads documents from a cache as far as it has them, and parses the others into it.

    `version` (64 bytes at most) differs where another parser would make other documents. Bodies
    are loaded from the cache when they are read.
    """

    reader: SourceReader
    cache: Cache
    version: bytes
    progress: Progress = field(default_factory=Progress)
    sources: dict[bytes, SourceFile] = field(default_factory=dict)
    """The source of each body by its key."""
    keys: set[bytes] = field(default_factory=set)
    """The keys of all documents; others are forgotten."""
    parsed: list[str] = field(default_factory=list)
    """The paths of the sources that the cache did not have."""
    digests: dict[str, tuple[State, bytes]] = field(default_factory=dict)
    """The state of each source by its path, and a hash of its bytes."""

    def __post_init__(self) -> None:
        self.bodies = lru_cache(BODIES_IN_MEMORY)(self.load_body)
        self.sizes = SizeRecorder(self.reader.parser.image_size)
        self.reader.parser.image_size = self.sizes

    def __getstate__(self) -> dict[str, object]:
        """Return what another process needs in order to load and to parse a document again."""
        return {**vars(self), "bodies": None, "keys": set(), "digests": {}}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        vars(self).update(state)
        self.bodies = lru_cache(BODIES_IN_MEMORY)(self.load_body)

    def parse_all(self, sources: Sequence[SourceFile]) -> list[Document | Diagnostic]:
        """Return the documents of sources in their order, or why one cannot be read.

        Many new ones are parsed by all processors.
        """
        heads, earlier = self.cache.get_all(HEADS), self.load_digests()
        results = [self.find_kept(source, heads, earlier) for source in sources]
        missing = [position for position, result in enumerate(results) if result is None]
        self.parsed = [sources[position].path for position in missing]
        parsed = map_in_processes(
            self.parse_new, [sources[position] for position in missing], least=PARALLEL
        )
        phase = f"reading {plural(len(missing), 'source')}"
        for number, result in self.progress.track(phase, parsed, len(missing)):
            position = missing[number]
            results[position] = self.add(sources[position], result)
        self.cache.put(STATES, {STATES_KEY: pickle.dumps(self.digests, protocol=5)})
        self.cache.keep(HEADS, self.keys)
        self.cache.keep(BODIES, self.sources.keys())
        self.cache.commit()
        return [result for result in results if result is not None]

    def parse_again(self, source: SourceFile) -> Document | Diagnostic:
        """Return the document of a source that has changed, or why it cannot be read."""
        try:
            key = self.key(source, hash_bytes(self.reader.read(source)))
        except OSError as error:
            return self.reader.diagnose(error, source)
        head = self.cache.get(HEADS, key)
        if head and (restored := self.restore_kept(source, key, head)):
            return restored
        document = self.add(source, self.parse_new(source))
        self.parsed.append(source.path)
        self.cache.commit()
        return document

    def add(self, source: SourceFile, new: KeptDocument | Diagnostic) -> Document | Diagnostic:
        """Put a document into the cache, and return it as it is taken from there."""
        if isinstance(new, Diagnostic):
            return new
        document, urls, sizes = pickle.loads(new.head)  # noqa: S301  # just made
        body = body_key(new.key, sizes)
        self.sources[body] = source
        self.keys.add(new.key)
        self.cache.put(HEADS, {new.key: new.head})
        self.cache.put(BODIES, {body: new.body})
        return self.restore(document, urls, body)

    def load_digests(self) -> dict[str, tuple[State, bytes]]:
        """Return what the last build has kept as `digests`."""
        data = self.cache.get(STATES, STATES_KEY)
        return pickle.loads(data) if data else {}  # noqa: S301  # only we write the file

    def digest(self, source: SourceFile, earlier: Mapping[str, tuple[State, bytes]]) -> bytes:
        """Return a hash of the bytes of a source, which are not read if its state is `earlier`."""
        state = self.reader.state(source.path)
        old_state, digest = earlier.get(source.path, (None, b""))
        if state is None or state != old_state:
            digest = hash_bytes(self.reader.read(source))
        if state and is_settled(state):
            self.digests[source.path] = state, digest
        return digest

    def key(self, source: SourceFile, digest: bytes) -> bytes:
        """Return the key of a source: a hash of its path, its bytes and what it is."""
        name = f"{source.kind}\0{source.path}".encode(errors="surrogatepass")
        return blake2b(digest + name, digest_size=KEY, key=self.version).digest()

    def find_kept(
        self,
        source: SourceFile,
        heads: Mapping[bytes, bytes],
        earlier: Mapping[str, tuple[State, bytes]],
    ) -> Document | Diagnostic | None:
        """Return the document of a source if the cache has it and no image has another size."""
        try:
            key = self.key(source, self.digest(source, earlier))
        except OSError as error:
            return self.reader.diagnose(error, source)
        return self.restore_kept(source, key, heads[key]) if key in heads else None

    def restore_kept(self, source: SourceFile, key: bytes, head: bytes) -> Document | None:
        """Return the document with a key from its pickle, None if an image has another size."""
        document, urls, sizes = pickle.loads(head)  # noqa: S301  # only we write the file
        if any(self.sizes.read(path) != size for path, size in sizes.items()):
            return None
        body = body_key(key, sizes)
        self.sources[body] = source
        self.keys.add(key)
        return self.restore(document, urls, body)

    def restore(self, document: Document, urls: tuple[str, ...], key: bytes) -> Document:
        """Return a document with a body that is loaded when it is read."""
        # The document is new and in no other hands: `replace` would take longer than the pickle.
        object.__setattr__(document, "body", KeptBody(key, urls, self))
        return document

    def parse_new(self, source: SourceFile) -> KeptDocument | Diagnostic:
        """Return a document as it is kept, or why its file cannot be read."""
        self.sizes.sizes = {}
        try:
            data = self.reader.read(source)
        except OSError as error:
            return self.reader.diagnose(error, source)
        document = self.reader.parse(source, data)
        head = (replace(document, body=Body()), document.body.urls, self.sizes.sizes)
        return KeptDocument(
            self.key(source, hash_bytes(data)),
            pickle.dumps(head, protocol=5),
            pickle.dumps(document.body, protocol=5),
        )

    def load(self, key: bytes) -> Body:
        """Return a body by its key, one of the last few from memory."""
        return self.bodies(key)

    def load_body(self, key: bytes) -> Body:
        """Return a body by its key; parse its file again where the cache has lost it."""
        data = self.cache.get(BODIES, key)
        if data is None:
            source = self.sources[key]
            again = self.parse_new(source)
            if isinstance(again, Diagnostic) or body_key(again.key, self.sizes.sizes) != key:
                file = f"{self.reader.content}/{source.path}"
                raise UserError(f"{file} changed during the build; build again")
            data = again.body
        body: Body = pickle.loads(data)  # noqa: S301  # only we write the file
        return body
