"""A bucket of S3, or of a compatible store: the requests that a deployment needs, and their errors.

Objects of ours carry the SHA-256 of their bytes as metadata. Requests are repeated by boto3 where
that may help; it is loaded only when a bucket is opened, and credentials are its own business.
"""

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import sha256
from newsroom.urls.credentials import host_without_login

T = TypeVar("T")
MAX_REQUESTS = 16  # at a time
MAX_ATTEMPTS = "6"  # for each request, unless AWS_MAX_ATTEMPTS says otherwise
SHA256_KEY = "sha256"  # of the metadata of our objects
MAX_DELETED = 1000  # objects in one request of S3
NO_CREDENTIALS = (
    "missing credentials for S3; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
    "AWS_SECRET_ACCESS_KEY, in the environment"
)
ERRORS = {  # by the code that a store answers
    "NoSuchBucket": "bucket {bucket} not found; make it, or name another in DEPLOY",
    "RequestTimeTooSkewed": "the clock of this machine is wrong; set it",
    "InvalidAccessKeyId": "unknown access key; check AWS_ACCESS_KEY_ID",
    "SignatureDoesNotMatch": "invalid secret key; check AWS_SECRET_ACCESS_KEY",
    "ExpiredToken": "the credentials are no longer valid; get new ones",
    "AccessDenied": "permission denied: bucket {bucket}; check the rights of these credentials",
    "403": "permission denied: bucket {bucket}; check the rights of these credentials",
    "404": "an object of bucket {bucket} was removed while it was read; run this again",
}


@dataclass(frozen=True)
class ObjectHeaders:
    """The headers that an object is stored with."""

    content_type: str
    cache_control: str


@dataclass(frozen=True)
class Bucket:
    """A bucket through boto3; paths are those below the prefix. Methods raise `UserError`."""

    client: Any
    name: str
    prefix: str

    @property
    def store(self) -> str:
        """The URL of the store."""
        return str(self.client.meta.endpoint_url)

    def list_etags(self) -> dict[str, str]:
        """Return the ETag of each object, without the empty ones that consoles make for folders."""
        etags: dict[str, str] = {}
        token: dict[str, str] = {}
        while True:
            page = self.request("list_objects_v2", Prefix=self.prefix, **token)
            for row in page.get("Contents", ()):
                if row["Key"].endswith("/") and not row["Size"]:
                    continue
                etags[row["Key"].removeprefix(self.prefix)] = row["ETag"].strip('"')
            if not page.get("IsTruncated"):
                return etags
            token = {"ContinuationToken": page["NextContinuationToken"]}

    def sha256_of(self, path: str) -> str:
        """Return the SHA-256 in the metadata of an object of ours, "" for a foreign one."""
        metadata = self.request("head_object", Key=self.prefix + path).get("Metadata", {})
        return str(metadata.get(SHA256_KEY, ""))

    def read(self, path: str) -> bytes:
        """Return the bytes of an object."""
        with user_errors(self.store, self.name):
            data: bytes = self.request("get_object", Key=self.prefix + path)["Body"].read()
            return data

    def put(self, path: str, data: bytes, headers: ObjectHeaders) -> None:
        """Make or replace an object of ours."""
        self.request(
            "put_object",
            Key=self.prefix + path,
            Body=data,
            ContentType=headers.content_type,
            CacheControl=headers.cache_control,
            Metadata={SHA256_KEY: sha256(data)},
        )

    def remove(self, paths: tuple[str, ...]) -> None:
        """Remove objects, in as few requests as possible."""
        for start in range(0, len(paths), MAX_DELETED):
            keys = [{"Key": self.prefix + path} for path in paths[start : start + MAX_DELETED]]
            done = self.request("delete_objects", Delete={"Objects": keys, "Quiet": True})
            if errors := done.get("Errors"):
                reason = errors[0].get("Code", "no reason given")
                raise UserError(
                    f"bucket {self.name}: {errors[0]['Key']} could not be removed ({reason})"
                )

    def request(self, name: str, **values: Any) -> Any:
        """Return the answer to a request, by its name in boto3."""
        with user_errors(self.store, self.name):
            return getattr(self.client, name)(Bucket=self.name, **values)


def run_parallel(work: Callable[[str], T], paths: Iterable[str]) -> list[T]:
    """Return the results of `work` for each path; the first error cancels the rest."""
    pool = ThreadPoolExecutor(MAX_REQUESTS)
    try:
        return list(pool.map(work, paths))
    finally:
        pool.shutdown(cancel_futures=True)


def connect_to_s3() -> Any:
    """Return a client for S3, configured by the environment and the files of AWS."""
    try:
        boto3 = importlib.import_module("boto3")
        config = importlib.import_module("botocore.config")
        errors = importlib.import_module("botocore.exceptions")
    except ModuleNotFoundError:
        raise UserError("S3 needs boto3, which `python3 blog.py deploy s3` installs") from None
    os.environ.setdefault("AWS_MAX_ATTEMPTS", MAX_ATTEMPTS)
    os.environ.setdefault("AWS_RETRY_MODE", "standard")
    try:
        session = boto3.session.Session()
        return session.client(
            "s3",
            region_name=session.region_name or "us-east-1",
            config=config.Config(
                connect_timeout=10,
                read_timeout=60,
                max_pool_connections=MAX_REQUESTS,
                # Compatible stores refuse the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
    except (errors.BotoCoreError, ValueError) as error:
        raise UserError(f"cannot connect to S3: {error}") from None


@contextmanager
def user_errors(server: str, bucket: str) -> Iterator[None]:
    """Turn what boto3 raises for a bucket on a server into a `UserError`."""
    errors = importlib.import_module("botocore.exceptions")
    try:
        yield
    except errors.ClientError as error:
        raise UserError(error_message(error.response, bucket)) from None
    except (errors.NoCredentialsError, errors.PartialCredentialsError):
        raise UserError(NO_CREDENTIALS) from None
    except (errors.HTTPClientError, errors.ConnectionError) as error:
        reason = type(error).__name__
        raise UserError(f"{host_without_login(server)} does not answer ({reason})") from None
    except errors.ParamValidationError:
        raise UserError(f'"{bucket}" is not a valid name of a bucket') from None
    except errors.BotoCoreError as error:
        raise UserError(" ".join(str(error).split())) from None


def error_message(response: Mapping[str, Any], bucket: str) -> str:
    """Return the message for an error that a store answered."""
    error = response.get("Error", {})
    code = str(error.get("Code", ""))
    if message := ERRORS.get(code):
        return message.format(bucket=bucket)
    return f"bucket {bucket}: {error.get('Message') or code}"
