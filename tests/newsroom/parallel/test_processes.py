"""Several processes give what one gives, raise what it raises, and are gone afterwards."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.parallel import processes as module
from newsroom.parallel.processes import BATCH, CAN_FORK, map_in_processes, processors

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system makes no copies of processes")


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    """Hold that a test has ended all processes that it started."""
    yield
    assert multiprocessing.active_children() == []


@settings(max_examples=25)
@given(st.lists(st.integers(), max_size=3 * BATCH), st.integers(0, 4), st.integers(0, 9))
def test_all_results_have_the_position_of_their_item(
    items: list[int], processes: int, least: int
) -> None:
    results = [*map_in_processes(str, items, least=least, processes=processes)]
    assert sorted(results) == [*enumerate(map(str, items))]


@pytest.mark.parametrize(
    ("items", "least", "processes", "copies"),
    [(3, 3, 2, 2), (3, 4, 2, 0), (3, 0, 1, 0), (1, 0, 8, 0), (2, 0, 8, 2), (0, 0, 8, 0)],
)
def test_few_items_need_no_copies(items: int, least: int, processes: int, copies: int) -> None:
    results = map_in_processes(
        lambda _: os.getpid(), range(items), least=least, processes=processes
    )
    assert len({process for _, process in results} - {os.getpid()}) == copies


def test_a_system_without_copies_does_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CAN_FORK", False)
    results = map_in_processes(lambda _: os.getpid(), range(99), least=0, processes=2)
    assert {process for _, process in results} == {os.getpid()}


def test_what_a_function_raises_has_its_traceback() -> None:
    def refuse(item: int) -> int:
        if item == 13:
            raise KeyError(item)
        return item

    with pytest.raises(KeyError, match="13") as caught:
        list(map_in_processes(refuse, range(40), least=0, processes=3))
    assert caught.traceback[-1].name == "refuse"


def test_what_fails_in_a_copy_alone_is_done_here() -> None:
    parent = os.getpid()

    def work(item: int) -> int:
        if item % 3 == 0 and os.getpid() != parent:
            raise OSError("too many open files")
        return -item

    results = dict(map_in_processes(work, range(40), least=0, processes=3))
    assert results == {item: -item for item in range(40)}


def kill(item: int) -> int:
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def leave(item: int) -> int:
    if item == 13:
        os._exit(3)
    return item


@pytest.mark.parametrize(("function", "code"), [(kill, -9), (leave, 3)])
def test_a_killed_process_is_an_error(function: Callable[[int], int], code: int) -> None:
    with pytest.raises(RuntimeError, match=rf"^a process was killed \(exit code {code}\)$"):
        list(map_in_processes(function, range(40), least=0, processes=3))


def test_a_process_that_is_killed_while_it_sends_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def send_half(connection: Connection, message: object) -> None:
        del message
        os.write(connection.fileno(), (1000).to_bytes(4, "big") + b"the first of 1,000 bytes")
        os._exit(3)

    monkeypatch.setattr(Connection, "send", send_half)
    with pytest.raises(RuntimeError, match=r"^a process was killed \(exit code 3\)$"):
        list(map_in_processes(str, range(4), least=0, processes=2))


def test_whoever_needs_no_more_results_ends_the_processes() -> None:
    results = map_in_processes(lambda item: "x" * 99_999, range(200), least=0, processes=2)
    next(results)
    results.close()  # type: ignore[attr-defined]


def test_a_copy_does_not_print_what_its_parent_has_not_yet_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    print("once", end="")  # noqa: T201
    list(map_in_processes(str, range(9), least=0, processes=3))
    assert capfd.readouterr().out == "once"


def test_there_is_a_processor() -> None:
    assert processors() >= 1
