"""Whether a picture is what is said of it."""

from collections.abc import Iterator
from typing import Any

from newsroom.checks.site import BuiltSite
from newsroom.content.images import ImageError, image_size


def claims(site: BuiltSite, address: str, size: tuple[Any, Any], who: str) -> Iterator[str]:
    """Sentences where a picture of the site is missing, or not as large as is claimed."""
    file = site.file_at(address)
    if file is None:
        return
    if file not in site.files:
        yield f'the picture "{address}" of {who} is not there'
        return
    try:
        true = image_size(site.folder / file)
    except ImageError:
        yield f'"{address}" of {who} is no picture'
        return
    if size != true:
        claimed, measured = ("{}×{}".format(*pair) for pair in (size, true))
        yield f'the picture "{address}" is {measured}; {who} says {claimed}'
