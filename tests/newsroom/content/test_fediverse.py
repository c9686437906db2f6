"""Accounts of the fediverse."""

import pytest

from newsroom.content.fediverse import linked_account, parse_account
from newsroom.content.front_matter.fields import FieldError
from newsroom.content.front_matter.nested_fields import Source


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("@ada@social.example", "@ada@social.example"),
        ("ada@social.example", "@ada@social.example"),
        ("@Ada_L.x@Social.Example", "@Ada_L.x@social.example"),
        ("@ada@münchen.example", "@ada@xn--mnchen-3ya.example"),
        ("", ""),
    ],
)
def test_an_account_has_a_name_and_a_host(text: str, account: str) -> None:
    assert parse_account(text) == account


@pytest.mark.parametrize(
    "text",
    ["ada", "@ada", "@ada@", "@@social.example", "https://social.example/@ada", "@a b@c.example",
     "@ada@localhost", "@ada@so cial.example", "@.ada@social.example", "@ada@social.example@x.y",
     '@ada@"><script>.example'],
)  # fmt: skip
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(FieldError, match=r"fediverse|host"):
        parse_account(text)


def test_a_list_is_an_error() -> None:
    with pytest.raises(FieldError):
        parse_account(["@ada@social.example"])


@pytest.mark.parametrize(
    ("title", "url", "account"),
    [
        ("Mastodon", "https://social.example/@ada", "@ada@social.example"),
        ("Ada on mastodon", "https://social.example/@ada/", "@ada@social.example"),
        ("Fediverse", "https://social.example/@ada", "@ada@social.example"),
        ("YouTube", "https://video.example/@ada", ""),  # it has such paths too
        ("Mastodon", "https://social.example/users/ada", ""),
        ("Mastodon", "https://social.example/@ada/123", ""),
        ("Mastodon", "http://localhost/@ada", ""),
    ],
)
def test_a_link_that_says_so_leads_to_an_account(title: str, url: str, account: str) -> None:
    links = (Source("Home", "https://ada.example/"), Source(title, url))
    assert linked_account(links) == account
