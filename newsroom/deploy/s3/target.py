"""A bucket of S3, or of a store that speaks like it (`AWS_ENDPOINT_URL`).

The listing tells files apart by the ETag, which is an MD5; where a store has other ETags, each
object is asked. Objects without the SHA-256 that ours carry are never replaced or removed. Types
and times to keep come from `/_headers`; when that changes, the objects whose headers differ are
sent again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.config.schema import Site
from newsroom.deploy.plan import PLACEHOLDER, Changes, Step, address, carry_out, plan
from newsroom.deploy.s3.bucket import Bucket, Headers, at_once, connect
from newsroom.deploy.state import records_of
from newsroom.deploy.target import refuse_others
from newsroom.diagnostics.errors import UserError
from newsroom.files.media_types import content_type
from newsroom.hosting.headers_file import Rule, headers_for, parse_header_rules
from newsroom.output.manifest import BuiltFolder
from newsroom.urls.credentials import host_without_login

RULES = "_headers"
WITHOUT_RULE = "public, max-age=0, must-revalidate"


@dataclass
class S3:
    """The bucket, what it holds once `look` has, and the rules once `compare` has read them."""

    bucket: Bucket
    built: BuiltFolder
    rules: list[Rule] = field(default_factory=list)
    there: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The bucket, the prefix and the store."""
        return f"{self.bucket.name}/{self.bucket.prefix} at {host_without_login(self.bucket.store)}"

    @property
    def lock(self) -> Path:
        """Of this project alone: not every store has one."""
        return records_of("s3", self.place).lock

    def mark(self, data: bytes, digest: str) -> str:
        """The ETag that S3 gives to what is sent in one piece."""
        return md5(data)

    def look(self) -> None:
        """List the bucket."""
        self.there = self.bucket.listed()

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """By ETag first; what differs there, or may not be ours, is asked for its metadata."""
        there = self.there
        first = plan(marks, there, md5(PLACEHOLDER))
        asked = [*first.changed, *first.removed]
        hashes = dict(zip(asked, at_once(self.bucket.hash_of, asked), strict=True))
        foreign = sorted(path for path, found in hashes.items() if not found)
        ours = len(there) > len(foreign)
        refuse_others(f"the bucket {self.bucket.name}", foreign, marks, new=not ours)
        same = {path for path in first.changed if hashes[path] == self.built.manifest.files[path]}
        return Changes(
            added=first.added,
            begun=first.begun,
            changed=tuple(sorted((set(first.changed) - same) | self.other_headers(marks, there))),
            removed=tuple(path for path in first.removed if path not in foreign),
            foreign=tuple(foreign),
        )

    def other_headers(self, marks: Mapping[str, str], there: Mapping[str, str]) -> set[str]:
        """The paths of files whose headers the bucket has from older rules."""
        self.rules = parse_header_rules(self.built.read(RULES).decode()) if RULES in marks else []
        if there.get(RULES) == marks.get(RULES):
            return set()
        old = self.bucket.read(RULES) if RULES in there else b""
        before = parse_header_rules(old.decode(errors="replace"))
        return {
            path
            for path in marks.keys() & there.keys()
            if self.headers(path, before) != self.headers(path, self.rules)
        }

    def send(self, changes: Changes) -> None:
        """In order; new rules go last of what is sent, for the old ones tell what is still old."""
        late = (RULES,) if RULES in changes.sent and changes.changed else ()
        added = tuple(path for path in changes.added if path not in late)
        changed = tuple(path for path in changes.changed if path not in late)
        first = replace(changes, added=added, changed=changed, removed=())
        carry_out(first, self.put, self.bucket.remove)
        if late:
            self.put(Step(late))
        carry_out(Changes(removed=changes.removed), self.put, self.bucket.remove)

    def put(self, step: Step) -> None:
        """Send files in parallel, or a small page under their names."""

        def put_one(path: str) -> None:
            data = step.instead or self.built.read(path)
            headers = self.headers(path, self.rules)
            sent_with = replace(headers, cache="no-store") if step.instead else headers
            self.bucket.put(path, data, sent_with)

        at_once(put_one, step.paths)

    def headers(self, path: str, rules: Iterable[Rule]) -> Headers:
        """What the rules say of a file, and what follows from its name."""
        site = self.built.manifest.site
        found = headers_for(urlsplit(address(site, path)).path, rules)
        return Headers(
            found.get("Content-Type", "") or guessed_type(path),
            found.get("Cache-Control", "") or WITHOUT_RULE,
        )


def open_target(site: Site, built: BuiltFolder) -> S3:
    """The bucket that the settings name."""
    to = site.deploy.s3
    if not to.bucket:
        raise UserError('DEPLOY["s3"]["bucket"] names no bucket; set it in pelicanconf.py')
    prefix = f"{to.prefix.strip('/')}/" if to.prefix.strip("/") else ""
    return S3(Bucket(connect(), to.bucket, prefix), built)


def md5(data: bytes) -> str:
    """In hexadecimal digits; a checksum here, and no protection."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def guessed_type(path: str) -> str:
    """Return the `Content-Type` of a file that no rule names one for."""
    return content_type("_.txt" if path in ("_headers", "_redirects") else path)
