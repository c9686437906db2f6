"""Which file of an image, and which other files, a phone loads for a page."""

import pytest

from newsroom.checks.parse.page import read_page

OFFERED = "a.avif 480w, b.avif 800w, c.avif 1280w, d.avif 1920w"
COLUMN = "(min-width: 576px) 576px, 100vw"


@pytest.mark.parametrize(
    ("sizes", "url"),
    [
        (COLUMN, "c.avif"),  # 390 pixels of CSS are 1170 of the screen
        ("", "c.avif"),
        ("100vw", "c.avif"),
        ("(min-width: 20rem) 240px, 100vw", "b.avif"),  # 720
        ("4.5rem", "a.avif"),  # 216
        ("160px", "a.avif"),  # 480 to the pixel
        ("160.5px", "b.avif"),
        ("50vw", "b.avif"),
        ("(max-width: 30em) 50vw, 100vw", "b.avif"),
        ("(min-width: 20rem) and (max-width: 22rem) 1px, 50vw", "b.avif"),
        ("(min-width: 20rem) and (max-width: 30rem) 50vw, 100vw", "b.avif"),
        ("(orientation: landscape) 100vw, 50vw", "b.avif"),  # not understood: does not match
        ("1000px", "d.avif"),  # the largest, where none is large enough
        ("calc(50vw - 1rem)", "c.avif"),  # not understood: the whole width
        ("(min-width: 20rem) calc(50vw - 1rem), 10px", "c.avif"),
        ("min(10px, 20px), 10px", "c.avif"),
        ("auto", "c.avif"),
        (" , 50vw", "b.avif"),
        ("0", "a.avif"),
        ("((((", "c.avif"),
    ],
)
def test_the_width_of_an_image_decides(sizes: str, url: str) -> None:
    assert loaded(f'<img src="x.jpg" alt="" srcset="{OFFERED}" sizes="{sizes}">') == [url]


IMAGE = '<img src="x.jpg" alt="" loading="lazy">'
AVIF = f'<source type="image/avif" srcset="{OFFERED}" sizes="{COLUMN}">'
WEBP = f'<source type="image/webp" srcset="{OFFERED.replace("avif", "webp")}" sizes="{COLUMN}">'
JXL = '<source type="image/jxl" srcset="a.jxl">'
WIDE = '<source media="(min-width: 600px)" srcset="wide.webp">'
NARROW = '<source media="print, screen and (max-width: 600px)" srcset="narrow.webp">'


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        (IMAGE, "x.jpg"),
        (f"<picture>{AVIF}{WEBP}{IMAGE}</picture>", "c.avif"),
        (f"<picture>{WEBP}{AVIF}{IMAGE}</picture>", "c.webp"),
        (f"<picture>{JXL}{WEBP}{IMAGE}</picture>", "c.webp"),
        (f"<picture>{JXL}{IMAGE}</picture>", "x.jpg"),
        (f"<picture>{WIDE}{IMAGE}</picture>", "x.jpg"),
        (f"<picture>{WIDE}{NARROW}{IMAGE}</picture>", "narrow.webp"),
        (f"<picture>{IMAGE}{AVIF}</picture>", "x.jpg"),  # a source below the image
        (f"<picture><source>{WEBP}</picture><img src=y.jpg>", "y.jpg"),
        ('<picture><source type="IMAGE/AVIF; x=1" srcset="a"><img></picture>', "a"),
        ('<img src="a" srcset="b 2x, c 3x, d 4x">', "c"),
        ('<img src="a" srcset="b 2x">', "b"),
        ('<img src="a" srcset="b 1x">', "b"),
        ('<img src="a" srcset="b">', "b"),
        ('<img src="a" srcset="b 0.5x">', "a"),
        ('<img src="a" srcset="b many, c -w, d">', "d"),
        ('<img src="a,b.jpg">', "a,b.jpg"),
        ('<img srcset="a,b.jpg 480w, c.jpg 1280w">', "c.jpg"),
        ("<img><img src><img srcset=''>", ""),
        # a film loads without a click only if it says so
        ('<video src="a.mp4" poster="a.jpg" preload="none"></video>', "a.jpg"),
        ('<audio><source src="a.mp3"></audio><video src="b.mp4"></video>', ""),
        ('<audio preload><source src="a.mp3"><source src="a.ogg"></audio>', "a.mp3"),
        ('<video autoplay muted src="b.mp4"></video>', "b.mp4"),
        ('<iframe src="f.html"></iframe><embed src="e">', "e f.html"),
        ('<object data="o.svg"></object>', "o.svg"),
        ('<svg><use href="u.svg#a"></use><image href="i.png"/></svg>', "i.png u.svg#a"),
        ('<link rel="stylesheet" href="s.css"><link rel="Preload" as="font" href="f">', "f s.css"),
        ('<link rel="canonical" href="/"><link rel="preconnect" href="//a.example">', ""),
        ('<script src="s.js"></script><script>1</script><a href="full.jpg">x</a>', "s.js"),
    ],
)  # fmt: skip
def test_a_phone_loads(html: str, urls: str) -> None:
    assert sorted(loaded(html)) == urls.split()


@pytest.mark.parametrize("part", ["(", ",", "a,", "(a", "1", " ", "(min-width: 1px) and "])
def test_long_sizes_take_no_time(part: str) -> None:
    assert loaded(f'<img srcset="a 1w, b 2w" sizes="{part * 100_000}">')


def loaded(html: str) -> list[str]:
    """Return the URLs that a phone loads for a body."""
    return [*read_page("x.html", f"<!doctype html><title>x</title>{html}".encode()).loaded]
