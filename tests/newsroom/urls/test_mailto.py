"""Mail links by RFC 6068."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.urls.mailto import mailto

TITLES = [
    "plain",
    "“Quotes” and 'others' and \"these\"",
    "R&D at 100% = a+b? #1; x,y",
    "Rocket 🚀 and family 👩‍👩‍👧",
    "एआई केंद्र",
    "<script>",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_arrives_as_it_was(title: str) -> None:
    url = mailto("a@b.example", title, f"{title}\nhttps://b.example/?a=1&b=2")
    assert url.isascii()
    assert not set(url) & set("\"'<> &+") - set("&+" if "&body=" in url else "")
    fields = parse_qs(urlsplit(url).query, strict_parsing=True)
    assert fields["subject"] == [title]
    assert fields["body"] == [f"{title}\r\nhttps://b.example/?a=1&b=2"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_subject_survives(subject: str) -> None:
    query = urlsplit(mailto("a@b.example", subject, "x")).query
    assert unquote(query.removeprefix("subject=").removesuffix("&body=x")) == subject
