"""Reads the posts and pages of `content/` and the author profiles: one document for each file.

What is wrong with front matter goes into the report, and the file is read on with default values,
so that one error neither hides others nor causes them. Drafts and posts dated after `settings.now`
are withheld here, before anything else has read them, unless this is a preview.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from newsroom.cache.fingerprint import fingerprint
from newsroom.config.layout import Layout
from newsroom.config.schema import Settings, locate_setting
from newsroom.content.document import BODY_WORDS, Document, DocumentParser, ProfileDocument
from newsroom.content.document_cache import CachedReader
from newsroom.content.file_names import language_folders
from newsroom.content.front_matter.validator import known_keys
from newsroom.content.source_files import (
    PROFILES,
    SOURCES,
    find_sources,
    is_source,
    links_outside,
    unusable_files,
)
from newsroom.content.source_reader import SourceFile, SourceReader
from newsroom.content.unread_files import ignored_texts, is_section, unread_posts
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import suggestion
from newsroom.images.image_files import image_sizes
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Entry
from newsroom.site.model import Site

PROFILE = ".md"
IMAGES = "images"  # the folder of images, which may have notes beside them
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class FoundFiles(NamedTuple):
    """The paths of all files in the folders of posts, of pages and of author profiles, sorted."""

    posts: list[str]
    pages: list[str]
    profiles: list[str]

    def sources(self) -> list[SourceFile]:
        """Return the sources of all documents: posts, pages and author profiles, each by path."""
        posts = [SourceFile(path, "post") for path in self.posts if is_document(path)]
        pages = [SourceFile(path, "page") for path in self.pages if is_document(path)]
        profiles = (p for p in self.profiles if p.endswith(PROFILE) and p.count("/") == 1)
        return [*posts, *pages, *(SourceFile(path, "profile") for path in profiles)]


def find_files(site: Site) -> FoundFiles:
    """Return the files in the folders that are read."""
    layout, excluded = site.layout, site.excluded
    find = partial(find_sources, layout.content, ignored=layout.ignored)
    return FoundFiles(
        find(layout.posts, excluded=excluded | layout.excluded_posts),
        find(layout.pages, excluded=excluded | layout.excluded_pages),
        find([PROFILES], excluded=excluded),
    )


def read_unusable(site: Site) -> None:
    """Report the files that no build can use, and posts outside of the folders that are read.

    A link out of the content is found before anything reads what it names.
    """
    layout, report = site.layout, site.report
    names = {*SOURCES, *layout.posts, *layout.pages, *layout.static}
    unusable = dict(unusable_files(layout.content, layout.ignored))
    unusable |= links_outside(layout.content, names, layout.ignored)
    excluded = {path.relative_to(layout.content).as_posix(): path for path in unusable}
    left_out = site.leniency.excluded if site.leniency else frozenset()
    reported = (unusable[file] for path, file in excluded.items() if path not in left_out)
    report.add(*reported, *missing_folders(layout))
    site.excluded = left_out.union(excluded)
    read = {*names, IMAGES}
    report.add(*unread_posts(layout.content, read, layout.ignored, site.excluded))


def read_ignored(site: Site, files: FoundFiles) -> None:
    """Report text files that look like posts and are none; what a body links to is published."""
    layout = site.layout
    beside = (path.name for path in layout.content.glob("*.*"))
    paths = {*files.posts, *files.pages, *files.profiles, *beside}
    paths.difference_update(*(document.linked_files for document in site.documents))
    site.report.add(*ignored_texts({f"{layout.content.name}/{path}" for path in paths}))


def missing_folders(layout: Layout) -> Iterator[Diagnostic]:
    """Yield a warning for each folder of posts that is missing: a typing error hides all posts."""
    for folder in layout.posts:
        if not (layout.content / folder).exists():
            message = f"the folder {layout.content.name}/{folder} of ARTICLE_PATHS is not found"
            location = locate_setting("ARTICLE_PATHS")
            yield Diagnostic(*location, "setting/folder-not-found", message, "add it")


def unknown_aliases(settings: Settings) -> Iterator[Diagnostic]:
    """Yield an error for each name in FRONT_MATTER["aliases"] that stands for an unknown key."""
    keys = known_keys(settings, page=False)
    for name, key in settings.front_matter.aliases:
        if key not in keys or name in keys:
            message = f'"{name}": "{key}" in FRONT_MATTER["aliases"] '
            message += "is not another name of a key"
            advice = suggestion(key, keys) or "write a key of docs/front-matter.md"
            if name in keys:
                advice = f'remove it: "{name}" is a key itself'
            location = locate_setting("FRONT_MATTER")
            yield Diagnostic(*location, "setting/invalid", message, advice)


def is_document(path: str) -> bool:
    """Return whether a file in a folder of posts or pages is one."""
    return is_source(path) and not is_section(path)


def parser_settings(settings: Settings) -> Settings:
    """Return settings without those on which no document depends, so that none can.

    A build, a preview and a publication of one site have the same documents.
    """
    return replace(settings, url="", now=LONG_AGO, production=False, preview=False)


def read_sources(site: Site, files: FoundFiles) -> list[Document | Diagnostic]:
    """Return the documents of files, from the cache of the site if it has one."""
    layout = site.layout
    settings = parser_settings(site.settings)
    parser = DocumentParser(
        settings,
        layout.markdown,
        layout.content.name,
        layout.slugify["post"],
        image_sizes(layout.content),
        heads_only=site.heads_only,
        language_folders=language_folders([*files.posts, *files.pages]),
        vocabulary=site.vocabulary.only(BODY_WORDS),
    )
    reader = SourceReader(layout.content.name, parser, site.read_source, site.source_state)
    if not site.cache or site.heads_only:
        return reader.parse_all(files.sources())
    slugify = layout.slugify["post"]
    parts = settings, layout.markdown, slugify, layout.content
    more = parser.language_folders, parser.vocabulary
    version = fingerprint((site.code_version, *parts, *more))
    cached = CachedReader(reader, site.cache, version, site.progress)
    site.parse_again = partial(parse_again, cached)
    results = cached.parse_all(files.sources())
    site.report.parsed = cached.parsed
    return results


def parse_again(reader: CachedReader, document: Document) -> Document | Diagnostic:
    """Return the document of a post or page from its file as it is now, or why that is not read."""
    source = SourceFile(document.path, "page" if document.is_page else "post")
    return reader.parse_again(source)


def read_documents(site: Site) -> None:
    """Set the documents of the site, without those that are withheld."""
    read_unusable(site)
    site.report.add(*unknown_aliases(site.settings))
    documents, profiles, sources = [], [], find_files(site)
    for result in read_sources(site, sources):
        if isinstance(result, Diagnostic):
            site.report.add(result)
        elif isinstance(result, ProfileDocument):
            site.report.add(*result.diagnostics)
            profiles.append(result)
        elif is_public(result, site):
            documents.append(result)
    site.documents = tuple(documents)
    if not site.heads_only:
        read_ignored(site, sources)
    site.profile_documents = tuple(profile for profile in profiles if profile.is_readable)


def is_public(document: Document, site: Site) -> bool:
    """Report what is wrong with a document, and return whether this build shows it.

    A draft is unfinished by nature: its errors must not keep other posts from readers.
    """
    front, settings = document.front_matter, site.settings
    is_draft = front.status == "draft" and not settings.preview
    site.report.add(*document.diagnostics, draft=is_draft)
    site.report.add(*document.date_diagnostics)
    if not document.is_readable:
        return False
    withheld = front.why_withheld(settings.now)
    if withheld and not settings.preview:
        site.report.withhold(front.file, front.date if withheld == "scheduled" else None)
        return False
    return True


def report_document(site: Site, entry: Entry) -> None:
    """Report what is wrong with the document of a post or page that has been edited."""
    is_public(entry.document, site)


PLUGIN = Plugin(
    __name__,
    phase="read",
    provides=["site.documents", "site.profile_documents", "site.excluded", "site.parse_again"],
    run=read_documents,
    update=report_document,
)
register = PLUGIN.register
