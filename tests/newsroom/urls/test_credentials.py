"""Logins are removed whatever a password contains, and URLs without one stay as they are."""

import pytest

from newsroom.urls.credentials import has_login, host_without_login, logins, without_logins


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
