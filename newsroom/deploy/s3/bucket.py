"""A bucket of S3, or of a store that speaks like it: the requests that a deployment needs.

Objects of ours carry the SHA-256 of their bytes as metadata. Requests are repeated by boto3 where
that may help; it is loaded only when a bucket is opened, and credentials are its own business.
"""

import hashlib
import importlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from newsroom.deploy.s3.errors import told
from newsroom.diagnostics.errors import UserError

T = TypeVar("T")
AT_ONCE = 16  # requests
TRIES = "6"  # of each request, unless AWS_MAX_ATTEMPTS says otherwise
HASH = "sha256"  # the name of our metadata
DELETED_AT_ONCE = 1000  # S3 takes no more in one request


@dataclass(frozen=True)
class Headers:
    """What an object is sent with."""

    type: str
    cache: str


@dataclass(frozen=True)
class Bucket:
    """A bucket through boto3; paths are those below the prefix. All raises `UserError`."""

    client: Any
    name: str
    prefix: str

    @property
    def store(self) -> str:
        """The address of the store."""
        return str(self.client.meta.endpoint_url)

    def listed(self) -> dict[str, str]:
        """The ETag of each object; the empty ones by which consoles mark a folder are none."""
        found: dict[str, str] = {}
        more: dict[str, str] = {}
        while True:
            page = self.call("list_objects_v2", Prefix=self.prefix, **more)
            for row in page.get("Contents", ()):
                if row["Key"].endswith("/") and not row["Size"]:
                    continue
                found[row["Key"].removeprefix(self.prefix)] = row["ETag"].strip('"')
            if not page.get("IsTruncated"):
                return found
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def hash_of(self, path: str) -> str:
        """What an object of ours says of itself, "" for one that is not ours."""
        metadata = self.call("head_object", Key=self.prefix + path).get("Metadata", {})
        return str(metadata.get(HASH, ""))

    def read(self, path: str) -> bytes:
        """The bytes of an object."""
        with told(self.store, self.name):
            data: bytes = self.call("get_object", Key=self.prefix + path)["Body"].read()
            return data

    def put(self, path: str, data: bytes, headers: Headers) -> None:
        """Make an object of ours, or replace one."""
        self.call(
            "put_object",
            Key=self.prefix + path,
            Body=data,
            ContentType=headers.type,
            CacheControl=headers.cache,
            Metadata={HASH: hashlib.sha256(data).hexdigest()},
        )

    def remove(self, paths: tuple[str, ...]) -> None:
        """In as few requests as there can be."""
        for start in range(0, len(paths), DELETED_AT_ONCE):
            keys = [{"Key": self.prefix + path} for path in paths[start : start + DELETED_AT_ONCE]]
            done = self.call("delete_objects", Delete={"Objects": keys, "Quiet": True})
            if errors := done.get("Errors"):
                raise UserError(
                    f"the bucket {self.name}: {errors[0]['Key']} could not be removed "
                    f"({errors[0].get('Code', 'no reason given')})"
                )

    def call(self, name: str, **values: Any) -> Any:
        """A request by its name in boto3."""
        with told(self.store, self.name):
            return getattr(self.client, name)(Bucket=self.name, **values)


def at_once(work: Callable[[str], T], paths: Iterable[str]) -> list[T]:
    """`work` for each path, as many as a bucket takes; the first that fails stops the rest."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        return list(pool.map(work, paths))
    finally:
        pool.shutdown(cancel_futures=True)


def connect() -> Any:
    """A client for S3 with what the environment and the files of AWS say."""
    try:
        boto3 = importlib.import_module("boto3")
        config = importlib.import_module("botocore.config")
        errors = importlib.import_module("botocore.exceptions")
    except ModuleNotFoundError:
        raise UserError("S3 needs boto3, which `make deploy TO=s3` sets up") from None
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
        raise UserError(f"S3 cannot be reached: {error}") from None
