"""A bucket of S3, or of a store that speaks like it (`AWS_ENDPOINT_URL`).

The listing tells files apart by the ETag, which is an MD5; where a store has other ETags, each
object is asked. Objects of ours carry the SHA-256 of their file as metadata: others are never
replaced or removed. Types and times to keep come from `/_headers`; when that changes, the objects
whose headers differ are sent again. Credentials are boto3's own business.
"""

import hashlib
import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar
from urllib.parse import urlsplit

from plugins.support.report import SiteError
from plugins.support.site import Site
from tools.support.changes import PLACEHOLDER, Changes, Step, address, carry_out, plan
from tools.support.headers_file import Rule, headers_for, read_rules
from tools.support.manifest import Built
from tools.support.media_types import media_type
from tools.support.target import refuse_others

T = TypeVar("T")
AT_ONCE = 16  # requests
TRIES = "6"  # of each request, unless AWS_MAX_ATTEMPTS says otherwise
HASH = "sha256"  # the name of our metadata
DELETED_AT_ONCE = 1000  # S3 takes no more in one request
RULES = "_headers"
TEXT = ("text/", "application/xml", "application/json", "application/manifest+json")
WITHOUT_RULE = "public, max-age=0, must-revalidate"


@dataclass(frozen=True)
class Headers:
    """What an object is sent with."""

    type: str
    cache: str


@dataclass
class Bucket:
    """A bucket through boto3, and what of it was found by `compare`."""

    client: Any
    name: str
    prefix: str
    built: Built
    rules: list[Rule] = field(default_factory=list)

    def mark(self, data: bytes) -> str:
        """The ETag that S3 gives to what is sent in one piece."""
        return md5(data)

    def compare(self, marks: Mapping[str, str]) -> Changes:
        """By ETag first; what differs there, or may not be ours, is asked for its metadata."""
        there = self.listed()
        first = plan(marks, there, md5(PLACEHOLDER))
        asked = [*first.changed, *first.removed]
        hashes = dict(zip(asked, self.at_once(self.hash_of, asked), strict=True))
        foreign = sorted(path for path, found in hashes.items() if not found)
        ours = len(there) > len(foreign)
        refuse_others(f"the bucket {self.name}", foreign, marks, new=not ours)
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
        self.rules = read_rules(self.built.read(RULES).decode()) if RULES in marks else []
        if there.get(RULES) == marks.get(RULES):
            return set()
        with self.told():
            key = self.prefix + RULES
            old = self.call("get_object", Key=key)["Body"].read() if RULES in there else b""
        before = read_rules(old.decode(errors="replace"))
        return {
            path
            for path in marks.keys() & there.keys()
            if self.headers(path, before) != self.headers(path, self.rules)
        }

    def send(self, changes: Changes) -> None:
        """In order; new rules go last of what is sent, for the old ones tell what is still old."""
        rest = tuple(path for path in changes.changed if path != RULES)
        carry_out(replace(changes, changed=rest, removed=()), self.put, self.remove)
        if RULES in changes.changed:
            self.put(Step((RULES,)))
        carry_out(Changes(removed=changes.removed), self.put, self.remove)

    def put(self, step: Step) -> None:
        """Send files in parallel, or placeholders under their names."""

        def put_one(path: str) -> None:
            data = PLACEHOLDER if step.placeholder else self.built.read(path)
            headers = self.headers(path, self.rules)
            self.call(
                "put_object",
                Key=self.prefix + path,
                Body=data,
                ContentType=headers.type,
                CacheControl="no-store" if step.placeholder else headers.cache,
                Metadata={HASH: hashlib.sha256(data).hexdigest()},
            )

        self.at_once(put_one, step.paths)

    def remove(self, paths: tuple[str, ...]) -> None:
        """In as few requests as there can be: pages that name each other go together."""
        for start in range(0, len(paths), DELETED_AT_ONCE):
            keys = [{"Key": self.prefix + path} for path in paths[start : start + DELETED_AT_ONCE]]
            done = self.call("delete_objects", Delete={"Objects": keys, "Quiet": True})
            if errors := done.get("Errors"):
                raise SiteError(
                    f"the bucket {self.name}: {errors[0]['Key']} could not be removed "
                    f"({errors[0].get('Code', 'no reason given')})"
                )

    def listed(self) -> dict[str, str]:
        """The ETag of each object below the prefix."""
        found: dict[str, str] = {}
        more: dict[str, str] = {}
        while True:
            page = self.call("list_objects_v2", Prefix=self.prefix, **more)
            for row in page.get("Contents", ()):
                found[row["Key"].removeprefix(self.prefix)] = row["ETag"].strip('"')
            if not page.get("IsTruncated"):
                return found
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def hash_of(self, path: str) -> str:
        """What an object of ours says of itself, "" for one that is not ours."""
        metadata = self.call("head_object", Key=self.prefix + path).get("Metadata", {})
        return str(metadata.get(HASH, ""))

    def headers(self, path: str, rules: Iterable[Rule]) -> Headers:
        """What the rules say of a file, and what follows from its name."""
        site = self.built.manifest.site
        found = headers_for(urlsplit(address(site, path)).path, rules)
        return Headers(
            found.get("Content-Type", "") or guessed_type(path),
            found.get("Cache-Control", "") or WITHOUT_RULE,
        )

    def at_once(self, work: Callable[[str], T], paths: Iterable[str]) -> list[T]:
        """`work` for each path; the first that fails stops the rest."""
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            return list(pool.map(work, paths))
        finally:
            pool.shutdown(cancel_futures=True)

    def call(self, name: str, **values: Any) -> Any:
        """A request, repeated by boto3 where that may help; raises `SiteError`."""
        with self.told():
            return getattr(self.client, name)(Bucket=self.name, **values)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what boto3 raises into a `SiteError`."""
        errors = importlib.import_module("botocore.exceptions")
        host = urlsplit(self.client.meta.endpoint_url).netloc
        try:
            yield
        except errors.ClientError as error:
            raise SiteError(refused(error.response, self.name)) from None
        except (errors.NoCredentialsError, errors.PartialCredentialsError):
            raise SiteError(NO_CREDENTIALS) from None
        except (errors.HTTPClientError, errors.ConnectionError) as error:
            reason = type(error).__name__
            raise SiteError(f"{host} does not answer as it should ({reason})") from None
        except errors.ParamValidationError:
            raise SiteError(f'no bucket can have the name "{self.name}"') from None
        except errors.BotoCoreError as error:
            raise SiteError(" ".join(str(error).split())) from None


NO_CREDENTIALS = (
    "there are no credentials for S3; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
    "AWS_SECRET_ACCESS_KEY, in the environment"
)
REFUSALS = {
    "NoSuchBucket": "there is no bucket {bucket}; make it, or name another in DEPLOY",
    "RequestTimeTooSkewed": "the clock of this machine is wrong, and the store refuses it; set it",
    "InvalidAccessKeyId": "the store does not know the access key; look at AWS_ACCESS_KEY_ID",
    "SignatureDoesNotMatch": "the store refuses the secret key; look at AWS_SECRET_ACCESS_KEY",
    "ExpiredToken": "the credentials are no longer valid; get new ones",
    "AccessDenied": "these credentials may not do that in the bucket {bucket}; look at its rights",
    "403": "these credentials may not do that in the bucket {bucket}; look at its rights",
    "404": "an object of the bucket {bucket} went while it was read; run this again",
}


def refused(response: Mapping[str, Any], bucket: str) -> str:
    """The sentence for an error that the store answered."""
    error = response.get("Error", {})
    code = str(error.get("Code", ""))
    if sentence := REFUSALS.get(code):
        return sentence.format(bucket=bucket)
    return f"the bucket {bucket}: {error.get('Message') or code}"


def md5(data: bytes) -> str:
    """In hexadecimal digits; a checksum here, and no protection."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def guessed_type(path: str) -> str:
    """The type that the end of a name tells, texts with their encoding."""
    plain = path in ("_headers", "_redirects")
    found = "text/plain" if plain else media_type(PurePosixPath(path).suffix.lower())
    return f"{found}; charset=utf-8" if found.startswith(TEXT) else found


