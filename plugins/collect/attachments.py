"""The files that are published beside the pages, and the checks of each of them.

A file is published where a body links to it, where it is a lead image or portrait, and where it is
in `content/static/`. It must be inside `content/` with all symbolic links resolved, of a type that
may be published, neither hidden nor a source of the site; an SVG, HTML or XML file must not contain
what runs or loads other files. `ACTIVE_HTML["allow"]` names files that may. Theme files are checked
too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from posixpath import dirname, normpath

from newsroom.attachments.file_types import content_problems, extension, type_problem
from newsroom.attachments.validation import (
    OUTSIDE,
    Attachment,
    attachment_problems,
    is_hidden,
    location_problem,
    published_path,
    read_needed,
    resolved,
    top_folder,
)
from newsroom.content.front_matter.parser import decode
from newsroom.content.parse_errors import diagnose_error
from newsroom.content.source_files import PROFILES, find_sources, is_source
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.files.extensions import BITMAPS, PHOTOGRAPHS
from newsroom.files.symbolic_links import LinkResolver
from newsroom.images.formats import ImageError, format_of_name
from newsroom.images.metadata import strip_metadata
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.host_files import HOST_FILES
from newsroom.site.images import has_variants, image_settings, plan_body_image
from newsroom.site.lists import StaticFile
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import source_file


def is_post(path: str, folders: Iterable[str]) -> bool:
    """Return whether a file is the source of a page, by its path and the folders of these."""
    tops = (normpath(folder) for folder in folders)
    return is_source(path) and any(top == "." or path.startswith(f"{top}/") for top in tops)


def find_attachments(site: Site) -> list[str]:
    """Return the paths below `content/` of the files to publish, sorted.

    What a link names may be missing: it is left out here, and the plugin `links` reports it.
    """
    layout = site.layout
    posts = (*layout.posts, *layout.pages, PROFILES)
    linked = frozenset().union(*(body.document.linked_files for body in site.bodies))
    files = {
        file for file in linked if not is_post(file, posts) and (layout.content / file).is_file()
    }
    files |= {article.lead_image.path for article in site.all_articles if article.lead_image}
    files |= {profile.avatar.path for profile in site.profiles.values() if profile.avatar}
    excluded = site.excluded | layout.excluded_static
    files |= {*find_sources(layout.content, layout.static, layout.ignored, excluded)}
    return sorted(files - (site.leniency.excluded if site.leniency else frozenset()))


def collect_attachments(site: Site) -> None:
    """Set the static files of the site, and report every problem of each, and of theme files."""
    paths = find_attachments(site)
    urls = (published_url(path, site) for path in paths)
    site.static_files = tuple(map(StaticFile, paths, urls))
    site.report.add(*check_attachments(site))
    site.report.add(*check_theme_files(site))
    undecodable = dict(check_host_files(site))
    site.report.add(*undecodable.values())
    site.static_files = tuple(file for file in site.static_files if file not in undecodable)


def published_url(path: str, site: Site) -> str:
    """Return the path in the site of a file: of a photograph, that of its largest variant."""
    if has_variants(path, site):
        return plan_body_image(site.images[path], image_settings(site.settings)).image.full_size
    return normpath(published_path(path, site.layout))


def is_linked_image(path: str, site: Site) -> bool:
    """Return whether a file is a bitmap that is published because something names it."""
    is_bitmap = extension(path) in BITMAPS | PHOTOGRAPHS
    return is_bitmap and not top_folder(path, site.layout.static)


def declare_files(site: Site) -> Iterator[OutputFile]:
    """Yield the files to copy, without those of `HOST_FILES`, which other plugins write.

    A link to a file that is not published has an error already, and no URL to be in conflict with.
    """
    content = site.layout.content
    refused = {d.path for d in site.report.errors if d.code == "attachment/outside-content"}
    for file in site.static_files:
        name = f"{content.name}/{file.path}"
        if file.url in HOST_FILES or name in refused or has_variants(file.path, site):
            continue
        if is_linked_image(file.path, site) and file.path not in site.images:
            continue  # which has an error already
        location, advice, source = (name, 0), "rename the file", content / file.path
        data = partial(read_published, source, name) if extension(file.path) in BITMAPS else None
        yield OutputFile(file.url, "static", name, location, advice, source=source, data=data)


def read_published(file: Path, name: str) -> bytes:
    """Return the bytes of a bitmap without what a camera has written into it.

    `name` is that of the file in messages. Raises `DiagnosticsError`.
    """
    try:
        return strip_metadata(file.read_bytes(), format_of_name(name) or "")
    except ImageError as error:
        problem = Diagnostic(name, 0, "image/invalid", error.message, error.advice)
        raise DiagnosticsError([problem]) from error


def check_attachments(site: Site) -> Iterator[Diagnostic]:
    """Yield every problem of every file, at the links to it or at the line of the file itself."""
    content = site.layout.content
    problems: dict[str, list[Diagnostic]] = {}
    resolver = LinkResolver(content)
    for file in site.static_files:
        read = partial(read_needed, content / file.path)
        attachment = resolve_attachment(file, content, resolver)
        static = site.layout.static
        if is_linked_image(file.path, site):  # whose bytes `images` has judged
            problem = location_problem(attachment, static, allowed=False)
            problem = problem or type_problem(file.path, PHOTOGRAPHS)
            diagnostics = [problem] if problem else []
        else:
            diagnostics = [*attachment_problems(attachment, read, site.settings, static)]
        if diagnostics:
            problems[file.path] = diagnostics
    users = find_users(site, problems) if problems else {}
    for path, diagnostics in problems.items():
        links = sorted(users[path])
        for diagnostic in diagnostics:
            yield from located(diagnostic, path, content.name, links)


def resolve_attachment(file: StaticFile, content: Path, resolver: LinkResolver) -> Attachment:
    """Return a file with its symbolic links and those of its folder resolved."""
    path = f"{content}/{file.path}"
    return Attachment(file.path, resolver.resolve(path), resolver.resolve(dirname(path)), file.url)


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


def find_users(site: Site, paths: Collection[str]) -> Mapping[str, set[tuple[str, int]]]:
    """Return (source file, line) of each post, page and profile that uses one of some files."""
    users: dict[str, set[tuple[str, int]]] = {path: set() for path in paths}
    for body in site.bodies:
        for link in body.outline.links:
            if (path := source_file(link, dirname(body.path))) in users:
                users[path].add((body.front_matter.file, body.document.line(link)))
    images = [(article, article.lead_image, "image") for article in site.all_articles]
    avatars = [(profile, profile.avatar, "avatar") for profile in site.profiles.values()]
    for content, image, key in (*images, *avatars):
        if image and image.path in users:
            front = content.front_matter
            users[image.path].add((front.file, front.line(key)))
    return users


def check_host_files(site: Site) -> Iterator[tuple[StaticFile, Diagnostic]]:
    """Yield each file of `HOST_FILES` that is not in UTF-8, with an error."""
    content = site.layout.content
    for file in site.static_files:
        if file.url in HOST_FILES:
            try:
                decode((content / file.path).read_bytes())
            except UnicodeDecodeError as error:
                yield file, diagnose_error(error, f"{content.name}/{file.path}", 1, 0)


def check_theme_files(site: Site) -> Iterator[Diagnostic]:
    """Yield errors of theme files that are outside the theme or hidden, and SVGs that could run."""
    theme = site.layout.theme
    for path in site.theme_files:
        name = f"{theme.name}/static/{path}"
        if name not in site.settings.active_html.allow:
            problems = theme_problems(theme / "static" / path, path, theme.resolve())
            yield from (replace(problem, path=name) for problem in problems)


def theme_problems(file: Path, path: str, theme: Path) -> Iterator[Diagnostic]:
    """Yield the errors of a file of the theme, without paths; its scripts are not checked."""
    if resolved(file, theme) is None:
        message, advice = "symbolic link to a file outside the theme", OUTSIDE[1]
        yield Diagnostic("", 0, "attachment/outside-content", message, advice)
    elif is_hidden(path):
        yield Diagnostic("", 0, "attachment/hidden", "hidden file", "remove it")
    elif extension(path) == "svg":
        yield from content_problems(path, file.read_bytes())


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=[
        "site.excluded",
        "site.images",
        "site.theme_files",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.profiles",
        "article.lead_image",
    ],
    provides=["site.static_files"],
    run=collect_attachments,
    files=declare_files,
    update=unaffected,
)
register = PLUGIN.register
