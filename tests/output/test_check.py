"""The rules of `newsroom.checks` on the built sites: no diagnostics, and nothing unread."""

from pathlib import Path

from newsroom.checks.page_weight import heaviest_pages
from newsroom.checks.rules.images import MAX_BYTES
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from tests.conftest import NOW


def test_no_rule_reports_anything(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        site = read_built_site(output)
        assert len(site.pages) > 15
        assert check_built_site(site) == []


def test_the_rules_read_the_facts_of_posts(stress_output: Path) -> None:
    site = read_built_site(stress_output, NOW)
    posts = [page for page in site.pages.values() if page.facts]
    assert len(posts) > 60
    assert all(page.claims.article and page.facts.authors for page in posts if page.facts)
    assert any(page.facts.corrections for page in posts if page.facts)
    assert any(page.facts.sources and page.facts.lead_image for page in posts if page.facts)
    assert any(page.redirect_target for page in site.pages.values())


def test_no_page_is_heavy(blog_output: Path) -> None:
    weights = heaviest_pages(read_built_site(blog_output))
    assert [weight.total for weight in weights] == sorted((w.total for w in weights), reverse=True)
    assert 0 < weights[0].html < weights[0].total < MAX_BYTES
