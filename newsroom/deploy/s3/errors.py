"""What can go wrong with requests to a bucket, in sentences that say what to do."""

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from newsroom.diagnostics.errors import UserError
from newsroom.urls.credentials import host_without_login

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


@contextmanager
def told(server: str, bucket: str) -> Iterator[None]:
    """Turn what boto3 raises for a bucket on a server into a `UserError`."""
    errors = importlib.import_module("botocore.exceptions")
    try:
        yield
    except errors.ClientError as error:
        raise UserError(refused(error.response, bucket)) from None
    except (errors.NoCredentialsError, errors.PartialCredentialsError):
        raise UserError(NO_CREDENTIALS) from None
    except (errors.HTTPClientError, errors.ConnectionError) as error:
        reason = type(error).__name__
        raise UserError(
            f"{host_without_login(server)} does not answer as it should ({reason})"
        ) from None
    except errors.ParamValidationError:
        raise UserError(f'no bucket can have the name "{bucket}"') from None
    except errors.BotoCoreError as error:
        raise UserError(" ".join(str(error).split())) from None


def refused(response: Mapping[str, Any], bucket: str) -> str:
    """The sentence for an error that the store answered."""
    error = response.get("Error", {})
    code = str(error.get("Code", ""))
    if sentence := REFUSALS.get(code):
        return sentence.format(bucket=bucket)
    return f"the bucket {bucket}: {error.get('Message') or code}"
