"""The file `/_redirects`: its lines, and what of them every server can carry out."""

import pytest

from newsroom.hosting.redirects_file import SimpleRedirect, parse_simple_redirects


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/a /b", SimpleRedirect("/a", "/b", 301)),
        ("/a\t/b   302", SimpleRedirect("/a", "/b", 302)),
        ("/a https://b.example/ 308!", SimpleRedirect("/a", "https://b.example/", 308)),
        ("/a/* /b/:splat 301", SimpleRedirect("/a/*", "/b/:splat", 301)),
        ("/a /b 301 # a note", SimpleRedirect("/a", "/b", 301)),
        ("/a https://[", None), ("/a b", None), ("/a id=:id /b", None),
        ("/a /b 200", None), ("/a", None), ("/a /b 301 Country=de", None), ("/:y/a /b", None),
        ("/*/a /b", None), ("https://a.example/ /b", None), ("/a /b x", None),
    ],
)  # fmt: skip
def test_a_line_of_redirects(line: str, expected: SimpleRedirect | None) -> None:
    redirects, diagnostics = parse_simple_redirects(f"# old\n\n{line}\n")
    lines = [(d.path, d.line, d.code) for d in diagnostics]
    unsupported = [("_redirects", 3, "hosting/unsupported-redirect")]
    assert (redirects, lines) == (([expected], []) if expected else ([], unsupported))


def test_the_first_redirect_of_a_path_counts() -> None:
    assert parse_simple_redirects("/a /b\n/a /c\n")[0] == [SimpleRedirect("/a", "/b", 301)]
