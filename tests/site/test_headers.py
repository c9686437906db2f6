"""What servers say with each file."""

from newsroom.output.manifest import BUILD_FILES
from tests.conftest import MakeSite, build_here
from tests.headers import headers_for, read_headers


def test_every_file_of_a_site_has_its_headers(make_site: MakeSite) -> None:
    make_site({"content/static/_headers": "/own/*\n  X-Own: yes\n"})
    output = build_here()
    rules = read_headers((output / "_headers").read_text(encoding="utf-8"))
    files = [p for p in output.rglob("*") if p.is_file() and p.name not in BUILD_FILES]
    paths = [f"/{p.relative_to(output).as_posix()}" for p in files]
    for path in (path.removesuffix("index.html") for path in paths):
        headers = headers_for(path, rules)
        assert headers["X-Content-Type-Options"] == ["nosniff"]
        assert len(headers["Content-Security-Policy"]) == 1
        if path not in ("/_headers", "/_redirects"):
            (time,) = headers["Cache-Control"]
            assert ("immutable" in time) is path.startswith(
                ("/theme/", "/cards/", "/icons/", "/media/")
            )
    assert headers_for("/feeds/all.atom.xml", rules)["Content-Type"] == [
        "application/atom+xml; charset=utf-8"
    ]
    assert headers_for("/2025/01/first/index.md", rules)["Content-Type"] == [
        "text/markdown; charset=utf-8"
    ]
    assert headers_for("/own/x", rules)["X-Own"] == ["yes"]
    assert "unsafe-inline" not in (output / "_headers").read_text()
