"""Builds after edits go on from the site of the last build by all plugins, and equal clean ones."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.build.builder import build
from newsroom.cache.stamp import kept_stamp, output_states
from newsroom.cache.store import FOLDER, Cache
from newsroom.pipeline.run import run_pipeline
from newsroom.site.model import Site
from newsroom.site.snapshot import SnapshotError
from tests.conftest import ROOT, MakeSite

FIRST, SECOND, THIRD, NEW = (f"content/posts/{n}.md" for n in ("first", "second", "third", "new"))
NEW_POST = (
    "---\ntitle: New\ndate: 2025-01-03\nauthors: [Ada Writer]\ncategory: News\n---\n\nText.\n"
)
CONF, OUTPUT = "pelicanconf.py", Path("output")
LONG_AGO = 1_700_000_000  # a time of files that are not just saved


class Builds:
    """A project in the current folder; `ran` counts how often all plugins have run."""

    ran = 0

    def save(self, path: str, text: str) -> None:
        """Write a file, some seconds after all others."""
        Path(path).write_text(text, "utf-8")
        self.time += 10
        os.utime(path, (self.time, self.time))

    time = LONG_AGO

    def build(self) -> int:
        """Build; gives how often all plugins ran."""
        before = self.ran
        build(CONF, OUTPUT)
        return self.ran - before

    def clean_files(self) -> dict[str, bytes]:
        """The files of a clean build of the same sources."""
        aside = FOLDER.with_name("aside")
        FOLDER.rename(aside)
        build(CONF, Path("clean"))
        shutil.rmtree(FOLDER)
        aside.rename(FOLDER)
        return read_files(Path("clean"))


def read_files(folder: Path) -> dict[str, bytes]:
    """The bytes of all files of the site in a folder, by path."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def builds(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Builds]:
    """The fixture site, built once."""
    make_site()
    builds, true_run = Builds(), run_pipeline

    def run(*arguments: object, **options: object) -> None:
        builds.ran += "since" not in options
        true_run(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("newsroom.build.pelican_adapter.run_pipeline", run)
    monkeypatch.setattr("newsroom.cache.stamp.RACE", 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # nothing is scheduled until later
    assert builds.build() == 1
    yield builds


def text_of(path: str) -> str:
    """A source as it is in the fixture."""
    return (ROOT / "tests/fixtures/site" / path).read_text("utf-8")


def added(path: str, text: str) -> str:
    """A source with a text at its end."""
    return f"{text_of(path)}\n{text}\n"


def retitled(path: str) -> str:
    """A source with another title."""
    return "\n".join(
        'title: "Another *title* & more"' if line.startswith("title:") else line
        for line in text_of(path).split("\n")
    )


# Each is built after the one before it: what was edited is edited on, or as it was again.
CONTAINED: list[tuple[str, Callable[[], str]]] = [
    (FIRST, lambda: added(FIRST, "One more word.")),
    (FIRST, lambda: added(FIRST, "Chips " * 40)),
    (SECOND, lambda: added(SECOND, "Power and chips.")),
    (FIRST, lambda: text_of(FIRST)),
    (FIRST, lambda: retitled(FIRST)),
    (SECOND, lambda: text_of(SECOND)),
    (FIRST, lambda: text_of(FIRST)),
]


def test_edits_of_text_run_no_plugin_again(builds: Builds) -> None:
    for path, text in CONTAINED:
        builds.save(path, text())
        assert builds.build() == 0
        stamp = kept_stamp(OUTPUT)
        assert stamp
        assert stamp.output == output_states(OUTPUT)
        built = read_files(OUTPUT)
        assert built == builds.clean_files()


def test_a_site_of_other_code_is_never_read(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it refers to may be gone."""

    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr("newsroom.build.site_snapshot.load_site", refuse)
    monkeypatch.setattr("newsroom.build.pelican_adapter.code_version", lambda _: b"other")
    builds.save(FIRST, added(FIRST, "One more word."))
    assert builds.build() == 1


def new_post() -> None:
    Path(NEW).write_text(NEW_POST, "utf-8")


def removed_post() -> None:
    Path(THIRD).unlink()


def changed_output() -> None:
    (OUTPUT / "index.html").write_text("changed")


def changed_settings() -> None:
    text = Path(CONF).read_text("utf-8")
    Path(CONF).write_text(text.replace('SITENAME = "', 'SITENAME = "The ', 1), "utf-8")


def damaged_cache() -> None:
    cache = Cache(FOLDER)
    cache.put("site", dict.fromkeys(cache.keys("site"), b""))
    cache.commit()
    cache.close()


def removed_cache() -> None:
    shutil.rmtree(FOLDER)


@pytest.mark.parametrize(
    "change",
    [new_post, removed_post, changed_output, changed_settings, damaged_cache, removed_cache],
)
def test_what_is_more_than_an_edit_is_built_by_all_plugins(
    builds: Builds, change: Callable[[], None]
) -> None:
    builds.save(FIRST, added(FIRST, "One more word."))
    change()
    assert builds.build() == 1
    assert read_files(OUTPUT) == builds.clean_files()


@pytest.mark.parametrize(
    "text",
    ["[A link](third.md).", "## A heading", "A [broken link](nowhere.md)", "<script>1</script>"],
)
def test_an_edit_on_which_more_depends_is_built_by_all_plugins(builds: Builds, text: str) -> None:
    builds.save(FIRST, added(FIRST, text))
    try:
        assert builds.build() == 1
    except Exception as error:  # noqa: BLE001  # the same as in a clean build
        with pytest.raises(type(error)) as clean:
            build(CONF, Path("clean"), clean=True)
        assert str(clean.value) == str(error)
    else:
        assert read_files(OUTPUT) == builds.clean_files()


def test_a_site_that_cannot_be_written_is_built_by_all_plugins(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(site: Site) -> bytes:
        raise SnapshotError(repr(site))

    monkeypatch.setattr("newsroom.build.site_snapshot.dump_site", refuse)
    changed_settings()
    assert builds.build() == 1
    builds.save(FIRST, added(FIRST, "One more word."))
    assert builds.build() == 1


def test_a_file_that_lists_all_files_follows_the_card_of_an_edited_title(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Path("theme").resolve()
    Path("theme").unlink()
    shutil.copytree(theme, "theme")
    footer = Path("theme/templates/parts/footer.html")
    urls = "{{ site.files | map(attribute='url') | join }}"
    footer.write_text(footer.read_text("utf-8") + urls, encoding="utf-8")
    builds.build()
    for title in ("title: Another", "title: A third one"):
        text = text_of(FIRST).split("\n")
        lines = (title if line.startswith("title:") else line for line in text)
        builds.save(FIRST, "\n".join(lines))
        assert builds.build() == 0
        assert read_files(OUTPUT) == builds.clean_files()
