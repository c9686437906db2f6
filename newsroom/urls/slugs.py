"""Slugs: parts of URLs that are made of names, and are names of files and folders too."""

SLUG_LENGTH = 200  # bytes; a file name has 255, of which numbers and extensions need some


def cut_slug(slug: str, most: int = SLUG_LENGTH) -> str:
    """Return a slug of at most `most` bytes in UTF-8, cut after a whole word if there is one.

    >>> cut_slug("chips-for-everybody", 15)
    'chips-for'
    """
    encoded = slug.encode()
    if len(encoded) <= most:
        return slug
    start = encoded[:most].decode(errors="ignore")
    if slug[len(start)] == "-":
        return start.rstrip("-")
    words = start.rpartition("-")[0].rstrip("-")
    return words or start
