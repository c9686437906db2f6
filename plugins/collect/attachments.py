"""The files that are published beside the pages, and the one place where they are judged.

A file is published where a body links to it, where it is a lead image or portrait, and where it is
in `content/static/`. It must be inside `content/` whichever links lead to it, of a type that may be
published, no hidden file and no source of the site; an SVG, HTML or XML file must hold nothing that
runs or loads other files. `ACTIVE_HTML["allow"]` names files that may. Theme files are judged too.

Needs: settings, theme_files, front_matter, lead_image, author_bios. Before every plugin that reads
a file of `content/static/`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from posixpath import dirname, normpath

from pelican import Pelican, signals

from newsroom.attachments.file_types import content_problems, extension
from newsroom.attachments.svg import Problem
from newsroom.attachments.validation import (
    OUTSIDE,
    Attachment,
    is_hidden,
    problems,
    read_needed,
    resolved,
)
from newsroom.html.outline import Outline
from newsroom.urls.urls import source_file
from plugins.adapter import (
    Generator,
    articles_generator,
    contents_of,
    every_article,
    every_body,
    report_of,
    site_of,
    source_line,
    source_path,
    static_generator,
)

MARKDOWN = (".md", ".markdown")
SOURCES = ("authors", "editions", "entities.yaml")  # beside posts and pages


def linked_files(outline: Outline, folder: str, exists: Callable[[str], bool]) -> set[str]:
    """Return the files under `content/`, Markdown apart, that a body of `folder` names."""
    named = (source_file(address, folder) for address in outline.links)
    return {file for file in named if file and not file.endswith(MARKDOWN) and exists(file)}


def collect_attachments(generator: Generator) -> None:
    """Have Pelican copy the files that bodies name, however they name them.

    What Pelican collects itself (`{static}`, `{attach}`) may be missing or outside `content/`:
    it is left out here, and the plugin `links` reports it.
    """
    root, named = Path(generator.path), generator.context["static_links"]
    profiles = generator.context["profiles"].values()
    for content in (*contents_of(generator), *profiles):
        folder = dirname(source_path(content))
        named |= linked_files(content.outline, folder, lambda path: (root / path).is_file())
    normal = {normpath(path) for path in named}
    inside = {path for path in normal if not path.startswith(("../", "/"))}
    named.clear()
    named |= {path for path in inside if (root / path).is_file()}


def judge_attachments(generators: list[Generator]) -> None:
    """Report every problem of every file, at the links to it or at the line of the file itself."""
    g, site, report = articles_generator(generators), site_of(generators), report_of(generators)
    root, static = Path(g.path), g.settings["STATIC_PATHS"]
    wrong = {
        file.path: found
        for file in files_of(generators)
        if (found := [*problems(file, reader(root / file.path), site, static)])
    }
    users = users_of(generators, wrong) if wrong else {}
    for path, found in wrong.items():
        own = f"{root.name}/{path}"
        for line, sentence in found:
            links = sorted(users.get(path, ()))
            if line or not links:
                used = f" (linked from {links[0][0]} line {links[0][1]})" if links else ""
                report.refuse(own, line or 1, f"this file {sentence}{used}")
            for file, at in () if line else links:
                report.refuse(file, at, f'"{path}" {sentence}')


def reader(path: Path) -> Callable[[str], bytes]:
    """Return a function that reads one file, whichever of its names it is judged by."""
    return lambda name: read_needed(path, name)


def files_of(generators: Iterable[Generator]) -> Iterator[Attachment]:
    """Yield all files that Pelican copies, in the order of their paths."""
    g = static_generator(generators)
    root = Path(g.path).resolve()
    for file in sorted(g.staticfiles, key=lambda file: str(file.get_relative_source_path())):
        path = Path(g.path) / file.get_relative_source_path()
        yield Attachment(
            file.get_relative_source_path(),
            resolved(path, root),
            resolved(path.parent, root),
            normpath(file.save_as),
        )


def users_of(
    generators: list[Generator], paths: Collection[str]
) -> Mapping[str, set[tuple[str, int]]]:
    """Return (source file, line) of each post, page and profile that uses one of some files."""
    folder = articles_generator(generators).path
    found: dict[str, set[tuple[str, int]]] = {path: set() for path in paths}
    for body in every_body(generators):
        front, here = body.front_matter, dirname(source_path(body))
        for link in body.outline.links:
            if (path := source_file(link, here)) in found:
                found[path].add((front.file, source_line(body, folder, link)))
    for article in every_article(generators):
        if article.lead_image and article.lead_image.path in found:
            front = article.front_matter
            found[article.lead_image.path].add((front.file, front.line("image")))
    for profile in articles_generator(generators).context["profiles"].values():
        if profile.avatar and profile.avatar.path in found:
            front = profile.front_matter
            found[profile.avatar.path].add((front.file, front.line("avatar")))
    return found


def links_outside(content: Path, names: Iterable[str], ignored: Iterable[str]) -> Iterator[str]:
    """Yield the path from `content/` of each link below `names` that leads out of it.

    Links to folders are not followed; those to nothing are reported elsewhere.
    """
    root, patterns = content.resolve(), tuple(ignored)
    waiting = [content / name for name in sorted(names, reverse=True)]
    while waiting:
        path = waiting.pop()
        if any(fnmatch(path.name, pattern) for pattern in patterns):
            continue
        if path.is_symlink():
            if path.exists() and resolved(path, root) is None:
                yield path.relative_to(content).as_posix()
        elif path.is_dir():
            waiting += sorted(path.iterdir(), reverse=True)


def refuse_links_outside(pelican: Pelican) -> None:
    """Report each source of the site that is outside `content/`, and have Pelican read none."""
    settings, content = pelican.settings, Path(pelican.settings["PATH"])
    kinds = ("ARTICLE", "PAGE", "STATIC")
    names = {*SOURCES, *(name for kind in kinds for name in settings[f"{kind}_PATHS"])}
    for path in links_outside(content, names, settings["IGNORE_FILES"]):
        settings["REPORT"].refuse(f"{content.name}/{path}", 1, f"this file {OUTSIDE}")
        for kind in kinds:
            settings[f"{kind}_EXCLUDES"] = [*settings[f"{kind}_EXCLUDES"], path]
            settings[f"{kind}_PATHS"] = [name for name in settings[f"{kind}_PATHS"] if name != path]


def judge_theme_files(generators: list[Generator]) -> None:
    """Report theme files that are outside the theme, hidden, or SVGs that are no plain drawings."""
    settings, site = articles_generator(generators).settings, site_of(generators)
    theme = Path(settings["THEME"])
    for path in settings["THEME_FILES"]:
        file = theme / "static" / path
        own = f"{theme.name}/static/{path}"
        if own not in site.active_html.allow:
            for line, sentence in theme_problems(file, path, theme.resolve()):
                report_of(generators).refuse(own, line or 1, f"this file {sentence}")


def theme_problems(file: Path, path: str, theme: Path) -> Iterator[Problem]:
    """Yield what is wrong with a file of the theme; scripts are its own business."""
    if resolved(file, theme) is None:
        yield Problem(0, "is a link that leads out of the theme; put a copy in its place")
    elif is_hidden(path):
        yield Problem(0, "is a hidden file, which is not published; remove it")
    elif extension(path) == "svg":
        yield from content_problems(path, file.read_bytes())


def register() -> None:
    """Sources first, files before Pelican reads them, and the judgement before any is read."""
    signals.initialized.connect(refuse_links_outside)
    signals.article_generator_finalized.connect(collect_attachments)
    signals.page_generator_finalized.connect(collect_attachments)
    signals.all_generators_finalized.connect(judge_attachments)
    signals.all_generators_finalized.connect(judge_theme_files)
