"""Pages that make a phone load more than the limit, and images that are slow to load."""

from pathlib import Path

import pytest

from newsroom.checks.page_weight import heaviest_pages
from newsroom.checks.site import BuiltSite
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from tests.newsroom.checks.good import NOW, Changes, lay_out

POST = "2025/06/post/index.html"
FILES = {"a.avif": 400_000, "b.avif": 700_000, "c.avif": 900_000, "d.jpg": 3_000_000}
IMAGE = (
    '<a href="/blog/d.jpg"><picture><source type="image/avif" sizes="{}" '
    'srcset="/blog/a.avif 480w, /blog/b.avif 800w, /blog/c.avif 1280w">'
    '<img src="/blog/d.jpg" alt="" loading="lazy"></picture></a>'
)


def read_site(folder: Path, changes: Changes, limit: int = 1_000_000) -> BuiltSite:
    """Return the good site with files of some sizes, and its posts with changes."""
    lay_out(folder, changes)
    for name, size in FILES.items():
        (folder / name).write_bytes(bytes(size))
    return read_built_site(folder, NOW, page_limit=limit)


def reported(site: BuiltSite) -> list[str]:
    """Return what rules of weight report of a site, with paths from its root."""
    diagnostics = check_built_site(site)
    weighed = [d for d in diagnostics if d.code in ("page/too-heavy", "image/too-large")]
    return [str(d).removeprefix(f"{site.folder}/") for d in weighed]


@pytest.mark.parametrize(
    ("sizes", "images"), [("160px", 400_000), ("50vw", 700_000), ("100vw", 900_000)]
)
def test_of_an_image_the_file_for_a_phone_counts(tmp_path: Path, sizes: str, images: int) -> None:
    site = read_site(tmp_path, {POST: [("See", IMAGE.format(sizes) * 2)]})
    (weight,) = [weight for weight in heaviest_pages(site, 20) if weight.path == POST]
    logo = (tmp_path / "a.png").stat().st_size
    assert (weight.images, weight.html) == (images + logo, (tmp_path / POST).stat().st_size)
    assert weight.total < 1_000_000
    assert [line for line in reported(site) if "page/" in line] == []


def test_a_page_over_the_limit_names_its_heaviest_files(tmp_path: Path) -> None:
    changes: Changes = {POST: [("See", IMAGE.format("160px") + IMAGE.format("50vw"))]}
    site = read_site(tmp_path, changes)
    assert reported(site) == [
        f"{POST}: warning: page loads 1,105 KB on a phone, over the limit of 1,000 KB: b.avif "
        "(700 KB), a.avif (400 KB), its HTML (5 KB); make them smaller, or raise "
        'PAGE_WEIGHT["kilobytes"] in pelicanconf.py [page/too-heavy]',
        "b.avif: warning: image of 700 KB: one over 500 KB is slow to load on a phone; make it "
        "smaller [image/too-large]",
    ]


@pytest.mark.parametrize(("limit", "pages"), [(0, 0), (1_200_000, 0), (1_100_000, 1)])
def test_the_limit_is_that_of_the_settings(tmp_path: Path, limit: int, pages: int) -> None:
    changes: Changes = {POST: [("See", IMAGE.format("160px") + IMAGE.format("50vw"))]}
    heavy = [line for line in reported(read_site(tmp_path, changes, limit)) if "page/" in line]
    assert len(heavy) == pages


def test_an_image_that_no_phone_loads_may_be_large(tmp_path: Path) -> None:
    assert reported(read_site(tmp_path, {POST: [("See", IMAGE.format("160px"))]})) == []


@pytest.mark.parametrize(
    "changes",
    [
        {POST: [("See", '<img src="../../../d.jpg" alt="">')]},
        {POST: [("See", '<video poster="/blog/d.jpg" preload="none"></video>')]},
        {"site.css": "body { background: url('d.jpg') } p { background: url(data:x) }"},
    ],
)
def test_an_image_that_a_page_or_a_style_sheet_loads_is_reported(
    tmp_path: Path, changes: Changes
) -> None:
    rows = reported(read_site(tmp_path, changes, 0))
    assert [row.split(":")[0] for row in rows] == ["d.jpg"]
