"""What the preview has to show at a time, and the wait for something else."""

import threading
from dataclasses import dataclass, field, replace

from newsroom.preview.messages import ErrorLine


@dataclass(frozen=True)
class State:
    """What browsers are shown.

    `version` counts the changes. `is_built` means that there is a site, though not one of what was
    saved last if there are `problems`.
    """

    version: int = 0
    is_built: bool = False
    problems: tuple[ErrorLine, ...] = ()
    is_closed: bool = False


@dataclass
class PreviewState:
    """The state that the session sets and the connections of browsers wait for.

    It also counts which pages browsers show, so that these are built first.
    """

    current: State = field(default_factory=State)
    changed: threading.Condition = field(default_factory=threading.Condition)
    viewed: list[str] = field(default_factory=list)

    def show_site(self, problems: tuple[ErrorLine, ...]) -> None:
        """Show a new site, with the errors in what was left out of it."""
        self.change(is_built=True, problems=problems)

    def show_problems(self, problems: tuple[ErrorLine, ...]) -> None:
        """Show the errors of a build that failed beside the last site."""
        self.change(problems=problems)

    def close(self) -> None:
        """End all connections."""
        self.change(is_closed=True)

    def change(self, **values: object) -> None:
        """Set values of the state, and wake all who wait."""
        with self.changed:
            version = self.current.version + 1
            self.current = replace(self.current, version=version, **values)  # type: ignore[arg-type]
            self.changed.notify_all()

    def wait(self, version: int, seconds: float) -> State:
        """Return the state once it has another version, or after some seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.current.version != version, seconds)
            return self.current

    def add_view(self, url: str) -> None:
        """Count a browser that shows the page at a path."""
        with self.changed:
            self.viewed.append(url)

    def remove_view(self, url: str) -> None:
        """Count one less."""
        with self.changed:
            self.viewed.remove(url)

    def viewed_urls(self) -> tuple[str, ...]:
        """Return the paths of the pages that browsers show, the last opened first."""
        with self.changed:
            return tuple(dict.fromkeys(reversed(self.viewed)))
