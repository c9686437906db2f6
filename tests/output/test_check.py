"""Nothing is wrong with the built sites, as `make check` sees it."""

from pathlib import Path

from newsroom.checks.rules.page_weight import PICTURE, heaviest
from newsroom.checks.site import findings, read_site
from tests.conftest import NOW


def test_nothing_is_wrong(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        site = read_site(output)
        assert len(site.pages) > 15
        assert findings(site) == []


def test_the_checks_see_what_is_there_to_see(stress_output: Path) -> None:
    site = read_site(stress_output, NOW)
    posts = [page for page in site.pages.values() if page.shown]
    assert len(posts) > 60
    assert all(page.blocks and page.shown.authors for page in posts if page.shown)
    assert any(page.shown.corrections for page in posts if page.shown)
    assert any(page.shown.sources and page.shown.picture for page in posts if page.shown)
    assert any(page.leads_on for page in site.pages.values())


def test_no_page_is_heavy(blog_output: Path) -> None:
    weights = heaviest(read_site(blog_output))
    assert [weight.total for weight in weights] == sorted((w.total for w in weights), reverse=True)
    assert 0 < weights[0].html < weights[0].total < PICTURE
