"""Addresses that would run something, in every field: refused in a sentence, or harmless."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from newsroom.checks.site import read_built_site
from newsroom.checks.suite import check_built_site
from tests.browser.test_hard_texts import FRAMES, OPEN, RAN, without_policy
from tests.conftest import build_in
from tests.hard_addresses import ADDRESSES, lay_out_addresses
from tests.hard_texts import quoted
from tests.headers import serving_with_headers

Refused = dict[str, list[str]]
# Every browser runs these, or shows what they hold.
SCHEMES = ("javascript:", "vbscript:", "data:text", "data:,", "file:", "blob:", "filesystem:")


@pytest.fixture(scope="module")
def refused() -> Refused:
    """Sentences by the line that they are on, filled in when the site is built."""
    return {}


@pytest.fixture(scope="module")
def output(refused: Refused, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with all that was not refused."""
    folder = tmp_path_factory.mktemp("addresses")
    refused |= lay_out_addresses(folder)
    return build_in(folder)


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize(
    ("field", "advice"),
    [
        ("sources: [{{title: A source, url: {}}}]", "is no address; it has to start with https://"),
        ("links: [{{title: A link, url: {}}}]", "is no address; it has to start with https://"),
        ("canonical: {}", "is no address; it has to start with https://"),
        ("aliases: [{}]", "aliases holds"),
        ("image: {}", "there is no picture"),
        ("avatar: {}", "there is no picture"),
        ("related: [{}]", "and no public post has that slug"),
    ],
)
def test_what_runs_is_refused_in_every_field(refused: Refused, field: str, advice: str) -> None:
    running = [a for a in ADDRESSES if "".join(a.split()).lower().startswith(SCHEMES)]
    assert len(running) > 20
    for address in running:
        sentences = refused[field.format(quoted(address))]
        assert any(advice in sentence for sentence in sentences), sentences


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize(
    "link",
    ["[x](<{}#1>)", "![x](<{}#4>)", '<a href="{}#6">x</a>', "It has a [link](<{}>)."],
)
def test_what_runs_is_refused_in_a_text(refused: Refused, link: str) -> None:
    for address in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:alert(1)"):
        assert any("cript: URL on <" in sentence for sentence in refused[link.format(address)])


def test_machines_can_read_what_is_left(output: Path) -> None:
    site = read_built_site(output)
    assert sum("/address-" in path for path in site.pages) == len(ADDRESSES)
    # Links that browsers take for this site, or for none, are told of the built page.
    errors = {d.code for d in check_built_site(site) if d.severity == "error"}
    assert {code.split("/")[0] for code in errors} == {"link"}, errors


@pytest.fixture(scope="module")
def origin(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of the site, which sends no policy: only its markup protects."""
    folder = without_policy(output, tmp_path_factory.mktemp("addresses") / "output")
    with serving_with_headers(folder) as origin:
        yield origin


@pytest.mark.chromium
def test_what_is_left_runs_nothing(browser: Browser, output: Path, origin: str) -> None:
    page = browser.new_page()
    page.route(
        "**/*", lambda route: route.continue_() if origin in route.request.url else route.abort()
    )
    page.add_init_script(RAN)
    page.goto(f"{origin}/404.html")
    files = [file.relative_to(output).as_posix() for file in sorted(output.rglob("index.html"))]
    others = ("category/", "tag/", "company/", "companies/")
    ours = [path for path in files if not path.startswith(others)]
    assert len(ours) > 2 * len(ADDRESSES)
    for start in range(0, len(ours), FRAMES):
        found = page.evaluate(OPEN, [f"{origin}/{path}" for path in ours[start : start + FRAMES]])
        assert found == []
    page.close()
