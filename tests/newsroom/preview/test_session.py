"""When the process that builds is started again, and with which modules."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.preview.session import needs_new_worker, remove_bytecode


@pytest.mark.parametrize(
    ("path", "needs"),
    [
        ("pelicanconf.py", True),
        ("glossary.py", True),
        ("plugins/read/documents.py", True),
        ("/srv/shared/theme/filters.py", True),
        ("content/posts/example.py", False),
        ("content/posts/a.md", False),
        ("theme/templates/base.html", False),
        ("plugins", True),
        ("theme", False),
        ("content/posts", False),
    ],
)
def test_a_module_needs_a_new_process(path: str, needs: bool) -> None:
    assert needs_new_worker([path]) is needs
    assert needs_new_worker(["content/posts/a.md", path]) is needs


def test_a_module_that_is_saved_twice_in_a_second_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    module = Path("own.py")
    printed = []
    for text in ("print(1)", "print(2)"):
        module.write_text(text, encoding="utf-8")
        os.utime(module, (1_700_000_000, 1_700_000_000))
        remove_bytecode(["content/posts/a.md", "own.py", "missing.py"])
        command = [sys.executable, "-c", "import own"]
        printed.append(subprocess.run(command, capture_output=True, check=True).stdout)
    assert printed == [b"1\n", b"2\n"]
