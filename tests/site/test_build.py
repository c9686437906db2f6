"""The fixture site, built once: what reaches the pages."""

from tests.conftest import MakeSite, build_here


def test_a_good_site_builds(make_site: MakeSite) -> None:
    make_site()
    assert (build_here() / "2025" / "01" / "first" / "index.html").is_file()
