"""Logins in URLs (`https://me:password@example.org`), which no output may contain.

A password may have any character but whitespace, an @ too; all before the last @ is the login.
"""

import re
from collections.abc import Iterator

# `name:password`, unless what follows the colon is a port; or a name alone, such as a token.
LOGIN = re.compile(
    r"(?P<scheme>\b\w++://)(?P<login>[^\s/?#@:\[]*:(?!\d+(?:[/?#\s]|$))\S*|[^\s/?#]*)@"
)

# What may contain logins: all before the last @ of a run without whitespace, searched once.
BEFORE_AT = re.compile(r"(?<!\S)\S*@")

BEFORE_HOST = re.compile(r"[^/@:\s]+:[^/@]*@[^/:@]+:")  # as scp and rsync name a host


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
