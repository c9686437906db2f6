"""A measured program: all its processes count, and none is left."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks.process_tree import ToolError, adopt_orphans, memory_of, processes, started

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs the /proc of Linux")
BUSY = "import time\nwhile time.process_time() < 0.3: pass\n"
# A child that outlives its parent, as a server of forks does for a while.
ORPHAN = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {BUSY!r}])\n"
SLEEP = "import time; print('started', flush=True); time.sleep(60)"


def python(script: str) -> list[str]:
    """Return the command that runs a script."""
    return [sys.executable, "-c", script]


@LINUX
def test_cpu_and_memory_are_those_of_all_processes(tmp_path: Path) -> None:
    adopt_orphans()
    script = f"{ORPHAN}block = bytearray(50_000_000)\n{BUSY}"
    with started(python(script), tmp_path, {}) as tree:
        run = tree.measure(60)
    assert run.cpu is not None
    assert run.cpu > 0.6
    assert run.peak is not None
    assert 55 < run.peak < 500


def test_a_failure_has_the_output(tmp_path: Path) -> None:
    command = python("import os; print(os.environ['NAME'], os.getcwd()); raise SystemExit('why')")
    with started(command, tmp_path, {"NAME": "value"}) as tree, pytest.raises(ToolError) as caught:
        tree.measure(60)
    assert "status 1\n" in str(caught.value)
    assert f"value {tmp_path}\n" in str(caught.value)
    assert str(caught.value).endswith("why\n")


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    message = "took longer than 0 s"
    with started(python(SLEEP), tmp_path, {}) as tree, pytest.raises(ToolError, match=message):
        tree.measure(0.3)


def test_a_missing_program_is_an_error(tmp_path: Path) -> None:
    message = "no-such-program: No such file"
    with pytest.raises(ToolError, match=message), started(["no-such-program"], tmp_path, {}):
        pass


def test_all_processes_have_ended_after_the_block(tmp_path: Path) -> None:
    adopt_orphans()
    script = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {SLEEP!r}])\n{SLEEP}"
    with pytest.raises(KeyboardInterrupt), started(python(script), tmp_path, {}) as tree:
        while tree.output().count("started") < 2:
            assert tree.is_running()
        raise KeyboardInterrupt
    assert processes(tree.id, set()) == []
    with pytest.raises(ProcessLookupError):
        os.killpg(tree.id, 0)


@LINUX
def test_memory_is_that_of_one_session() -> None:
    others: set[str] = set()
    assert memory_of(2**22 + 1, others) == 0
    assert str(os.getpid()) in others
    assert memory_of(os.getsid(0), set()) > 1_000_000
    assert str(os.getpid()) not in processes(os.getsid(0), others)  # others may have started
