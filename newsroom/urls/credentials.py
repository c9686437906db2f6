"""Logins in addresses (`https://me:password@example.org`), which nobody may be shown.

A password may hold any sign but a blank, an @ among them; all before the last @ is the login.
"""

import re
from collections.abc import Iterator

# `name:password`, unless what follows the colon is a port; or a name alone, such as a token.
LOGIN = re.compile(
    r"(?P<scheme>\b\w++://)(?P<login>[^\s/?#@:\[]*:(?!\d+(?:[/?#\s]|$))\S*|[^\s/?#]*)@"
)

# What may hold logins: all before the last @ of what stands between blanks, searched once.
BEFORE_AT = re.compile(r"(?<!\S)\S*@")

BEFORE_HOST = re.compile(r"[^/@:\s]+:[^/@]*@[^/:@]+:")  # as scp and rsync name a host


def without_logins(text: str) -> str:
    """The text without the logins of the addresses in it."""
    return BEFORE_AT.sub(lambda run: LOGIN.sub(r"\g<scheme>", run[0]), text)


def has_login(address: str) -> bool:
    """Whether an address starts with a login."""
    return bool(LOGIN.match(address))


def has_password(destination: str) -> bool:
    """Whether a URL, or `name:password@host:path`, contains a password."""
    found = LOGIN.search(destination)
    return bool((found and ":" in found["login"]) or BEFORE_HOST.match(destination))


def logins(text: str) -> Iterator[str]:
    """The logins of the addresses in a text, and the password of each."""
    for run in BEFORE_AT.findall(text):
        for found in LOGIN.finditer(run):
            yield found["login"]
            yield found["login"].partition(":")[2]


def host(address: str) -> str:
    """The server of an address, with its port, as people may be told of it."""
    return re.split("[/?#]", without_logins(address).partition("://")[2], maxsplit=1)[0]
