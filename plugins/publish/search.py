"""Writes the search page, `/search/`, and the index of all posts that it searches.

Pagefind makes the index, of a small document for each post that readers may find, in any language.
`SEARCH` says which builds have it: it takes a second for 250 posts. It is made again where a post
has changed, and its files are in `/pagefind/`, under names with a hash. Sets `site.search_page` and
`site.search_index`. A build without an index has the page, whose links lead to every post.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from newsroom.config.schema import Settings, locate_setting
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.html.csp import Policy, merge_policies, render_policy, strict_policy
from newsroom.pipeline.plugin import Plugin
from newsroom.search.index_files import ENTRY, IndexFiles, digits, published_files
from newsroom.search.index_store import IndexStore, read_index_file
from newsroom.search.pagefind_document import document_url, render_document
from newsroom.search.pagefind_service import SearchIndexError, make_index, pagefind_version
from newsroom.search.search_record import SearchSource, search_sources, sources_digest
from newsroom.site.articles import Entry
from newsroom.site.lists import SearchIndex
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

PAGE, FOLDER = "search/", "pagefind/"
LABEL = "the index of the search"  # of each of its files
CACHE = "search"  # a folder of the cache
POLICY: Policy = {
    "form-action": frozenset(["'self'"]),
    "script-src": frozenset(["'self'", "'wasm-unsafe-eval'"]),  # Pagefind compiles WebAssembly
}


def has_index(settings: Settings) -> bool:
    """Return whether a build with some settings makes an index."""
    index = settings.search.index
    return not settings.preview and (
        index == "build" or (index == "publish" and settings.production)
    )


def index_language(settings: Settings) -> str:
    """Return the language whose roots of words an index has: that of the site, without a region."""
    return settings.language.partition("-")[0].lower()


def build_index(sources: Sequence[SearchSource], language: str) -> IndexFiles:
    """Return the index of some posts; raise `SearchIndexError` where Pagefind fails."""
    documents = (
        (document_url(source.record), render_document(source.record, source.read_sections()))
        for source in sources
    )
    try:
        return published_files(make_index(documents, language))
    except (ValueError, KeyError) as error:
        advice = "install the version of Pagefind in requirements.lock"
        message = f"the files of Pagefind {pagefind_version()} cannot be read: {error}"
        raise SearchIndexError(message, advice) from error


def index_files(site: Site) -> list[OutputFile]:
    """Set `site.search_index`, and return the files of the index; none where it cannot be made."""
    site.search_index = None
    sources = search_sources(site.public_articles, site.words)
    if not sources or site.report.blocking:
        return []
    language = index_language(site.settings)
    digest = sources_digest(sources, language, pagefind_version())
    store = IndexStore(site.cache.folder_of(CACHE) if site.cache else None)
    try:
        stored = store.get(digest, partial(start_index, site, sources, language))
    except SearchIndexError as error:
        location = locate_setting("SEARCH")
        message = f"cannot make the index of the search: {error.message}"
        site.report.add(Diagnostic(*location, "search/no-index", message, error.advice))
        return []
    script = f"{site.layout.theme_folder}/{stored.script}"  # the one folder that may have scripts
    tag = digits(stored.entry.encode())
    site.search_index = SearchIndex(FOLDER, script, stored.entry, tag)
    data = {
        script if path == stored.script else f"{FOLDER}{path}": partial(
            read_index_file, store.folder, path
        )
        for path in stored.paths
    }
    data[f"{FOLDER}{ENTRY}"] = partial(render_entry, site)
    return [OutputFile(url, "hashed", LABEL, data=data[url]) for url in data]


def render_entry(site: Site) -> bytes:
    """Return the file of the entry, which is read of the site so that it is written again."""
    return site.search_index.entry.encode() if site.search_index else b""


def start_index(site: Site, sources: Sequence[SearchSource], language: str) -> IndexFiles:
    """Return a new index, and say that it is made."""
    site.progress.start_phase("indexing posts")
    return build_index(sources, language)


def search_values(settings: Settings) -> Mapping[str, object]:
    """Return what the template of the page gets."""
    policy = merge_policies(strict_policy(settings), POLICY)
    return {"content_policy": render_policy(policy, meta=True)}


def declare_search(site: Site) -> Iterator[OutputFile]:
    """Yield the page, and the files of the index."""
    if not site.settings.search.has_page:
        return
    site.search_page = PAGE
    yield OutputFile(
        PAGE,
        "list",
        "the search page",
        template="search",
        values=partial(search_values, site.settings),
        policy=POLICY,
    )
    if has_index(site.settings):
        yield from index_files(site)


def update_index(site: Site, entry: Entry) -> None:
    """Replace the files of the index by those of one that has the edits; the first call does so."""
    del entry
    if not site.settings.search.has_page or not has_index(site.settings):
        return
    before = {file.url for file in site.files if file.label == LABEL}
    files = index_files(site)
    if before != (after := {file.url for file in files}):
        site.files.replace(before | after, files)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.articles",
        "site.translations",
        "article.authors",
        "article.category",
        "article.entities",
        "article.lead_image",
        "article.tags",
        "article.unpublished",
    ],
    provides=["site.search_page", "site.search_index"],
    files=declare_search,
    update=update_index,
    is_slow=True,
)
register = PLUGIN.register
