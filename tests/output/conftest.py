"""The built sites that the tests of this folder read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.blog import build_blog
from tests.conftest import build_in, built_once, lay_out
from tests.markup import read_once
from tests.stress import build_stress

SITES = {"blog": "https://example.org/blog", "stress": "https://example.org/stress"}
Pages = dict[str, BeautifulSoup]


@pytest.fixture(scope="session")
def fixture_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture site, built for reading here."""
    return built_once(tmp_path_factory, "fixture", lambda folder: build_in(lay_out(folder, {})))


@pytest.fixture(scope="session")
def blog_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blog, built for production at example.org/blog."""
    return built_once(tmp_path_factory, "blog", build_blog)


@pytest.fixture(scope="session")
def stress_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stress site, built for production at example.org/stress."""
    return built_once(tmp_path_factory, "stress", build_stress)


@pytest.fixture(scope="session")
def outputs(blog_output: Path, stress_output: Path, fixture_output: Path) -> tuple[Path, ...]:
    """All three: the blog, the stress site, the fixture site."""
    return blog_output, stress_output, fixture_output


@pytest.fixture(scope="package", params=SITES)
def site(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """The folder and the URL of a site."""
    folder: Path = request.getfixturevalue(f"{request.param}_output")
    return folder, SITES[request.param]


@pytest.fixture(scope="package", autouse=True)
def freed_pages() -> Iterator[None]:
    """Free the trees of all pages after the last test of this folder: they slow others down."""
    yield
    read_once.cache_clear()


@pytest.fixture(scope="package")
def pages(site: tuple[Path, str]) -> Pages:
    """Every page of a site by its path."""
    folder, _ = site
    return {f.relative_to(folder).as_posix(): read_once(f) for f in sorted(folder.rglob("*.html"))}
