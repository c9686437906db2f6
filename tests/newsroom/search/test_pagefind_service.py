"""Pagefind as a child process, and what is said where it cannot be used."""

import sys
from pathlib import Path

import pytest

from newsroom.search.pagefind_service import SearchIndexError, make_index, pagefind_version

DOCUMENTS = [(f"/{n}/", f"<html><body><p>{'word ' * 500}{n}</p></body></html>") for n in range(200)]


def test_its_version_is_that_of_the_program() -> None:
    assert pagefind_version().count(".") == 2


def test_the_index_has_a_fragment_of_each_document() -> None:
    files = make_index(iter(DOCUMENTS), "en")
    assert len([path for path in files if path.startswith("fragment/")]) == len(DOCUMENTS)


def test_a_part_has_as_many_words_as_asked() -> None:
    documents = [(f"/{n}/", f"<html><body><p>word{n} wording{n}</p></body></html>") for n in "abc"]
    counts = [
        len([path for path in make_index(documents, "en", size) if path.startswith("index/")])
        for size in (1, 100)
    ]
    assert counts == [6, 1]


def test_a_missing_program_is_an_error_with_advice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "missing"))
    with pytest.raises(SearchIndexError) as caught:
        make_index(DOCUMENTS, "en")
    assert caught.value.message == "the program of Pagefind is not found"
    assert "never" in caught.value.advice


@pytest.mark.skipif(sys.platform == "win32", reason="a script cannot be run there")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exit 0", "Pagefind fails: it ended before the index was made"),
        ("echo 'no memory' >&2; exit 1", "Pagefind fails: no memory"),
        ("cat > /dev/null & kill -9 $$", "Pagefind fails: it ended before the index was made"),
        (
            # {"message_id": 0, "payload": {"type": "Error", "message": "too bad"}}
            "printf eyJtZXNzYWdlX2lkIjogMCwgInBheWxvYWQiOiB7InR5cGUiOiAiRXJyb3IiLCAibWVzc2FnZSI6"
            "ICJ0b28gYmFkIn19,",
            "Pagefind fails: too bad",
        ),
    ],
)
def test_a_program_that_fails_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, message: str
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(SearchIndexError) as caught:
        make_index(DOCUMENTS, "en")
    assert caught.value.message == message


@pytest.mark.skipif(sys.platform == "win32", reason="permissions differ there")
def test_a_program_that_cannot_be_run_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "pagefind"
    program.write_bytes(b"not a program")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(SearchIndexError, match="cannot be run: Permission denied"):
        make_index(DOCUMENTS, "en")


def test_an_error_of_the_documents_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        make_index(((f"/{n}/", str(1 // (9 - n))) for n in range(20)), "en")
