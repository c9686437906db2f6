"""Makes the files of photographs that pages offer, in several widths and formats.

They are kept in a folder of the cache under names that differ where their bytes do, so that a file
is made once, by all processors, and never by a build that is refused.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from posixpath import dirname

from newsroom.images.variant_store import VariantStore
from newsroom.images.variants import Variant
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.images import (
    has_variants,
    image_settings,
    plan_avatar,
    plan_body_image,
    plan_lead_image,
)
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import source_file


def planned_variants(site: Site) -> dict[str, Variant]:
    """Return all files to make, by their path in the site."""
    settings, images = image_settings(site.settings), site.images
    in_bodies = {
        source_file(url, dirname(body.path)) for body in site.bodies for url in body.images
    }
    plans = [plan_body_image(images[path], settings) for path in in_bodies if path]
    for article in site.all_articles:
        if article.lead_image:
            focus = article.front_matter.image_focus
            plans.append(plan_lead_image(images[article.lead_image.path], settings, focus))
    avatars = {profile.avatar.path for profile in site.profiles.values() if profile.avatar}
    plans += [plan_avatar(images[path], settings) for path in avatars]
    variants = {variant.url: variant for plan in plans for variant in plan.variants}
    linked = (file.path for file in site.static_files if has_variants(file.path, site))
    full = (plan_body_image(images[path], settings).variants[-1] for path in linked)
    return variants | {variant.url: variant for variant in full}


@lru_cache(maxsize=1)
def open_store(folder: Path | None, content: Path) -> VariantStore:
    """Return the store of files that have been made, which lists its folder once."""
    return VariantStore(folder, content)


def store_of(site: Site) -> VariantStore:
    """Return the store of a site."""
    return open_store(site.cache.folder_of("images") if site.cache else None, site.layout.content)


def read_variant(site: Site, variant: Variant) -> bytes:
    """Return the bytes of a file."""
    return store_of(site).read(variant)


def make_image_files(site: Site) -> None:
    """Make the files that the store does not have, and remove those that no build has used."""
    if site.images:
        variants, store = planned_variants(site).values(), store_of(site)
        store.make(variants, site.progress)
        store.prune(variants)


def declare_image_files(site: Site) -> Iterator[OutputFile]:
    """Yield each file."""
    for url, variant in planned_variants(site).items() if site.images else ():
        label = f"a file of content/{variant.source.path}"
        yield OutputFile(url, "hashed", label, data=partial(read_variant, site, variant))


PLUGIN = Plugin(
    __name__,
    phase="publish",
    needs=[
        "site.images",
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
