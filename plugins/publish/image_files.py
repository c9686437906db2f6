"""Makes the files of photographs that pages offer, in several widths and formats.

They are kept in a folder of the cache under names that differ where their bytes do, so that a file
is made once, by all processors, and never by a build that is refused.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from posixpath import dirname

from newsroom.images.variant_store import VariantStore
from newsroom.images.variants import Variant, VariantSet
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.images import (
    has_variants,
    image_settings,
    plan_avatar,
    plan_body_image,
    plan_full_size,
    plan_lead_image,
)
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import source_file


def planned_sets(site: Site) -> Iterator[VariantSet]:
    """Yield the sets of files to make, some of them several times."""
    settings, images, fonts = image_settings(site.settings), site.images, site.drawing_fonts
    in_bodies = {
        source_file(url, dirname(body.path)) for body in site.bodies for url in body.images
    }
    plans = [plan_body_image(images[path], settings, fonts) for path in in_bodies if path]
    for article in site.all_articles:
        if article.lead_image:
            focus = article.front_matter.image_focus
            source = images[article.lead_image.path]
            plans.append(plan_lead_image(source, settings, focus, fonts))
    avatars = {profile.avatar.path for profile in site.profiles.values() if profile.avatar}
    plans += [plan_avatar(images[path], settings) for path in avatars]
    for plan in plans:
        yield from plan.sets
    linked = (file.path for file in site.static_files if has_variants(file.path, site))
    yield from (plan_full_size(images[path]) for path in linked)


@lru_cache(maxsize=1)
def open_store(folder: Path | None, content: Path) -> VariantStore:
    """Return the store of files that have been made, which lists its folder once."""
    return VariantStore(folder, content)


def store_of(site: Site) -> VariantStore:
    """Return the store of a site."""
    return open_store(site.cache.folder_of("images") if site.cache else None, site.layout.content)


def read_variant(site: Site, offered: VariantSet, position: int) -> bytes:
    """Return the bytes of a file, which is made where the store does not have it."""
    return store_of(site).read(offered.variants[position])


def make_image_files(site: Site) -> None:
    """Make the files that the store does not have, and remove those that no build has used."""
    if not site.images:
        return
    store, urls = store_of(site), set[str]()
    missing: dict[str, Variant] = {}
    for offered in planned_sets(site):
        urls.update(offered.urls)
        if not all(map(store.has, offered.urls)):
            files = zip(offered.urls, offered.variants, strict=True)
            missing |= {url: variant for url, variant in files if not store.has(url)}
    store.make(missing.values(), site.progress)
    store.prune(urls)


def declare_image_files(site: Site) -> Iterator[OutputFile]:
    """Yield each file."""
    urls, first = set[str](), dict[str, OutputFile]()  # the latter by source
    for offered in planned_sets(site) if site.images else ():
        path = offered.source.path
        for position, url in enumerate(offered.urls):
            if url in urls:
                continue
            urls.add(url)
            data = partial(read_variant, site, offered, position)
            if path not in first:
                first[path] = OutputFile(url, "hashed", f"a file of content/{path}", data=data)
            yield first[path].sibling(url, data)


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.images",
        "site.drawing_fonts",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.profiles",
        "site.static_files",
        "article.lead_image",
        "body.images",
    ],
    run=make_image_files,
    files=declare_image_files,
    update=unaffected,
)
register = PLUGIN.register
