"""Hosts in ASCII, and for people; the tables are those that Chromium was asked."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.urls.hosts import InvalidHostError, decode_host, encode_host, encode_netloc
from tests.conftest import ROOT
from tests.hosts import ENCODED, INVALID, REFUSED

OTHER_ENCODERS = re.compile(r"""^import idna|["'](idna|punycode)["']""", re.MULTILINE)


@pytest.mark.parametrize(("host", "encoded"), [*ENCODED.items()])
def test_a_host_is_encoded_as_browsers_do(host: str, encoded: str) -> None:
    assert encode_host(host) == encoded
    assert encode_host(encoded) == encoded


@pytest.mark.parametrize("host", ["", *INVALID, *REFUSED])
def test_an_invalid_host_is_refused(host: str) -> None:
    with pytest.raises(InvalidHostError):
        encode_host(host)


@pytest.mark.parametrize("encoded", [*filter(None, REFUSED.values())])
def test_a_name_that_only_browsers_know_works_in_ascii(encoded: str) -> None:
    assert encode_host(encoded) == encoded


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("☃.example", '"☃" is invalid in a host; write it in ASCII (xn--…) if browsers open it'),
        ("a..b", "the host has an empty part; remove a dot"),
        ("a!b.example", '"a!b" is invalid in a host'),
        ("a" * 64, f'"{"a" * 64}" is longer than 63 characters'),
        (".".join(["a" * 60] * 5), "the host must not be longer than 253 characters"),
        ("1.2.3.256", '"1.2.3.256" is not a valid IP address'),
        ("[::g]", '"[::g]" is not a valid IP address'),
        ("…", '"…" is not a valid host'),
    ],
)
def test_an_error_names_the_invalid_part(host: str, why: str) -> None:
    with pytest.raises(InvalidHostError) as error:
        encode_host(host)
    assert str(error.value) == why


@pytest.mark.parametrize(
    ("netloc", "encoded"),
    [
        ("bücher.example", "xn--bcher-kva.example"),
        ("bücher.example:8080", "xn--bcher-kva.example:8080"),
        ("me:ü@bücher.example:8080", "me:ü@xn--bcher-kva.example:8080"),
        ("X.example:80", "X.example:80"),
        ("a..b", "a..b"),
    ],
)
def test_a_host_with_its_port_and_login(netloc: str, encoded: str) -> None:
    assert encode_netloc(netloc) == encoded


@pytest.mark.parametrize(
    ("host", "decoded"),
    [
        ("xn--strae-oqa.example", "straße.example"),
        ("XN--BCHER-KVA.example", "bücher.example"),
        ("BÜCHER.example", "bücher.example"),
        ("xn--i-7iq.xn--tda.example", "xn--i-7iq.ü.example"),
        ("xn--0.example", "xn--0.example"),
        ("a_b.example", "a_b.example"),
        ("☃.example", "☃.example"),
        ("[::1]", "[::1]"),
        ("", ""),
    ],
)
def test_a_host_for_people(host: str, decoded: str) -> None:
    assert decode_host(host) == decoded


@given(st.text())
def test_an_encoded_host_is_ascii_and_stays_so(host: str) -> None:
    try:
        encoded = encode_host(host)
    except InvalidHostError:
        return
    assert encoded.isascii() and encoded == encoded.lower()
    assert encode_host(encoded) == encoded
    assert encode_host(decode_host(encoded)) == encoded


def test_no_other_module_encodes_hosts() -> None:
    """The codec "idna" of Python is IDNA 2003, which maps ß to ss."""
    modules = [
        path for room in ("newsroom", "plugins") for path in Path(str(ROOT), room).rglob("*.py")
    ]
    others = {path.stem for path in modules if OTHER_ENCODERS.search(path.read_text("utf-8"))}
    assert others == {"hosts"}
