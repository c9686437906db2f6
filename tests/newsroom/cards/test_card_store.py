"""Cards of earlier builds."""

import os
import time
from pathlib import Path

import pytest

from newsroom.cards.card_store import DAY, UNUSED, CardStore

CARD = b"card" * 10


def unneeded() -> bytes:
    """Fails a test that draws."""
    raise AssertionError("drawn again")


def test_a_card_is_drawn_once(tmp_path: Path) -> None:
    store = CardStore(tmp_path / "cards")
    assert store.get("a.png", lambda: CARD) == CARD
    assert store.get("a.png", unneeded) == CARD


@pytest.mark.parametrize("damage", [slice(0), slice(-1), slice(1, None), slice(0, None, 2)])
def test_a_damaged_card_is_drawn_again(tmp_path: Path, damage: slice) -> None:
    store = CardStore(tmp_path)
    store.get("a.png", lambda: CARD)
    kept = (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(kept[damage])
    assert store.get("a.png", lambda: CARD) == CARD
    assert (tmp_path / "a.png").read_bytes() == kept


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_folder_that_cannot_be_used_is_no_error(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = CardStore(tmp_path / folder)
    assert store.get("a.png", lambda: CARD) == CARD
    store.prune([])


def test_a_store_without_a_folder_draws_each_time() -> None:
    assert CardStore(None).get("a.png", lambda: CARD) == CARD
    CardStore(None).prune([])


def test_what_no_build_has_used_for_long_is_removed(tmp_path: Path) -> None:
    store = CardStore(tmp_path)
    now = time.time()
    for name, age in (("old.png", UNUSED + DAY), ("used.png", UNUSED + DAY), ("new.png", DAY)):
        store.get(name, lambda: CARD)
        os.utime(tmp_path / name, (now - age, now - age))
    store.prune(["used.png"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.png", "used.png"]
    assert now - (tmp_path / "used.png").stat().st_mtime < DAY
