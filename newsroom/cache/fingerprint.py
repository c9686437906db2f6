"""Fingerprints of values: two values have one fingerprint only if they are equal.

Python's own pickle takes a value apart, so that a new type needs no line here. What has a name that
stays the same, such as an article, is replaced by that name.
"""

import pickle
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from hashlib import blake2b
from io import BytesIO
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType

SIZE = 12  # bytes: one collision in 10^14 fingerprints is less likely than a broken disk
NameOf = Callable[[object], object]


class UnknownValueError(TypeError):
    """A value that cannot be taken apart, such as an open file."""


def no_name(value: object) -> object:
    """Return None: no value has a name."""
    del value
    return None


class _Pickler(pickle.Pickler):
    """Takes a value apart; equal values give equal bytes in every process."""

    def __init__(self, file: BytesIO, name_of: NameOf) -> None:
        super().__init__(file, protocol=5)
        self.fast = True  # no references to what came before: equal is not always identical
        self.name_of = name_of
        self.functions: dict[FunctionType, bytes] = {}

    def persistent_id(self, value: object) -> object:
        kind = type(value)
        if kind in ATOMS:
            return None
        if kind in SPECIAL:
            return (kind.__name__, SPECIAL[kind](value))
        if isinstance(value, FunctionType):
            return ("function", self.function_part(value))
        return self.name_of(value)

    def function_part(self, function: FunctionType) -> object:
        """Return what stands for a function: its fingerprint, made once where it has no state."""
        if function.__closure__:  # such as a lambda that is made for each file
            return _function_parts(function)
        if function not in self.functions:
            self.functions[function] = fingerprint(_function_parts(function), self.name_of)
        return self.functions[function]


class Fingerprinter:
    """Makes fingerprints of many values, whose parts `name_of` may name; it returns None for none.

    >>> fingerprinter = Fingerprinter()
    >>> fingerprinter.fingerprint([1, {"a"}]) == fingerprinter.fingerprint([1, {"a"}])
    True
    """

    def __init__(self, name_of: NameOf = no_name) -> None:
        self._buffer = BytesIO()
        self._pickler = _Pickler(self._buffer, name_of)

    def fingerprint(self, value: object) -> bytes:
        """Return the fingerprint of a value; raise `UnknownValueError` for what has none."""
        return digest(self.serialize(value))

    def serialize(self, value: object) -> bytes:
        """Return bytes that are the same for equal values; raise `UnknownValueError`."""
        self._buffer.seek(0)
        try:
            self._pickler.dump(value)
        except Exception as error:  # any type may refuse to be pickled in a way of its own
            raise UnknownValueError(f"{type(value).__name__}: {error}") from error
        self._buffer.truncate()
        return self._buffer.getvalue()


def fingerprint(value: object, name_of: NameOf = no_name) -> bytes:
    """Return the fingerprint of one value, as a `Fingerprinter` does."""
    return Fingerprinter(name_of).fingerprint(value)


def digest(data: bytes) -> bytes:
    """Return the fingerprint of bytes."""
    return blake2b(data, digest_size=SIZE).digest()


def _sorted(values: frozenset[object]) -> list[object]:
    """Return the members of a set in an order that does not depend on hashes."""
    return sorted(values, key=lambda value: (type(value).__name__, str(value)))


def _function_parts(function: FunctionType) -> tuple[object, ...]:
    """Return what a function does and what it remembers, also as constants of its module.

    Its code is that of its module, whose files are a part of every version; a constant may come
    from elsewhere, such as a file that was read at the start.
    """
    cells = tuple(cell.cell_contents for cell in function.__closure__ or ())
    name = f"{function.__module__}.{function.__qualname__}"
    values = [(n, function.__globals__.get(n)) for n in sorted(_global_names(function.__code__))]
    constants = [(n, value) for n, value in values if isinstance(value, CONSTANTS)]
    defaults = function.__defaults__, function.__kwdefaults__
    return name, _code_parts(function.__code__), defaults, cells, constants


def _type_name(kind: type) -> str:
    """Return the name of a type, which stands for it; one of a function has none of its own."""
    if "<locals>" in kind.__qualname__:
        raise TypeError(f"{kind.__qualname__} is the type of a function")
    return f"{kind.__module__}.{kind.__qualname__}"


def _code_parts(code: CodeType) -> tuple[object, ...]:
    """Return what differs between two functions of one name, such as lambdas in one line."""
    constants = [_code_parts(c) if isinstance(c, CodeType) else c for c in code.co_consts]
    return code.co_code, code.co_names, constants


def _global_names(code: CodeType) -> set[str]:
    """Return the names that a function looks up, and the functions and comprehensions in it."""
    inner = (_global_names(c) for c in code.co_consts if isinstance(c, CodeType))
    return {*code.co_names}.union(*inner)


CONSTANTS = (str, bytes, int, float)


def _partial_parts(function: partial[object]) -> tuple[object, ...]:
    return function.func, function.args, function.keywords


SPECIAL: Mapping[type, Callable[..., object]] = {
    frozenset: _sorted,
    set: _sorted,
    type: _type_name,
    partial: _partial_parts,
    BuiltinFunctionType: lambda function: (function.__qualname__, function.__self__),
    ModuleType: lambda module: module.__name__,
    datetime: lambda time: (
        time.isoformat(),
        time.tzname(),
        time.fold,
        type(time.tzinfo).__name__,
    ),
}
ATOMS = frozenset([str, bytes, int, float, bool, type(None), tuple, list, dict])
