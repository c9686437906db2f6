"""What the benchmark of the search asks for, and what it counts."""

import urllib.request
from pathlib import Path

from benchmarks.search import choose_words, received, search_bytes, served


def test_words_are_of_different_rank(tmp_path: Path) -> None:
    folder = tmp_path / "content/posts"
    folder.mkdir(parents=True)
    for number in range(40):
        words = "common " + "middling " * (number < 4) + "rarely " * (number == 3) + "\n![coded](b)"
        (folder / f"{number}.md").write_text(words, encoding="utf-8")
    assert choose_words(tmp_path) == ["common", "middling", "rarely"]


def test_the_files_of_the_search_are_counted_apart() -> None:
    assert received({"responseBodySize": 7, "responseHeadersSize": 2, "requestBodySize": 9}) == 9
    sizes = {
        "http://h/search/": 1,
        "http://h/theme/css/site.css": 2,
        "http://h/theme/pagefind.12.js": 4,
        "http://h/pagefind/index/a.pf_index": 8,
    }
    assert search_bytes(sizes, "http://h") == 12


def test_what_servers_compress_is_compressed(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search/index.html").write_bytes(b"<p>" + b"x" * 9000)
    (tmp_path / "a.pf_index").write_bytes(b"x" * 9000)
    with served(tmp_path) as origin:
        for path, encoding in (("search/", "gzip"), ("a.pf_index", None)):
            with urllib.request.urlopen(f"{origin}/{path}") as answer:
                assert answer.headers["Content-Encoding"] == encoding
                assert (len(answer.read()) == 9000) is (encoding is None)
