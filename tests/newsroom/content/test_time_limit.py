"""The limit on processor time: what it ends, and what it leaves alone."""

import _thread
import re
import signal
import threading
import time
from contextlib import suppress

import pytest

from newsroom.content import time_limit as module
from newsroom.content.time_limit import TimeLimitError, time_limit

ENDLESS = re.compile("(a|aa)+b")
LONG = "a" * 60


def compute(seconds: float) -> None:
    """Keep the processor busy for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@pytest.fixture
def no_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without `setitimer`."""
    monkeypatch.delattr(signal, "setitimer")


def test_a_search_that_would_not_end_is_ended() -> None:
    start = time.process_time()
    with pytest.raises(TimeLimitError), time_limit(0.2):
        ENDLESS.match(LONG)
    assert 0.1 < time.process_time() - start < 2


def test_a_loop_is_ended_without_timers(no_timers: None) -> None:
    with pytest.raises(TimeLimitError), time_limit(0.2):
        compute(20)
    compute(0.3)
    with time_limit(5):
        compute(0.1)


def test_waiting_does_not_count() -> None:
    with time_limit(0.2):
        time.sleep(0.6)


def test_work_in_time_is_left_alone_and_so_is_what_follows() -> None:
    with time_limit(0.3):
        compute(0.1)
    compute(0.6)


def test_zero_is_no_limit() -> None:
    with time_limit(0):
        compute(0.1)


def test_an_error_that_a_library_discards_comes_again() -> None:
    with pytest.raises(TimeLimitError), time_limit(0.1):
        with suppress(TimeLimitError):
            compute(5)
        compute(5)


def test_the_inner_limit_ends_the_inner_block_alone() -> None:
    with time_limit(10):
        with pytest.raises(TimeLimitError), time_limit(0.1):
            compute(5)
        compute(0.3)


@pytest.mark.parametrize("timers", [True, False])
def test_the_outer_limit_ends_the_inner_block(
    monkeypatch: pytest.MonkeyPatch, *, timers: bool
) -> None:
    if not timers:
        monkeypatch.delattr(signal, "setitimer")
    start = time.process_time()
    with pytest.raises(TimeLimitError), time_limit(0.2), time_limit(10):
        compute(5)
    assert time.process_time() - start < 2


def test_the_outer_limit_is_in_force_after_an_inner_block() -> None:
    start = time.process_time()
    with pytest.raises(TimeLimitError), time_limit(0.4):
        for _ in range(100):
            with time_limit(0.3):
                compute(0.1)
    assert time.process_time() - start < 2


def test_ctrl_c_stays_ctrl_c() -> None:
    threading.Timer(0.1, _thread.interrupt_main).start()
    with pytest.raises(KeyboardInterrupt), time_limit(10):
        compute(5)


def test_another_thread_has_no_limit() -> None:
    done: list[bool] = []

    def work() -> None:
        with time_limit(0.05):
            compute(0.2)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_no_limit_stays_behind() -> None:
    with pytest.raises(ValueError, match="x"), time_limit(5):
        raise ValueError("x")
    assert module._deadlines == []
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
