"""Hosts are encoded as Chromium's parser of URLs encodes them."""

import pytest
from playwright.sync_api import Browser

from tests.hosts import ENCODED, INVALID, REFUSED

PARSE = """hosts => hosts.map(host => {
    try { return new URL(`https://${host}/`).host } catch { return null }
})"""


@pytest.mark.chromium
def test_chromium_encodes_hosts_alike(browser: Browser) -> None:
    page = browser.new_page()
    hosts = [*ENCODED, *INVALID, *REFUSED]
    chromium = dict(zip(hosts, page.evaluate(PARSE, hosts), strict=True))
    page.close()
    assert {host: chromium[host] for host in ENCODED} == ENCODED
    assert {host for host in INVALID if chromium[host]} == set()
    assert {host: chromium[host] for host, ascii_form in REFUSED.items() if ascii_form} == {
        host: ascii_form for host, ascii_form in REFUSED.items() if ascii_form
    }
    assert all(chromium[host] for host in REFUSED)
