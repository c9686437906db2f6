"""The folder that is handed to a host."""

import pytest

from newsroom.hosting.staging import staged_paths

FILES = [
    "index.html",
    "404.html",
    "robots.txt",
    "a/robots.txt",
    ".well-known/security.txt",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js/index.js",
]


@pytest.mark.parametrize(
    ("base", "folder"),
    [("/blog", "blog/"), ("/a/b", "a/b/"), ("/%E0%A4%AC%20x", "ब x/")],
)
def test_a_site_below_a_path(base: str, folder: str) -> None:
    assert list(staged_paths(FILES, base)) == [
        (f"{folder}index.html", "index.html"),
        (f"{folder}404.html", "404.html"),
        ("404.html", "404.html"),
        (f"{folder}robots.txt", "robots.txt"),
        ("robots.txt", "robots.txt"),
        (f"{folder}a/robots.txt", "a/robots.txt"),
        (f"{folder}.well-known/security.txt", ".well-known/security.txt"),
        (".well-known/security.txt", ".well-known/security.txt"),
        ("_routes.json", "_routes.json"),
        ("_worker.js/index.js", "_worker.js/index.js"),
    ]


def test_a_site_at_the_root() -> None:
    assert list(staged_paths(FILES, "")) == [
        (p, p) for p in FILES if p not in ("_headers", "_redirects")
    ]
