"""Logins in URLs (`https://me:password@example.org`) and other secrets, which no output contains.

A password may have any character but whitespace, an @ too; all before the last @ is the login.
"""

import os
import re
from collections.abc import Iterator, Mapping

# `name:password`, unless what follows the colon is a port; or a name alone, such as a token.
LOGIN = re.compile(
    r"(?P<scheme>\b\w++://)(?P<login>[^\s/?#@:\[]*:(?!\d+(?:[/?#\s]|$))\S*|[^\s/?#]*)@"
)

# What may contain logins: all before the last @ of a run without whitespace, searched once.
BEFORE_AT = re.compile(r"(?<!\S)\S*@")

BEFORE_HOST = re.compile(r"[^/@:\s]+:[^/@]*@[^/:@]+:")  # as scp and rsync name a host


# Variables of the environment whose values are secrets, and those that are URLs.
SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSW|CREDENTIAL", re.IGNORECASE)
MIN_SECRET = 6  # characters; less would hide words that happen to be the same
URL_NAME = re.compile("URL|PROXY|ENDPOINT", re.IGNORECASE)


def without_logins(text: str) -> str:
    """Return a text without the logins of the URLs in it."""
    return BEFORE_AT.sub(lambda run: LOGIN.sub(r"\g<scheme>", run[0]), text)


def has_login(url: str) -> bool:
    """Return whether a URL starts with a login."""
    return bool(LOGIN.match(url))


def has_password(destination: str) -> bool:
    """Return whether a URL, or `name:password@host:path`, contains a password."""
    login = LOGIN.search(destination)
    return bool((login and ":" in login["login"]) or BEFORE_HOST.match(destination))


def logins(text: str) -> Iterator[str]:
    """Yield the logins of the URLs in a text, and the password of each."""
    for run in BEFORE_AT.findall(text):
        for match in LOGIN.finditer(run):
            yield match["login"]
            yield match["login"].partition(":")[2]


def host_without_login(url: str) -> str:
    """Return the host and port of a URL, without the login before them."""
    return re.split("[/?#]", without_logins(url).partition("://")[2], maxsplit=1)[0]


def scrub(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return a text without the secrets of the environment and without logins in URLs."""
    text = without_logins(text)
    values = {secret for secret in secrets(environment) if len(secret) >= MIN_SECRET}
    for secret in sorted(values, key=len, reverse=True):
        text = text.replace(secret, "…")
    return text


def secrets(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the values of secret variables, and the logins in URLs, also without a scheme."""
    for name, value in environment.items():
        if SECRET.search(name):
            yield value
        yield from logins(value)
        if URL_NAME.search(name):
            yield from logins(f"http://{value}")
