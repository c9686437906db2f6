"""Text files under `content/` that look like posts and are not read: nobody would miss them.

Other generators have other extensions and folders. What is not read is reported with what to do.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from newsroom.content.source_files import find_sources, is_source, printable_path
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.rendering import plural

TEXT_FILE = re.compile(
    r"\.(adoc|asciidoc|dj|html?|ipynb|markdown|mdoc|mdown|mdx?|mkdn?|org|qmd|rmd|rst|textile|txt)$",
    re.IGNORECASE,
)
SECTION = re.compile(r"(?:^|/)_index(?:\.[A-Za-z-]+)?\.(?:md|markdown)$")  # the list of a folder
PANDOC = "convert it to Markdown, with `pandoc -t gfm` for example"
QUARTO = "convert it to Markdown, with `quarto render --to gfm` for example"
ADVICE = {
    ".ipynb": "convert it to Markdown, with `jupyter nbconvert --to markdown` for example",
    ".qmd": QUARTO,
    ".rmd": QUARTO,
    ".mdx": "rename it to .md, and write HTML or Markdown in place of its components",
    ".txt": "rename it to .md if it is a post, or move it to content/static/",
}
RENAMED = (".mdown", ".mkd", ".mkdn", ".mdoc")  # Markdown under another name
FRONT_MATTER = (b"---", b"+++")
START = 200  # bytes of a file that are read to find out whether it has front matter


def is_section(path: str) -> bool:
    """Return whether a file is the page of a section in Hugo: `_index.md`, `_index.zh.md`."""
    return bool(SECTION.search(path))


def ignored_texts(names: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text file among `names` that is not a post.

    One that has been converted, so that a post of its name is beside it, is left out.
    """
    converted = {posixpath.splitext(name)[0] for name in names if is_source(name)}
    for name in names:
        if is_section(name):
            message = (
                "file ignored: _index.md is a list in Hugo, and lists are made of the posts here"
            )
            advice = "remove it, or make it a page in content/pages/"
            yield Diagnostic(name, 1, "file/ignored-section", message, advice)
        elif TEXT_FILE.search(name) and not is_source(name):
            stem, extension = posixpath.splitext(name)
            if stem not in converted:
                message = "file ignored: only .md files are posts"
                advice = "rename it to .md" if extension.lower() in RENAMED else PANDOC
                advice = ADVICE.get(extension.lower(), advice)
                yield Diagnostic(name, 1, "file/ignored-file", message, advice)


def unread_posts(
    content: Path, folders: Iterable[str], ignored: Collection[str], excluded: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield a warning for each folder, and each file, of `content` with posts that are not read.

    `folders` are those that are read, and files. Only files with front matter count. `ignored` are
    the patterns of names that are skipped, and `excluded` paths too.
    """
    tops = {posixpath.normpath(folder).split("/")[0] for folder in folders}
    if "." in tops:
        return
    by_folder: dict[str, list[str]] = defaultdict(list)
    names = (path.name for path in sorted(content.iterdir()) if path.name not in tops)
    for path in find_sources(content, names, ignored, excluded):
        if is_source(path) and has_front_matter(content / path):
            by_folder[path.split("/")[0]].append(path)
    for top, paths in by_folder.items():
        file = printable_path(content / top, content)
        if paths == [top]:
            advice = f"move it to {content.name}/posts/ or {content.name}/pages/"
            yield Diagnostic(file, 1, "file/unread-posts", "this file is not read", advice)
        else:
            message = f"{plural(len(paths), 'Markdown file')} in this folder: none of them is read"
            advice = f'move it into {content.name}/posts/, or add "{top}" to ARTICLE_PATHS '
            advice += "in pelicanconf.py"
            yield Diagnostic(f"{file}/", 0, "file/unread-posts", message, advice)


def has_front_matter(path: Path) -> bool:
    """Return whether a file starts with a line of dashes or plus signs."""
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except OSError:
        return False
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(FRONT_MATTER)
