"""Which files a phone loads for a page by itself: of the candidates of an image, one.

The rules are those of the HTML standard (section 4.8.4.3), for a phone that reads AVIF and has a
viewport of 390 pixels of CSS, with three pixels of the screen to each. Browsers may choose smaller
files for readers who save data. What style sheets and frames load in their turn is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsroom.checks.parse.xml import Element
from newsroom.html.link_attributes import srcset_candidates

VIEWPORT, DENSITY = 390.0, 3.0  # pixels of CSS, and pixels of the screen for each of these
PIXELS = {"px": 1.0, "rem": 16.0, "em": 16.0, "vw": VIEWPORT / 100}
LENGTH = re.compile(r"\+?(\d+(?:\.\d*)?|\.\d+)(px|rem|em|vw)|0", re.IGNORECASE)
CONDITION = re.compile(r"\(\s*(min|max)-width\s*:\s*([^()\s]+)\s*\)")
CONDITIONS = re.compile(r"(?:\([^()]*\)\s*(?:and\b\s*)?)*", re.IGNORECASE)
SIZES = re.compile(r"(?:[^,()]|\([^()]*\))+")  # a comma may be in parentheses
TYPES = frozenset(f"image/{name}" for name in "avif webp jpeg png gif svg+xml bmp x-icon".split())
LOADED_RELS = frozenset("stylesheet icon preload modulepreload prefetch manifest".split())
SCREENS = ("", "all", "screen", "only screen")  # what a media query may start with
ByName = Mapping[str, Sequence[Element]]


def loaded_urls(by_name: ByName) -> Iterator[str]:
    """Yield the URLs of the files that a phone loads for the elements of a page, by their names.

    Lazy images count: a reader scrolls. Films and sound count only if they load without a click.
    """
    for image in by_name.get("img", ()):
        yield image_url(image)
    for media in (*by_name.get("video", ()), *by_name.get("audio", ())):
        yield media.get("poster", "")
        if media.get("autoplay") is not None or media.get("preload") in ("", "auto"):
            sources = (source.get("src", "") for source in media.iter("source"))
            yield media.get("src") or next(sources, "")
    for name in ("embed", "iframe", "script"):
        yield from (element.get("src", "") for element in by_name.get(name, ()))
    yield from (element.get("data", "") for element in by_name.get("object", ()))
    for name in ("image", "use"):
        yield from (element.get("href", "") for element in by_name.get(name, ()))
    for link in by_name.get("link", ()):
        if LOADED_RELS & {*link.get("rel", "").lower().split()}:
            yield link.get("href", "")


def image_url(image: Element) -> str:
    """Return the URL that a phone loads for an `<img>`, "" for none.

    Within `<picture>` it is that of the first `<source>` above it which a phone understands.
    """
    parent = next(image.iterancestors("picture"), None)
    # The HTML parser puts a `<source>` into the one before.
    for source in () if parent is None else parent.iter("source", "img"):
        if source is image:
            break
        url = chosen_url(source) if source.tag == "source" and is_understood(source) else ""
        if url:
            return url
    return chosen_url(image, image.get("src", ""))


def chosen_url(element: Element, src: str = "") -> str:
    """Return the URL that a phone chooses of those of an element, "" for none."""
    return choose_candidate(element.get("srcset", ""), element.get("sizes", ""), src)


def is_understood(source: Element) -> bool:
    """Return whether the type and the media query of a `<source>` are those of a phone."""
    kind = source.get("type", "").partition(";")[0].strip().lower()
    queries = source.get("media", "").split(",")
    return (not kind or kind in TYPES) and any(map(matches, queries))


def choose_candidate(srcset: str, sizes: str, src: str = "") -> str:
    """Return the URL of a `srcset` that a phone chooses, "" for none; `src` is that beside it.

    It is the smallest that has a pixel for each of the screen, else the largest.

    >>> choose_candidate("a 480w, b 800w, c 1280w", "(min-width: 576px) 576px, 100vw")
    'c'
    >>> choose_candidate("b 2x, c 4x", "", "a")
    'c'
    """
    candidates = [*srcset_candidates(srcset)]
    descriptors = [descriptor for _, descriptor in candidates]
    if src and not any(text.endswith("w") or text in ("", "1x") for text in descriptors):
        candidates.append((src, ""))
    width = source_size(sizes)
    densities = [(density(descriptor, width), url) for url, descriptor in candidates]
    enough = [pair for pair in densities if pair[0] >= DENSITY]
    if enough:
        return min(enough, key=lambda pair: pair[0])[1]
    return max(densities, key=lambda pair: pair[0], default=(0, ""))[1]


def density(descriptor: str, width: float) -> float:
    """Return how many pixels a file has for one of CSS if it is shown in a width.

    A descriptor that is invalid makes a density of 0.

    >>> density("780w", 390), density("1.5x", 390), density("", 390), density("many", 390)
    (2.0, 1.5, 1.0, 0.0)
    """
    try:
        number = float(descriptor[:-1] or "1")
    except ValueError:
        return 0.0
    if descriptor.endswith("w"):
        return number / width if width else DENSITY
    return number if descriptor.endswith("x") or not descriptor else 0.0


def source_size(sizes: str) -> float:
    """Return the width that an attribute `sizes` gives an image on a phone, in pixels of CSS.

    The first size whose media condition matches decides. One that is not understood, such as a
    function, is the whole width.

    >>> source_size("(min-width: 40rem) 50vw, 20rem"), source_size("calc(100vw - 2rem)")
    (320.0, 390.0)
    """
    for size in SIZES.findall(sizes):
        text = size.strip()
        condition = CONDITIONS.match(text)
        if text and condition and matches(condition[0]):
            length = pixels(text[condition.end() :])
            return VIEWPORT if length is None else length
    return VIEWPORT


def matches(condition: str) -> bool:
    """Return whether a media condition matches on a phone; of features, only widths are understood.

    >>> matches(""), matches("(min-width: 48rem)"), matches("(max-width: 400px)"), matches("print")
    (True, False, True, False)
    """
    parts = (part.strip() for part in re.split(r"\band\b", condition.lower()))
    return all(part in SCREENS or is_wide_enough(part) for part in parts)


def is_wide_enough(feature: str) -> bool:
    """Return whether a phone has a feature such as `(min-width: 40rem)`."""
    match = CONDITION.fullmatch(feature)
    limit = pixels(match[2]) if match else None
    if not match or limit is None:
        return False
    return limit <= VIEWPORT if match[1] == "min" else limit >= VIEWPORT


def pixels(length: str) -> float | None:
    """Return a length in pixels of CSS, None for one that is not understood.

    >>> pixels("4.5rem"), pixels("50vw"), pixels("0"), pixels("auto")
    (72.0, 195.0, 0.0, None)
    """
    match = LENGTH.fullmatch(length)
    if not match:
        return None
    return float(match[1]) * PIXELS[match[2].lower()] if match[1] else 0.0
