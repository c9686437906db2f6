"""The folder of variants that were made before: used, made again where it is damaged, pruned."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from newsroom.images import variant_store
from newsroom.images.formats import ImageError
from newsroom.images.source_image import read_source_image
from newsroom.images.variant_store import DAY, UNUSED, VariantStore, variant_name
from newsroom.images.variants import Variant, plan_variants
from newsroom.parallel.progress import Progress
from tests.photographs import decoded, encoded, photograph

SIZE = (300, 200)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for number in range(3):
        image = photograph(SIZE).rotate(90 * number)
        (folder / f"{number}.jpg").write_bytes(encoded(image, "JPEG"))
    return folder


def planned(content: Path, widths: Sequence[int] = (200, 100)) -> list[Variant]:
    sources = [read_source_image(path, path.name) for path in sorted(content.iterdir())]
    return [v for source in sources for v in plan_variants(source, widths, ["WEBP"]).variants]


def folder_of(content: Path) -> Path:
    return content.parent / ".cache/images"


def opened(content: Path, clock: Callable[[], float] = time.time) -> VariantStore:
    return VariantStore(folder_of(content), content, clock)


def refuse_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def encode(data: bytes, variants: Sequence[Variant]) -> None:
        pytest.fail(f"encoded {len(variants)} variants of {len(data)} bytes")

    monkeypatch.setattr(variant_store, "encode_variants", encode)


class Steps(Progress):
    """Counts the steps of a phase."""

    def __init__(self) -> None:
        self.phases: list[tuple[str, int]] = []
        self.steps = 0

    def start_phase(self, name: str, total: int = 0) -> None:
        self.phases.append((name, total))

    def advance(self) -> None:
        self.steps += 1


def test_variants_are_made_once(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variants, store = planned(content), opened(content)
    assert store.missing(variants) == variants
    store.make(variants)
    assert store.missing(variants) == []
    files = {variant: store.read(variant) for variant in variants}
    for variant, data in files.items():
        assert decoded(data).size == (variant.width, variant.height)
    refuse_encoding(monkeypatch)
    later = opened(content)
    later.make(variants)
    assert {variant: later.read(variant) for variant in variants} == files


def test_only_missing_variants_are_made(content: Path) -> None:
    first, all_of_them = planned(content, [100]), planned(content, [200, 100])
    opened(content).make(first)
    store = opened(content)
    assert [v.width for v in store.missing(all_of_them)] == [200] * 6
    store.make(all_of_them)
    assert store.missing(all_of_them) == []


def test_progress_counts_sources(content: Path) -> None:
    steps, store = Steps(), opened(content)
    store.make(planned(content), steps)
    assert (steps.phases, steps.steps) == ([("images", 3)], 3)
    store.make(planned(content), steps)
    assert len(steps.phases) == 1


def test_variants_can_be_read_that_were_not_made(content: Path) -> None:
    store = opened(content)
    variant = planned(content)[0]
    data = store.read(variant)
    assert decoded(data).size == (variant.width, variant.height)
    assert opened(content).missing([variant]) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes()[::-1]),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "truncated", "reversed", "removed", "folder"],
)
def test_a_damaged_file_is_made_again(content: Path, damage: Callable[[Path], object]) -> None:
    variants, store = planned(content), opened(content)
    store.make(variants)
    data = store.read(variants[0])
    (path,) = folder_of(content).glob(f"{variant_name(variants[0])}.*")
    damage(path)
    assert opened(content).read(variants[0]) == data
    if path.is_file():
        assert path.read_bytes() == data


def test_files_of_other_libraries_are_not_used(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variants = planned(content)
    opened(content).make(variants)
    monkeypatch.setattr(variant_store, "LIBRARIES", "01234567")
    assert opened(content).missing(variants) == variants


def test_names_that_others_put_into_the_folder_are_ignored(content: Path) -> None:
    folder_of(content).mkdir(parents=True)
    for name in ("README", ".new-12345678-x", "x.jpg", f"x.{variant_store.LIBRARIES}"):
        (folder_of(content) / name).write_text("text")
    variants = planned(content)
    assert opened(content).missing(variants) == variants


def no_space(files: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("is_made", [True, False])
def test_a_full_disk_is_a_warning(
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    is_made: bool,
) -> None:
    monkeypatch.setattr(variant_store, "replace_files", no_space)
    variants, store = planned(content), opened(content)
    if is_made:
        store.make(variants)
    for variant in variants:
        assert decoded(store.read(variant)).size == (variant.width, variant.height)
    assert capfd.readouterr().err == (
        f"warning: cannot use the cache {folder_of(content)}/: No space left on device; "
        "images are made again by each build\n"
    )


def test_a_folder_that_cannot_be_created_is_a_warning(
    content: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (content.parent / ".cache").write_text("a file")
    variants, store = planned(content), opened(content)
    store.make(variants)
    assert decoded(store.read(variants[0])).size == (100, 67)
    assert capfd.readouterr().err.count("warning: cannot use the cache") == 1


def test_without_a_folder_nothing_is_kept(content: Path) -> None:
    variants, store = planned(content), VariantStore(None, content)
    store.make(variants)
    assert store.missing(variants) == variants
    assert decoded(store.read(variants[0])).size == (100, 67)
    store.prune([])
    assert [*content.parent.iterdir()] == [content]


def test_a_source_that_was_saved_again_is_an_error(content: Path) -> None:
    variants, store = planned(content), opened(content)
    (content / "1.jpg").write_bytes(encoded(photograph(SIZE), "JPEG", quality=10))
    with pytest.raises(
        ImageError, match=r"^content/1\.jpg: changed since it was read; build again"
    ):
        store.make(variants)
    (content / "1.jpg").unlink()
    with pytest.raises(FileNotFoundError):
        store.read(next(v for v in variants if v.source.path == "1.jpg"))


def test_files_that_are_not_used_for_long_are_removed(content: Path) -> None:
    now = time.time()
    variants = planned(content)
    used, unused = [variant.url for variant in variants[:4]], variants[4:]
    opened(content).make(variants)
    for days in (1.5, 16, 29):
        opened(content, lambda days=days: now + days * DAY).prune(used)  # type: ignore[misc]
        assert opened(content).missing(variants) == []
    opened(content, lambda: now + UNUSED + DAY).prune(used)
    assert opened(content).missing(variants) == unused
    opened(content, lambda: now + 3 * UNUSED).prune(used)
    assert opened(content).missing(variants) == unused


def test_unused_files_are_looked_for_once_a_day(content: Path) -> None:
    now = time.time()
    store = opened(content, lambda: now)
    store.make(planned(content))
    store.prune([])
    for path in folder_of(content).iterdir():
        if path.name != variant_store.PRUNED:
            os.utime(path, (0, 0))
    store.prune([])
    assert store.missing(planned(content)) == []
    opened(content, lambda: now + 2 * DAY).prune([])
    assert opened(content).missing(planned(content)) == planned(content)


def test_a_folder_that_is_missing_is_not_pruned(content: Path) -> None:
    opened(content).prune([])
    assert not (content.parent / ".cache").exists()
