"""Addresses of sites: as programs write them, or refused."""

import pytest

from newsroom.urls.site_url import (
    InvalidUrlError,
    nobody_else_finds,
    of_an_example,
    site_address,
)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://x.example", "https://x.example"),
        ("HTTPS://X.Example/Blog/", "https://x.example/Blog"),
        ("http://x.example:8080", "http://x.example:8080"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example"),
        ("https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://नमस्ते.भारत", "https://xn--h2bhs4b8d8a.xn--h2brj9c"),
        ("https://例え。テスト", "https://xn--r8jz45g.xn--zckzah"),
        ("https://x.example/ä~b_c", "https://x.example/%C3%A4~b_c"),
        ("https://x.example/%c3%a4", "https://x.example/%C3%A4"),
        ("http://[::1]:80", "http://[::1]:80"),
    ],
)
def test_an_address_as_programs_write_it(written: str, address: str) -> None:
    assert site_address(written) == address
    assert site_address(address) == address


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", ""),
        ("x.example", ""),
        ("https://", ""),
        ("https://x.example?a", ""),
        ("https://x.example#", ""),
        ("https://x.example/a b", "a blank stands in it"),
        ("https://x.example:65536", "its port has to be a number from 1 to 65535"),
        ("https://x.example:0", "its port has to be a number from 1 to 65535"),
        ("https://x.example:", "its port has to be a number from 1 to 65535"),
        ("https://x.example:web", "its port has to be a number from 1 to 65535"),
        ("https://me:secret@x.example", "nobody may read a login in it"),
        ("https://x..example", "two dots stand side by side in its host, or one at an end"),
        ("https://-x.example", '"-x" can be no part of a host'),
        ("https://☃.example", '"☃" can be no part of a host'),
        ("https://x.example//a", "each part of its path needs a name"),
        ("https://x.example/a/../b", "each part of its path needs a name"),
        ("https://x.example/%zz", "a % in it starts no encoded sign"),
        ("https://x.example/a%2Fb", '"/" stands in its path; use letters, digits and dashes'),
        ("https://x.example/a%3Cb", '"<" stands in its path; use letters, digits and dashes'),
        ("https://x.example/<b>", '"<" stands in its path; use letters, digits and dashes'),
    ],
)
def test_what_is_no_address_of_a_site(written: str, why: str) -> None:
    with pytest.raises(InvalidUrlError) as error:
        site_address(written)
    assert str(error.value) == why


@pytest.mark.parametrize(
    ("address", "alone", "example"),
    [
        ("http://localhost:8000", True, False),
        ("http://blog.localhost", True, False),
        ("http://127.0.0.1", True, False),
        ("http://[::1]", True, False),
        ("https://203.0.113.4/blog", True, False),
        ("https://example.org/blog", False, True),
        ("https://www.example.com", False, True),
        ("https://myexample.com", False, False),
        ("https://example.com.x.example/example.org", False, False),
        ("https://x.example", False, False),
    ],
)
def test_addresses_that_are_not_real(address: str, alone: bool, example: bool) -> None:
    assert (nobody_else_finds(address), of_an_example(address)) == (alone, example)
