"""The messages for requests to a store on loopback that fail."""

import pytest

from tests.built import version
from tests.faults import Store
from tests.newsroom.conftest import Project

TO = ("s3", "--dest", "news")
ERROR = "<Error><Code>{code}</Code><Message>what the store says</Message></Error>"


@pytest.mark.parametrize(
    ("words", "environment", "message"),
    [
        (["s3"], {}, 'missing DEPLOY["s3"]["bucket"]; set it in pelicanconf.py'),
        (
            ["s3", "--dest", "none"],
            {},
            "bucket none not found; make it, or name another in DEPLOY",
        ),
        (["s3", "--dest", "no good"], {}, '"no good" is not a valid name of a bucket'),
        (
            TO,
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            "missing credentials for S3; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, in the environment",
        ),
        (
            TO,
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
            "127.0.0.1:9 does not answer (EndpointConnectionError)",
        ),
        (
            TO,
            {"AWS_ENDPOINT_URL": "http://me:not-for-you@127.0.0.1:9"},
            "127.0.0.1:9 does not answer (EndpointConnectionError)",
        ),
        (
            TO,
            {"AWS_ENDPOINT_URL": "me:not-for-you@nowhere"},
            "cannot connect to S3: Invalid endpoint: …@nowhere",
        ),
        (TO, {"AWS_ENDPOINT_URL": "nowhere"}, "cannot connect to S3: Invalid endpoint: nowhere"),
    ],
)
def test_errors_of_settings_and_connections(  # noqa: PLR0917
    project: Project,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    environment: dict[str, str],
    message: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
        if not value:
            monkeypatch.delenv(name)
    project.build(version(0))
    done = project.run(*words)
    assert (done.status, done.out) == (1, "")
    assert done.err.strip() == message
    assert store.objects("news") == {}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("RequestTimeTooSkewed", "the clock of this machine is wrong; set it"),
        ("InvalidAccessKeyId", "unknown access key; check AWS_ACCESS_KEY_ID"),
        ("SignatureDoesNotMatch", "invalid secret key; check AWS_SECRET_ACCESS_KEY"),
        ("AccessDenied", "permission denied: bucket news"),
        ("SlowDown", "bucket news: what the store says"),
    ],
)
def test_errors_of_the_store_are_printed_without_secrets(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch, code: str, message: str
) -> None:
    answer = ERROR.format(code=code).replace("says", "says of nobody-may-see-this")
    monkeypatch.setattr("tests.faults.Handler.ask_store", lambda *_: (403, [], answer.encode()))
    project.build(version(0))
    done = project.run(*TO)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(message)
    assert "nobody-may-see-this" not in done.err
