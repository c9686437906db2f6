"""Writes blocks as Python-Markdown reads them, with the marks of the containers around them."""

from newsroom.content.block_containers import Container

DEEPEST = 100  # containers, so that no text takes quadratic time


class BlockWriter:
    """The lines for Python-Markdown in `out`, and the containers that are `open`."""

    def __init__(self) -> None:
        self.root = Container("", 0, "", "")
        self.open: list[Container] = []
        self.out: list[str] = []
        self.prefix = ""
        self.empty = 0  # lines that are due before the next one
        self.block_indent = 0  # of the first line below an empty one
        self.quoting = 0  # containers up to an item that starts with a quotation in this block

    def parent(self, depth: int) -> Container:
        """Return the container of what is at a depth."""
        return self.open[depth - 1] if depth else self.root

    @property
    def inner(self) -> Container:
        """The container of the line that is read."""
        return self.open[-1] if self.open else self.root

    def enter(self, container: Container) -> None:
        """Open a container in the innermost one; raise `RecursionError` if that is too deep."""
        if len(self.open) >= DEEPEST:
            raise RecursionError
        self.inner.last = container.kind
        self.open.append(container)
        self.prefix += container.rest

    def leave(self, depth: int) -> None:
        """Leave all containers but the first `depth`."""
        for container in self.open[depth:]:
            if container.is_new:  # an item without text
                self.write("")
                break
        del self.open[depth:]
        self.quoting = self.quoting if len(self.open) > self.quoting else 0
        self.prefix = "".join(container.rest for container in self.open)

    def separate(self) -> None:
        """Have an empty line above the next line that is written."""
        if self.out and not self.has_new():
            self.empty = max(self.empty, 1)

    def has_new(self) -> bool:
        """Return whether the innermost container has no line yet."""
        return bool(self.open) and self.open[-1].is_new

    def write(self, text: str) -> None:
        """Write a line with the marks and the indentation of its containers."""
        lead, around = self.lead()
        if self.empty or not self.out:
            self.block_indent = len(around)
            self.out += [around.rstrip()] * self.empty
            if self.empty and not around.rstrip():
                self.quoting = 0
            self.empty = 0
        self.out.append(lead + text)

    def lead(self) -> tuple[str, str]:
        """Return what a line starts with, and what an empty line above it starts with.

        The marks of new containers are used up.
        """
        if not self.has_new():
            prefix = self.prefix if not self.quoting else self.rest_of_quotation()
            return prefix, prefix
        parts, around = [], []
        for depth, container in enumerate(self.open):
            rest = "" if depth < self.quoting and container.is_item else container.rest
            parts.append(container.lead if container.is_new else rest)
            around += [] if container.is_new else [rest]
            inner = self.open[depth + 1] if depth + 1 < len(self.open) else self.root
            if container.is_new and container.is_item and inner.kind == ">":
                self.quoting = depth + 1
            container.is_new = False
        return "".join(parts), "".join(around)

    def rest_of_quotation(self) -> str:
        """Return what a line starts with in an item that starts with a quotation.

        Python-Markdown looks for `>` below such a line where the line itself starts.
        """
        outer, inner = self.open[: self.quoting], self.open[self.quoting :]
        parts = ["" if container.is_item else container.rest for container in outer]
        return "".join([*parts, *(container.rest for container in inner)])
