"""The fixture site, built once: what reaches the pages."""

import os

from tests.conftest import MakeSite, build_here


def test_a_good_site_builds(make_site: MakeSite) -> None:
    make_site()
    assert (build_here() / "2025" / "01" / "first" / "index.html").is_file()


def test_a_web_server_can_enter_the_folder(make_site: MakeSite) -> None:
    """It is built in a temporary folder, which is closed to others."""
    make_site()
    before = os.umask(0o077)
    try:
        assert build_here().stat().st_mode & 0o777 == 0o755
    finally:
        os.umask(before)
