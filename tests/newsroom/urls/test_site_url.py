"""URLs of sites: normalized, or refused."""

import pytest

from newsroom.urls.hosts import InvalidUrlError
from newsroom.urls.site_url import (
    is_example_url,
    is_local_url,
    normalize_site_url,
)


@pytest.mark.parametrize(
    ("url", "normalized"),
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
def test_a_site_url_is_normalized(url: str, normalized: str) -> None:
    assert normalize_site_url(url) == normalized
    assert normalize_site_url(normalized) == normalized


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", ""),
        ("x.example", ""),
        ("https://", ""),
        ("https://x.example?a", ""),
        ("https://x.example#", ""),
        ("https://x.example/a b", "it has whitespace"),
        ("https://x.example:65536", "the port must be a number from 1 to 65535"),
        ("https://x.example:0", "the port must be a number from 1 to 65535"),
        ("https://x.example:", "the port must be a number from 1 to 65535"),
        ("https://x.example:web", "the port must be a number from 1 to 65535"),
        ("https://me:secret@x.example", "everybody could read the login in it"),
        ("https://x..example", "the host has an empty part; remove a dot"),
        ("https://-x.example", '"-x" is invalid in a host; remove the hyphen at its end'),
        (
            "https://☃.example",
            '"☃" is invalid in a host; write it in ASCII (xn--…) if browsers open it',
        ),
        ("https://x.example//a", "each part of its path needs a name"),
        ("https://x.example/a/../b", "each part of its path needs a name"),
        ("https://x.example/%zz", "write %25 for a % in its path"),
        ("https://x.example/a%2Fb", '"/" is invalid in its path; use letters, digits and hyphens'),
        ("https://x.example/a%3Cb", '"<" is invalid in its path; use letters, digits and hyphens'),
        ("https://x.example/<b>", '"<" is invalid in its path; use letters, digits and hyphens'),
    ],
)
def test_an_invalid_site_url_is_refused(url: str, why: str) -> None:
    with pytest.raises(InvalidUrlError) as error:
        normalize_site_url(url)
    assert str(error.value) == why


@pytest.mark.parametrize(
    ("url", "local", "example"),
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
def test_urls_that_only_work_here(url: str, local: bool, example: bool) -> None:
    assert (is_local_url(url), is_example_url(url)) == (local, example)
