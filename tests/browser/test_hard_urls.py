"""URLs that would run something, in every field: refused, or harmless in what is built."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from tests.browser.test_hard_texts import active_pages, page_for_frames, without_policy
from tests.hard_texts import quoted
from tests.hard_urls import URLS, Refusals, build_hard_urls
from tests.headers import serving_with_headers

# Every browser runs these, or shows what they hold.
SCHEMES = ("javascript:", "vbscript:", "data:text", "data:,", "file:", "blob:", "filesystem:")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Refusals]:
    """The site with all that was not refused, and what was."""
    return build_hard_urls(tmp_path_factory.mktemp("urls"))


@pytest.fixture(scope="module")
def output(built: tuple[Path, Refusals]) -> Path:
    """The built site."""
    return built[0]


@pytest.fixture(scope="module")
def refusals(built: tuple[Path, Refusals]) -> Refusals:
    """The codes of errors by the line that they are on."""
    return built[1]


@pytest.mark.parametrize(
    "field",
    [
        "sources: [{{title: A source, url: {}}}]",
        "links: [{{title: A link, url: {}}}]",
        "canonical: {}",
        "aliases: [{}]",
        "image: {}",
        "avatar: {}",
        "related: [{}]",
    ],
)
def test_what_runs_is_refused_in_every_field(refusals: Refusals, field: str) -> None:
    running = [url for url in URLS if "".join(url.split()).lower().startswith(SCHEMES)]
    assert len(running) > 20
    assert [url for url in running if field.format(quoted(url)) not in refusals] == []


@pytest.mark.parametrize(
    "link",
    ["[x](<{}#1>)", "![x](<{}#4>)", '<a href="{}#6">x</a>', "It has a [link](<{}>)."],
)
def test_what_runs_is_refused_in_a_text(refusals: Refusals, link: str) -> None:
    for url in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:alert(1)"):
        assert "html/script-url" in refusals[link.format(url)]


def test_the_check_can_read_what_is_left(output: Path) -> None:
    site = read_built_site(output)
    assert sum("/url-" in path for path in site.pages) == len(URLS)
    # Links that browsers take for this site, or for none, are errors of the built page.
    errors = {d.code: d for d in check_built_site(site) if d.severity == "error"}
    assert {code.split("/")[0] for code in errors} == {"link"}, errors


@pytest.mark.chromium
def test_what_is_left_runs_nothing(browser: Browser, output: Path, tmp_path: Path) -> None:
    """The site sends no policy: only its markup protects."""
    folder = without_policy(output, tmp_path / "output")
    files = [file.relative_to(output).as_posix() for file in sorted(output.rglob("index.html"))]
    lists = ("category/", "tag/", "company/", "companies/")
    ours = [path for path in files if not path.startswith(lists)]
    assert len(ours) > 2 * len(URLS)
    with serving_with_headers(folder) as origin, page_for_frames(browser, origin) as page:
        assert active_pages(page, folder, ours) == []
