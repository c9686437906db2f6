"""When Python looks for garbage in circles of references.

Looking through the objects of a large site takes a tenth of its build, and they live until its end.
What parses and renders leaves such circles behind.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Have no garbage collected in the context, but in `collection` inside of it."""
    with _collecting(gc.disable):
        yield


@contextmanager
def collection() -> Iterator[None]:
    """Have garbage collected in the context, without looking at the objects from before it."""
    gc.freeze()
    try:
        with _collecting(gc.enable):
            yield
    finally:
        gc.unfreeze()


@contextmanager
def _collecting(switch: Callable[[], None]) -> Iterator[None]:
    was_enabled = gc.isenabled()
    switch()
    try:
        yield
    finally:
        (gc.enable if was_enabled else gc.disable)()
