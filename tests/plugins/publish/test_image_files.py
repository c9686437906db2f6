"""Files of photographs: which are declared, and what is in them."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from newsroom.cache.store import Cache
from newsroom.site.lists import StaticFile
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from plugins.collect.body_images import attach_body_images
from plugins.collect.images import read_images
from plugins.collect.lead_image import attach_lead_images
from plugins.publish.image_files import declare_image_files, make_image_files
from tests.model import LAYOUT, make_article, make_site
from tests.photographs import CAMERA, photograph_file


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/images/hall.jpg").write_bytes(photograph_file(1000, 500, orientation=6))
    return tmp_path / "content"


def site_of(content: Path, html: str = "", cache: Cache | None = None, **front: str) -> Site:
    article = make_article("a", html, **front)
    layout = replace(LAYOUT, content=content)
    documents = (article.document,)
    site = make_site(layout=layout, documents=documents, articles=(article,), cache=cache)
    read_images(site)
    attach_body_images(site)
    attach_lead_images(site)
    return site


def test_the_files_are_those_that_pages_offer(content: Path) -> None:
    site = site_of(content, '<img src="/images/hall.jpg">')
    [image] = site.articles[0].images.values()
    urls = [file.url for file in declare_image_files(site)]
    assert len(urls) == len({*urls})
    for url in urls[:-1]:
        assert f"/{url} " in image.sources or url in image.src


def test_a_lead_image_has_crops_around_its_focus(content: Path) -> None:
    site = site_of(content, image="hall.jpg", image_alt="A hall")
    image = site.articles[0].lead_image
    assert image is not None
    assert image.card is not None
    declared = {file.url for file in declare_image_files(site)}
    assert {file.url for file in image.crops} | {image.url, image.full_size} <= declared
    assert [round(file.width / file.height, 2) for file in image.crops] == [1.78, 1.33, 1.0]


def test_the_bytes_are_upright_and_say_nothing_of_the_camera(content: Path) -> None:
    site = site_of(content, '<img src="/images/hall.jpg">')
    for file in declare_image_files(site):
        assert file.data is not None
        data = file.data()
        assert CAMERA.encode() not in data
        with Image.open(io.BytesIO(data)) as image:
            assert image.height == 2 * image.width
            assert not image.getexif()
            assert f"-{image.width}." in file.url


@pytest.mark.parametrize(
    ("inside", "size"), [("<path d='M0 0h9v9z'/>", (1200, 900)), ("<text>A</text>", None)]
)
def test_a_drawing_without_text_is_drawn_for_mail_and_feeds(
    content: Path, inside: str, size: tuple[int, int] | None
) -> None:
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    (content / "images/plan.svg").write_text(f"{start}{inside}</svg>", encoding="utf-8")
    site = site_of(content, image="plan.svg", image_alt="A plan")
    image, files = site.articles[0].lead_image, [*declare_image_files(site)]
    assert image is not None
    assert image.url == "images/plan.svg"
    assert image.plain_url == (files[0].url if size else image.url)
    assert [read_size(file) for file in files] == ([size] if size else [])


def read_size(file: OutputFile) -> tuple[int, int]:
    assert file.data is not None
    with Image.open(io.BytesIO(file.data())) as image:
        return image.size


def test_a_linked_photograph_is_published_in_one_size(content: Path) -> None:
    site = site_of(content, '<a href="/images/hall.jpg">x</a>')
    site.static_files = (StaticFile("images/hall.jpg", "media/x.jpg"),)
    [file] = declare_image_files(site)
    assert file.url.endswith("-500.jpg")


def test_a_file_is_made_once(content: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    site = site_of(content, '<img src="/images/hall.jpg">', cache)
    make_image_files(site)
    folder = cache.folder_of("images")
    assert folder is not None
    states = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {name.split(".")[1] for name in states} == {"avif", "jpg", "pruned", "webp"}
    make_image_files(site)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == states
