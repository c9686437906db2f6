"""The files that are published beside the pages, and the checks of each of them.

A file is published where a body links to it, where it is a lead image or portrait, and where it is
in `content/static/`. It must be inside `content/` with all symbolic links resolved, of a type that
may be published, neither hidden nor a source of the site; an SVG, HTML or XML file must not contain
what runs or loads other files. `ACTIVE_HTML["allow"]` names files that may. Theme files are checked
too.

Needs: settings, theme_files, front_matter, lead_image, author_bios. Before every plugin that reads
a file of `content/static/`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from posixpath import dirname, normpath

from pelican import Pelican, signals

from newsroom.attachments.file_types import content_problems, extension
from newsroom.attachments.validation import (
    OUTSIDE,
    Attachment,
    attachment_problems,
    is_hidden,
    read_needed,
    resolved,
)
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.outline import Outline
from newsroom.urls.urls import source_file
from plugins.adapter import (
    Generator,
    all_articles,
    all_bodies,
    articles_generator,
    find_source_line,
    generator_contents,
    get_report,
    get_site,
    source_path,
    static_generator,
)

MARKDOWN = (".md", ".markdown")
SOURCES = ("authors", "editions", "entities.yaml")  # beside posts and pages


def linked_files(outline: Outline, folder: str, exists: Callable[[str], bool]) -> set[str]:
    """Return the files under `content/`, Markdown apart, that a body of `folder` names."""
    files = (source_file(url, folder) for url in outline.links)
    return {file for file in files if file and not file.endswith(MARKDOWN) and exists(file)}


def collect_attachments(generator: Generator) -> None:
    """Have Pelican copy the files that bodies name, however they name them.

    What Pelican collects itself (`{static}`, `{attach}`) may be missing or outside `content/`:
    it is left out here, and the plugin `links` reports it.
    """
    root, paths = Path(generator.path), generator.context["static_links"]
    profiles = generator.context["profiles"].values()
    for content in (*generator_contents(generator), *profiles):
        folder = dirname(source_path(content))
        paths |= linked_files(content.outline, folder, lambda path: (root / path).is_file())
    normal = {normpath(path) for path in paths}
    inside = {path for path in normal if not path.startswith(("../", "/"))}
    paths.clear()
    paths |= {path for path in inside if (root / path).is_file()}


def check_attachments(generators: list[Generator]) -> None:
    """Report every problem of every file, at the links to it or at the line of the file itself."""
    g, settings = articles_generator(generators), get_site(generators)
    root, static = Path(g.path), g.settings["STATIC_PATHS"]
    problems = {
        file.path: diagnostics
        for file in files_of(generators)
        if (diagnostics := [*attachment_problems(file, reader(root / file.path), settings, static)])
    }
    users = users_of(generators, problems) if problems else {}
    for path, diagnostics in problems.items():
        for diagnostic in diagnostics:
            links = sorted(users.get(path, ()))
            get_report(generators).add(*located(diagnostic, path, root.name, links))


def located(
    problem: Diagnostic, path: str, root: str, links: list[tuple[str, int]]
) -> Iterator[Diagnostic]:
    """Yield a problem of a file with its path: at its line, else at each link to the file.

    `path` is that of the file from `content/`, whose name is `root`; `links` are (file, line).
    """
    if problem.line or not links:
        used = f" (linked from {links[0][0]} line {links[0][1]})" if links else ""
        yield replace(problem, path=f"{root}/{path}", message=f"{problem.message}{used}")
    else:
        for file, line in links:
            yield replace(problem, path=file, line=line, message=f'"{path}": {problem.message}')


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
    users: dict[str, set[tuple[str, int]]] = {path: set() for path in paths}
    for body in all_bodies(generators):
        front, here = body.front_matter, dirname(source_path(body))
        for link in body.outline.links:
            if (path := source_file(link, here)) in users:
                users[path].add((front.file, find_source_line(body, folder, link)))
    for article in all_articles(generators):
        if article.lead_image and article.lead_image.path in users:
            front = article.front_matter
            users[article.lead_image.path].add((front.file, front.line("image")))
    for profile in articles_generator(generators).context["profiles"].values():
        if profile.avatar and profile.avatar.path in users:
            front = profile.front_matter
            users[profile.avatar.path].add((front.file, front.line("avatar")))
    return users


def links_outside(content: Path, names: Iterable[str], ignored: Iterable[str]) -> Iterator[str]:
    """Yield the path from `content/` of each symbolic link below `names` to a file outside.

    Links to folders are not followed; broken links are reported elsewhere.
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
    raw, content = pelican.settings, Path(pelican.settings["PATH"])
    kinds = ("ARTICLE", "PAGE", "STATIC")
    names = {*SOURCES, *(name for kind in kinds for name in raw[f"{kind}_PATHS"])}
    for path in links_outside(content, names, raw["IGNORE_FILES"]):
        where = (f"{content.name}/{path}", 0)
        raw["REPORT"].add(Diagnostic(*where, "attachment/outside-content", *OUTSIDE))
        for kind in kinds:
            raw[f"{kind}_EXCLUDES"] = [*raw[f"{kind}_EXCLUDES"], path]
            raw[f"{kind}_PATHS"] = [name for name in raw[f"{kind}_PATHS"] if name != path]


def check_theme_files(generators: list[Generator]) -> None:
    """Report theme files that are outside the theme or hidden, and SVGs that could run."""
    raw, settings = articles_generator(generators).settings, get_site(generators)
    theme = Path(raw["THEME"])
    for path in raw["THEME_FILES"]:
        file = theme / "static" / path
        name = f"{theme.name}/static/{path}"
        if name not in settings.active_html.allow:
            problems = theme_problems(file, path, theme.resolve())
            get_report(generators).add(*(replace(problem, path=name) for problem in problems))


def theme_problems(file: Path, path: str, theme: Path) -> Iterator[Diagnostic]:
    """Yield the errors of a file of the theme, without paths; its scripts are not checked."""
    if resolved(file, theme) is None:
        message, advice = "symbolic link to a file outside the theme", OUTSIDE[1]
        yield Diagnostic("", 0, "attachment/outside-content", message, advice)
    elif is_hidden(path):
        yield Diagnostic("", 0, "attachment/hidden", "hidden file", "remove it")
    elif extension(path) == "svg":
        yield from content_problems(path, file.read_bytes())


def register() -> None:
    """Check sources first, collect files before Pelican reads them, and check them last."""
    signals.initialized.connect(refuse_links_outside)
    signals.article_generator_finalized.connect(collect_attachments)
    signals.page_generator_finalized.connect(collect_attachments)
    signals.all_generators_finalized.connect(check_attachments)
    signals.all_generators_finalized.connect(check_theme_files)
