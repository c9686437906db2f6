"""Reading `/_redirects`."""

import pytest

from newsroom.hosting.redirects_file import Redirect, read_redirects


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/a /b", Redirect("/a", "/b", 301)),
        ("/a\t/b   302", Redirect("/a", "/b", 302)),
        ("/a https://b.example/ 308!", Redirect("/a", "https://b.example/", 308)),
        ("/a/* /b/:splat 301", Redirect("/a/*", "/b/:splat", 301)),
        ("/a /b 301 # a note", Redirect("/a", "/b", 301)),
        ("/a https://[", None), ("/a b", None), ("/a id=:id /b", None),
        ("/a /b 200", None), ("/a", None), ("/a /b 301 Country=de", None), ("/:y/a /b", None),
        ("/*/a /b", None), ("https://a.example/ /b", None), ("/a /b x", None),
    ],
)  # fmt: skip
def test_a_line_of_redirects(line: str, expected: Redirect | None) -> None:
    found, unusable = read_redirects(f"# old\n\n{line}\n")
    assert (found, unusable) == (([expected], []) if expected else ([], [3]))


def test_the_first_redirect_of_a_path_counts() -> None:
    assert read_redirects("/a /b\n/a /c\n")[0] == [Redirect("/a", "/b", 301)]
