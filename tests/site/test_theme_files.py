"""Files of the theme, named after their bytes."""

import re

from bs4 import BeautifulSoup

from tests.conftest import ROOT, MakeSite, build_here


def test_the_theme_is_written_under_these_names_only(make_site: MakeSite) -> None:
    first = make_site() / "content/posts/first.md"
    first.write_text(first.read_text(encoding="utf-8") + "\n[the mark](/theme/favicon.svg)\n")
    output = build_here()
    files = {path.relative_to(output).as_posix() for path in (output / "theme").rglob("*.*")}
    plain = {re.sub(r"\.[0-9a-f]{10}(?=\.)", "", path) for path in files}
    static = ROOT / "theme" / "static"
    assert plain == {f"theme/{p.relative_to(static).as_posix()}" for p in static.rglob("*.*")}
    assert len(files & plain) == 0
    page = BeautifulSoup((output / "2025/01/first/index.html").read_bytes(), "lxml")
    links = [str(link["href"]).lstrip("/") for link in page.select('[href*="/theme/"]')]
    assert len(links) == 5
    assert set(links) <= files
    (css,) = (output / "theme" / "css").glob("site.*")
    fonts = re.findall(r'url\("([^"]+)"\)', css.read_text(encoding="utf-8"))
    assert fonts
    assert all((css.parent / address).is_file() for address in fonts)
