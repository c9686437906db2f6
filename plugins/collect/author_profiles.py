"""Sets `author.profile` and `site.authors` from the profiles; each of these has a page.

A profile is `content/authors/<slug>.md`: `name`, `role`, `avatar`, `email`, `links`, `fediverse`,
`organization`, `slug`; its body is the bio. An author without a profile is an error, and so is a
profile without a name or a bio.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from newsroom.content.authors import SEVERAL_NAMES
from newsroom.content.document import ProfileDocument
from newsroom.content.fediverse import linked_account
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.suggestions import misspelled
from newsroom.images.image_files import ImageFinder
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Author, Profile
from newsroom.site.image_model import Image
from newsroom.site.images import image_settings, plan_avatar
from newsroom.site.model import Site
from newsroom.urls.urls import can_be_file

MANY = 5  # authors without a profile; one command adds these


def find_avatar(document: ProfileDocument, site: Site) -> Image | None:
    """Return the portrait that a profile names, None for none; one that is missing is reported."""
    name, content = document.avatar, site.layout.content
    if not name:
        return None
    folder = (content / document.path).parent
    if path := ImageFinder(content).find(name, folder) if can_be_file(name) else None:
        source = site.images.get(path)
        return plan_avatar(source, image_settings(site.settings)).image if source else None
    front, message = document.front_matter, f'image "{name}" not found'
    where, advice = (front.file, front.line("avatar")), "put it into content/images/"
    site.report.add(Diagnostic(*where, "image/not-found", message, advice))
    return None


def make_profiles(site: Site) -> dict[str, Profile]:
    """Return the profiles by name; avatars that are not found go into the report."""
    slugs = site.term_slugs["author"]
    return {
        document.name: Profile(
            document,
            site.layout.url("author", name=document.name, slug=slugs[document.name]),
            name=document.name,
            role=document.role,
            avatar=find_avatar(document, site),
            email=document.email,
            links=document.links,
            fediverse=document.fediverse or linked_account(document.links),
            is_organization=document.organization,
        )
        for document in site.profile_documents
    }


def duplicate_profiles(documents: Iterable[ProfileDocument]) -> Iterator[Diagnostic]:
    """Yield an error for each profile whose name is that of the profile before it."""
    files: dict[str, str] = {}
    for document in documents:
        front = document.front_matter
        if document.name in files and "name" in front.lines:
            message = f'"{document.name}" already has a profile: {files[document.name]}'
            line, advice = front.line("name"), "remove one of them"
            yield Diagnostic(front.file, line, "author/duplicate-name", message, advice)
        files[document.name] = front.file


def duplicate_pages(profiles: Iterable[Profile]) -> Iterator[Diagnostic]:
    """Yield an error for each author whose page would be that of another: two equal slugs."""
    owners: dict[str, str] = {}
    for profile in profiles:
        owner = owners.setdefault(profile.url, profile.name)
        if owner != profile.name:
            front = profile.front_matter
            message = f'URL /{profile.url} of "{profile.name}" is already used by "{owner}"'
            line, advice = front.line("slug"), "change one slug"
            yield Diagnostic(front.file, line, "author/duplicate-url", message, advice)


def unknown_authors(
    articles: Iterable[Article], profiles: Mapping[str, Profile]
) -> Iterator[Diagnostic]:
    """Yield an error for each author of an article who has no profile."""
    posts = [article.front_matter for article in articles]
    unknown = [(front, name) for front in posts for name in front.authors if name not in profiles]
    advice = profile_advice({name for _, name in unknown}, profiles)
    for front, name in unknown:
        message = f'unknown author "{name}"'
        where = front.file, front.author_line
        yield Diagnostic(*where, "author/unknown", message, advice[name])


def profile_advice(names: Collection[str], profiles: Mapping[str, Profile]) -> dict[str, str]:
    """Return what to do about each name of an author without a profile."""
    advice = {}
    for name in names:
        advice[name] = f'add a profile with `python3 blog.py author "{name}"`'
        if SEVERAL_NAMES.search(name):
            advice[name] = f"write names apart, as [One Name, Another], or {advice[name]}"
        elif len(names) >= MANY:
            advice[name] = "add profiles with `python3 blog.py author --missing`"
        if near := misspelled(name, profiles):
            advice[name] = f'did you mean "{near}" ({profiles[near].front_matter.file})?'
    return advice


def attach_authors(site: Site) -> None:
    """Give authors their profiles, and the site its authors, ordered by slug.

    These are the authors of listed posts, and one for each profile.
    """
    slugs, profiles = site.term_slugs["author"], site.profiles
    # Authors of hidden or translated posts alone are not in the list, but have a profile too.
    authors = {author.slug: author for post in site.all_articles for author in post.authors}
    listed = {author.slug: author for post in site.articles for author in post.authors}
    for name, profile in profiles.items():
        slug = slugs[name]
        author = authors.setdefault(slug, Author("author", name, slug, profile.url))
        listed.setdefault(slug, author)
    for author in authors.values():
        author.profile = profiles.get(author.name)
    site.authors = tuple(sorted(listed.values(), key=lambda author: author.slug))


def attach_author_profiles(site: Site) -> None:
    """Give the site its profiles and authors, and authors their profiles; report what is wrong."""
    site.report.add(*duplicate_profiles(site.profile_documents))
    site.profiles = make_profiles(site)
    site.report.add(*duplicate_pages(site.profiles.values()))
    site.report.add(*unknown_authors(site.all_articles, site.profiles))
    attach_authors(site)


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=[
        "site.profile_documents",
        "site.images",
        "site.term_slugs",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "article.authors",
    ],
    provides=["site.authors", "site.profiles", "author.profile"],
    run=attach_author_profiles,
    update=unaffected,
)
register = PLUGIN.register
