"""Text files that are no posts, and posts outside of the folders that are read."""

from pathlib import Path

import pytest

from newsroom.content.unread_files import ignored_texts, is_section, unread_posts


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("content/posts/a.md", False),
        ("content/posts/a.markdown", False),
        ("content/posts/a.png", False),
        ("content/posts/a.MD", False),
        ("content/posts/a.mdx", True),
        ("content/posts/a.qmd", True),
        ("content/posts/a.txt", True),
        ("content/posts/a.html", True),
        ("content/posts/a.mdown", True),
    ],
)
def test_a_text_file_that_is_not_read_is_an_error(name: str, refused: bool) -> None:
    rows = [(d.code, d.path, d.message) for d in ignored_texts([name])]
    message = "file ignored: only .md files are posts"
    assert rows == ([("file/ignored-file", name, message)] if refused else [])


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.rst", "convert it to Markdown, with `pandoc -t gfm` for example"),
        ("a.html", "convert it to Markdown, with `pandoc -t gfm` for example"),
        ("a.mkd", "rename it to .md"),
        ("a.txt", "rename it to .md if it is a post, or move it to content/static/"),
        ("a.mdx", "rename it to .md, and write HTML or Markdown in place of its components"),
        ("a.ipynb", "convert it to Markdown, with `jupyter nbconvert --to markdown` for example"),
        ("a.Rmd", "convert it to Markdown, with `quarto render --to gfm` for example"),
    ],
)
def test_a_text_in_another_markup_must_be_converted(name: str, advice: str) -> None:
    assert [d.advice for d in ignored_texts([name])] == [advice]


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("posts/_index.md", True),
        ("_index.zh-cn.md", True),
        ("posts/_index.markdown", True),
        ("posts/an_index.md", False),
        ("posts/index.md", False),
    ],
)
def test_the_page_of_a_section_is_no_post(name: str, section: bool) -> None:
    assert is_section(name) is section
    assert [d.code for d in ignored_texts([name])] == ["file/ignored-section"] * section


def test_a_source_that_has_been_converted_is_not_missed() -> None:
    assert [*ignored_texts(["a/x.ipynb", "a/x.md", "a/y.qmd", "a/y.MD"])] == []


def test_posts_in_other_folders_are_a_warning(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for path, text in {
        "_posts/a.md": "---\ntitle: T\n---\n",
        "_posts/2025/b.markdown": "\ufeff\n+++\ntitle = 'T'\n+++\n",
        "_posts/notes.md": "Notes.",
        "data/readme.md": "Read me.",
        "posts/c.md": "---\n---\n",
        "hello.md": "---\ntitle: T\n---\n",
    }.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    assert [str(d) for d in unread_posts(content, ["posts", "pages"], (), ())] == [
        "content/_posts/: warning: 2 Markdown files in this folder: none of them is read; move it "
        'into content/posts/, or add "_posts" to ARTICLE_PATHS in pelicanconf.py '
        "[file/unread-posts]",
        "content/hello.md:1: warning: this file is not read; move it to content/posts/ or "
        "content/pages/ [file/unread-posts]",
    ]
    assert [*unread_posts(content, ["."], (), ())] == []