def open_target(site: Site, built: Built) -> Bucket:
    """The bucket that the settings name; boto3 is loaded only here."""
    to = site.deploy.s3
    if not to.bucket:
        raise SiteError('DEPLOY["s3"]["bucket"] names no bucket; set it in pelicanconf.py')
    prefix = f"{to.prefix.strip('/')}/" if to.prefix.strip("/") else ""
    return Bucket(connect(), to.bucket, prefix, built)


def connect() -> Any:
    """A client for S3 with what the environment and the files of AWS say."""
    try:
        boto3 = importlib.import_module("boto3")
        config = importlib.import_module("botocore.config")
        errors = importlib.import_module("botocore.exceptions")
    except ModuleNotFoundError:
        raise SiteError("S3 needs boto3, which `make deploy TO=s3` sets up") from None
    os.environ.setdefault("AWS_MAX_ATTEMPTS", TRIES)
    os.environ.setdefault("AWS_RETRY_MODE", "standard")
    try:
        session = boto3.session.Session()
        return session.client(
            "s3",
            region_name=session.region_name or "us-east-1",
            config=config.Config(
                connect_timeout=10,
                read_timeout=60,
                max_pool_connections=AT_ONCE,
                # Stores that only speak like S3 refuse the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
    except (errors.BotoCoreError, ValueError) as error:
        raise SiteError(f"S3 cannot be reached: {error}") from None
