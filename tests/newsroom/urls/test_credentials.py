"""Logins are removed whatever a password contains, and URLs without one stay as they are."""

import pytest

from newsroom.urls.credentials import (
    has_login,
    host_without_login,
    logins,
    scrub,
    without_logins,
)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("me:pass", "pass"),
        ("token", ""),
        (":pass", "pass"),
        ("me:p@ss@word", "p@ss@word"),
        ("me@example.org:pass", "pass"),
        ("me:p/a?s#s", "p/a?s#s"),
        ("me:12345", "12345"),
    ],
)
def test_a_login_is_hidden(login: str, password: str) -> None:
    url = f"https://{login}@example.org:8080/x.git"
    assert without_logins(f"at '{url}': no") == "at 'https://example.org:8080/x.git': no"
    assert (has_login(url), host_without_login(url)) == (True, "example.org:8080")
    assert [*logins(url)] == [login, password]


@pytest.mark.parametrize(
    "text",
    [
        "me@example.org:/srv is short",
        "https://example.org/@me/a:b@c/",
        "https://example.org:8080/@me",
        "https://example.org?to=me@example.org",
        "http://[::1]:80/@me",
        "see https://example.org, or write to me@example.org",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert without_logins(text) == text
    assert [*logins(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the key is s3cr3t-value.", "the key is …."),
        ("fetch https://me:pass@example.org/x", "fetch https://example.org/x"),
        ("fetch https://token@example.org/x", "fetch https://example.org/x"),
        ("me@example.org:/srv is short", "me@example.org:/srv is short"),
        ("fetch https://me:p@ss@example.org/x", "fetch https://example.org/x"),
        ("Invalid endpoint: ada:hidden-word@store", "Invalid endpoint: …@store"),
        ("proxy said hidden-proxy", "proxy said …"),
    ],
)
def test_secrets_are_not_shown(text: str, expected: str) -> None:
    environment = {
        "MY_API_TOKEN": "s3cr3t-value",
        "A_KEY": "is",
        "HOME": "/srv",
        "AWS_ENDPOINT_URL": "ada:hidden-word@store",
        "PLACE": "https://me:hidden-proxy@proxy",
    }
    assert scrub(text, environment) == expected
