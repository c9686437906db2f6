"""The fixture site, built once: what reaches the pages."""

import os

from tests.conftest import FIXTURES, MakeSite, build_here


def test_a_good_site_builds(make_site: MakeSite) -> None:
    make_site()
    assert (build_here() / "2025" / "01" / "first" / "index.html").is_file()


def test_a_site_in_a_language_that_docutils_lacks_builds(make_site: MakeSite) -> None:
    settings = (FIXTURES / "site" / "pelicanconf.py").read_text("utf-8")
    make_site({"pelicanconf.py": f'{settings}\nDEFAULT_LANG = "hi"\n'})
    assert '<html lang="hi">' in (build_here() / "index.html").read_text("utf-8")


def test_a_web_server_can_enter_the_folder(make_site: MakeSite) -> None:
    """It is built in a temporary folder, which is closed to others."""
    make_site()
    before = os.umask(0o077)
    try:
        assert build_here().stat().st_mode & 0o777 == 0o755
    finally:
        os.umask(before)
