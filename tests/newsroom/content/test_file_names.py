"""File names with a date, a language or a folder."""

import pytest

from newsroom.content.file_names import language_folders, parse_file_name


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("posts/one.md", ("one", "", "")),
        ("posts/2025-09-03-one.md", ("one", "2025-09-03", "")),
        ("posts/2025/2025-09-03-one.markdown", ("one", "2025-09-03", "")),
        ("posts/2015-10-8-one.md", ("one", "2015-10-08", "")),
        ("posts/2025-13-03-one.md", ("one", "", "")),
        ("posts/2025-09-03-.md", ("2025-09-03-", "", "")),
        ("posts/one.hi.md", ("one", "", "hi")),
        ("posts/one.pt-BR.md", ("one", "", "pt-br")),
        ("posts/one.zh_Hans.md", ("one", "", "zh-hans")),
        ("posts/2025-09-03-one.hi.md", ("one", "2025-09-03", "hi")),
        ("posts/one/index.md", ("one", "", "")),
        ("posts/one/index.zh.md", ("one", "", "zh")),
        ("posts/2025-09-03-one/index.md", ("one", "2025-09-03", "")),
        ("pages/about/index.md", ("about", "", "")),
        ("posts/index.md", ("index", "", "")),
        ("posts/hi.md", ("hi", "", "")),
        ("posts/gpt-4.1.md", ("gpt-4.1", "", "")),
        ("posts/llama.cpp.md", ("llama.cpp", "", "")),
        ("posts/node.js.md", ("node.js", "", "")),
        ("posts/socket.io.md", ("socket.io", "", "")),
        ("posts/crew.ai.md", ("crew.ai", "", "")),
        ("posts/v1.de-.md", ("v1.de-", "", "")),
    ],
)
def test_a_file_name_has_a_name_and_perhaps_a_date_and_a_language(
    path: str, parts: tuple[str, str, str]
) -> None:
    assert parse_file_name(path) == parts


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        (["posts/a.md", "posts/zh/a.md", "posts/zh/b.md", "posts/b.md"], ["posts/zh"]),
        (["posts/en/a.md", "posts/zh_CN/a.md"], ["posts/en", "posts/zh_CN"]),
        (["posts/a/index.md", "posts/hi/a/index.md"], ["posts/hi"]),
        (["posts/a.md", "posts/ml/a.md", "posts/ml/b.md", "posts/ml/c.md"], []),
        (["posts/go/a.md"], []),
        (["posts/a.md", "posts/ai/a.md"], []),
        (["posts/a.md", "posts/2025/a.md"], []),
        (["zh/a.md", "a.md"], []),
    ],
)
def test_a_folder_of_versions_is_that_of_a_language(paths: list[str], folders: list[str]) -> None:
    assert language_folders(paths) == frozenset(folders)


def test_files_have_the_language_of_their_folder() -> None:
    folders = ["posts/zh_CN"]
    assert parse_file_name("posts/zh_CN/2025/a.md", folders) == ("a", "", "zh-cn")
    assert parse_file_name("posts/zh_CN/a.hi.md", folders) == ("a", "", "hi")
    assert parse_file_name("posts/a.md", folders) == ("a", "", "")
