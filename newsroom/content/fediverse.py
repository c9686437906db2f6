"""Accounts of the fediverse, `@name@host`, which Mastodon shows beside a link to a page."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from newsroom.content.front_matter.fields import FieldError, parse_text
from newsroom.content.front_matter.nested_fields import Source
from newsroom.content.front_matter.yaml_nodes import Value
from newsroom.urls.hosts import InvalidUrlError, encode_host

ACCOUNT = re.compile(r"@?(?P<name>\w(?:[\w.-]*\w)?)@(?P<host>[^@/\s]+)", re.ASCII)
PATH = re.compile(r"/@(?P<name>\w(?:[\w.-]*\w)?)/?", re.ASCII)
SERVICES = ("mastodon", "fediverse")  # in the title of a link to an account
EXAMPLE = "write it as @name@host"


def parse_account(value: Value) -> str:
    """Return an account as `@name@host`, "" for an empty value; raise `FieldError`."""
    text = parse_text(value)
    if not text:
        return ""
    match = ACCOUNT.fullmatch(text)
    if not match:
        raise FieldError(f'"{text}" is not an account of the fediverse', EXAMPLE)
    try:
        host = encode_host(match["host"])
    except InvalidUrlError as error:
        raise FieldError(f'"{text}" is not an account of the fediverse: {error}') from None
    if "." not in host.strip("."):
        raise FieldError(f'"{text}" has an incomplete host', EXAMPLE)
    return f"@{match['name']}@{host}"


def linked_account(links: Iterable[Source]) -> str:
    """Return the account that the first link to Mastodon leads to, "" for none.

    Only a link that says so in its title, and has the path of an account, is one for certain:
    other services have such paths as well.
    """
    for link in links:
        parts = urlsplit(link.url)
        path = PATH.fullmatch(parts.path)
        if path and parts.hostname and any(name in link.title.casefold() for name in SERVICES):
            try:
                return parse_account(f"@{path['name']}@{parts.hostname}")
            except FieldError:  # such as a host without a dot
                continue
    return ""
