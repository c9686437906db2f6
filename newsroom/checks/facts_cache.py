"""Facts of the files of a built site, kept from check to check by what they are made of.

The key is a hash of our code, the path and the bytes of a file, and the sources of its text. A kept
value that cannot be found or is damaged is a file that is read again.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from newsroom.cache.code_version import engine_version
from newsroom.cache.store import Cache
from newsroom.checks.file_facts import Facts, read_facts
from newsroom.checks.parse.page import BuiltPage
from newsroom.diagnostics.rendering import plural
from newsroom.parallel.processes import map_in_processes
from newsroom.parallel.progress import Progress
from newsroom.site.page_sources import PageSource

FACTS = "facts"  # the kind of values in the cache
KEY = 16  # bytes
PARALLEL = 32  # files: starting processes takes as long as reading some dozens of them

Sources = Mapping[str, Sequence[PageSource]]  # by the path of a page
KeptFacts = tuple[bytes, bytes]  # key and pickle


@dataclass(eq=False)
class FactsReader:
    """Reads the facts of files in a folder, from a cache as far as it has them."""

    folder: Path
    sources: Sources
    cache: Cache | None = None
    progress: Progress = field(default_factory=Progress)
    version: bytes = field(default_factory=engine_version)

    def read_all(self, paths: Sequence[str]) -> dict[str, Facts]:
        """Return the facts of files by path; what is new goes into the cache, the rest of it goes.

        Many new ones are read by all processors.
        """
        facts: dict[str, Facts] = {}
        keys = {path: self.key(path, self.read(path)) for path in paths} if self.cache else {}
        missing = []
        for path in paths:
            data = self.cache.get(FACTS, keys[path]) if self.cache else None
            if data is None:
                missing.append(path)
            else:
                facts[path] = load_facts(data)
        results = map_in_processes(self.read_new, missing, least=PARALLEL)
        phase = f"checking {plural(len(missing), 'file')}"
        for position, (key, data) in self.progress.track(phase, results, len(missing)):
            path = missing[position]
            facts[path] = load_facts(data)
            if self.cache:
                keys[path] = key
                self.cache.put(FACTS, {key: data})
        if self.cache:
            self.cache.keep(FACTS, {*keys.values()})
            self.cache.commit()
        return {path: facts[path] for path in paths}

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; raise `OSError`."""
        return (self.folder / path).read_bytes()

    def read_new(self, path: str) -> KeptFacts:
        """Return the facts of a file as they are kept."""
        data = self.read(path)
        facts = read_facts(path, data, self.sources.get(path, ()))
        return self.key(path, data), pickle.dumps(facts, protocol=5)

    def key(self, path: str, data: bytes) -> bytes:
        """Return the key of a file, of what its facts are made of."""
        digest = blake2b(data, digest_size=KEY, key=self.version)
        digest.update(f"\0{path}".encode(errors="surrogatepass"))
        for source in self.sources.get(path, ()):
            digest.update(repr(source).encode(errors="surrogatepass"))
            digest.update(self.source_hash(source))
        return digest.digest()

    @staticmethod
    def source_hash(source: PageSource) -> bytes:
        """Return a hash of the bytes of a source, b"" where they cannot be read."""
        try:
            return blake2b(Path(source.file).read_bytes(), digest_size=KEY).digest()
        except OSError:
            return b""


def load_facts(data: bytes) -> Facts:
    """Return facts from the bytes that are kept of them."""
    facts: Facts = pickle.loads(data)  # noqa: S301  # only this user can write them
    return facts.interned() if isinstance(facts, BuiltPage) else facts
