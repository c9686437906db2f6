"""A bucket of S3, or of a compatible store (`AWS_ENDPOINT_URL`).

The listing tells files apart by the ETag, which is an MD5; where a store has other ETags, the
metadata of each object is read. Objects without the SHA-256 that ours carry are foreign: they are
never replaced or removed. Types and cache times come from `/_headers`; when that changes, the
objects whose headers differ are sent again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.config.schema import Settings
from newsroom.deploy.plan import PLACEHOLDER, Changes, Step, apply_changes, file_url, plan_changes
from newsroom.deploy.s3.bucket import Bucket, ObjectHeaders, connect_to_s3, run_parallel
from newsroom.deploy.state import records_of
from newsroom.deploy.target import refuse_foreign_files
from newsroom.diagnostics.errors import UserError
from newsroom.files.media_types import content_type
from newsroom.hosting.headers_file import HEADERS, Rule, headers_for, parse_header_rules
from newsroom.hosting.redirects_file import REDIRECTS
from newsroom.output.manifest import BuiltFolder
from newsroom.urls.credentials import host_without_login

WITHOUT_RULE = "public, max-age=0, must-revalidate"


@dataclass
class S3:
    """The bucket, its ETags after `inspect`, and the rules of `/_headers` after `compare`."""

    bucket: Bucket
    built: BuiltFolder
    rules: list[Rule] = field(default_factory=list)
    etags: dict[str, str] = field(default_factory=dict)

    @property
    def destination(self) -> str:
        """The bucket, the prefix and the store."""
        store = host_without_login(self.bucket.store)
        return f"{self.bucket.name}/{self.bucket.prefix} at {store}"

    @property
    def lock(self) -> Path:
        """A lock of this project alone: not every store has one."""
        return records_of("s3", self.destination).lock

    def checksum(self, data: bytes, digest: str) -> str:
        """Return the ETag that S3 gives to a file that is sent in one piece."""
        return md5(data)

    def inspect(self) -> None:
        """List the bucket."""
        self.etags = self.bucket.list_etags()

    def compare(self, checksums: Mapping[str, str]) -> Changes:
        """Compare ETags, and read the metadata of objects that differ or may be foreign."""
        first = plan_changes(checksums, self.etags, md5(PLACEHOLDER))
        unsure = [*first.changed, *first.removed]
        hashes = dict(zip(unsure, run_parallel(self.bucket.sha256_of, unsure), strict=True))
        foreign = sorted(path for path, digest in hashes.items() if not digest)
        is_new = len(self.etags) == len(foreign)
        refuse_foreign_files(f"bucket {self.bucket.name}", foreign, checksums, is_new=is_new)
        same = {path for path in first.changed if hashes[path] == self.built.manifest.files[path]}
        changed = (set(first.changed) - same) | self.outdated_headers(checksums)
        return Changes(
            added=first.added,
            placeholders=first.placeholders,
            changed=tuple(sorted(changed)),
            removed=tuple(path for path in first.removed if path not in foreign),
            foreign=tuple(foreign),
        )

    def outdated_headers(self, checksums: Mapping[str, str]) -> set[str]:
        """Read the rules; return the paths of files in the bucket with headers of older rules."""
        has_rules = HEADERS in checksums
        self.rules = parse_header_rules(self.built.read(HEADERS).decode()) if has_rules else []
        if self.etags.get(HEADERS) == checksums.get(HEADERS):
            return set()
        old = self.bucket.read(HEADERS) if HEADERS in self.etags else b""
        old_rules = parse_header_rules(old.decode(errors="replace"))
        return {
            path
            for path in checksums.keys() & self.etags.keys()
            if self.headers(path, old_rules) != self.headers(path, self.rules)
        }

    def transfer(self, changes: Changes) -> None:
        """Make the changes; new rules are sent last, for the old ones tell what is outdated."""
        late = (HEADERS,) if HEADERS in changes.uploads and changes.changed else ()
        added = tuple(path for path in changes.added if path not in late)
        changed = tuple(path for path in changes.changed if path not in late)
        first = replace(changes, added=added, changed=changed, removed=())
        apply_changes(first, self.put, self.bucket.remove)
        if late:
            self.put(Step(late))
        apply_changes(Changes(removed=changes.removed), self.put, self.bucket.remove)

    def put(self, step: Step) -> None:
        """Send files in parallel, or a small page under their names."""

        def put_file(path: str) -> None:
            headers = self.headers(path, self.rules)
            if step.small_page:
                headers = replace(headers, cache_control="no-store")
            self.bucket.put(path, step.small_page or self.built.read(path), headers)

        run_parallel(put_file, step.paths)

    def headers(self, path: str, rules: Iterable[Rule]) -> ObjectHeaders:
        """Return the headers of a file by the rules, and by its name."""
        url = file_url(self.built.manifest.site, path)
        headers = headers_for(urlsplit(url).path, rules)
        return ObjectHeaders(
            headers.get("Content-Type", "") or default_type(path),
            headers.get("Cache-Control", "") or WITHOUT_RULE,
        )


def open_target(settings: Settings, built: BuiltFolder) -> S3:
    """Return the bucket that the settings name."""
    to = settings.deploy.s3
    if not to.bucket:
        raise UserError('missing DEPLOY["s3"]["bucket"]; set it in pelicanconf.py')
    prefix = f"{to.prefix.strip('/')}/" if to.prefix.strip("/") else ""
    return S3(Bucket(connect_to_s3(), to.bucket, prefix), built)


def md5(data: bytes) -> str:
    """Return the MD5 of some bytes in hexadecimal digits: a checksum here, not a protection."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def default_type(path: str) -> str:
    """Return the `Content-Type` of a file that no rule names one for."""
    return content_type("_.txt" if path in (HEADERS, REDIRECTS) else path)
