"""Plugins that do nothing, for tests of the pipeline."""

from collections.abc import Iterable
from typing import Any

from newsroom.pipeline.plugin import Phase, Plugin


def declare(name: str, phase: Phase, needs: str = "", provides: str = "") -> Plugin:
    """A plugin with these needs and provisions, separated by spaces."""
    return Plugin(name, phase, needs.split(), provides.split())


def run(site: object) -> None:
    """A step without effect."""


def files(site: object) -> Iterable[Any]:
    """No files."""
    return ()
