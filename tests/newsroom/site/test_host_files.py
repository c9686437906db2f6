"""Lines that a writer adds to files of hosts."""

from dataclasses import replace
from pathlib import Path

from newsroom.site.host_files import added_lines
from newsroom.site.lists import StaticFile
from tests.model import LAYOUT, make_site


def test_the_lines_of_a_file_at_the_top_of_the_site(tmp_path: Path) -> None:
    site = make_site(static_files=(StaticFile("static/_headers", "_headers"),))
    site.layout = replace(LAYOUT, content=tmp_path)
    (tmp_path / "static").mkdir()
    (tmp_path / "static/_headers").write_bytes(b"\xef\xbb\xbf/x/*\r\n  X-A: 1\r\n")
    assert added_lines(site, "_headers") == "/x/*\n  X-A: 1\n"
    assert added_lines(site, "_redirects") == ""
