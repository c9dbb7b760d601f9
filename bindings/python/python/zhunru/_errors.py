"""What can go wrong. A denial is no error, it is a value."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from ._parts import Part


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault(Part):
    """One thing that is wrong: where, what, and what would be right."""

    #: A stable code, such as `unknown-field`.
    code: str
    #: What is wrong and what would be right, in English.
    message: str
    #: The same in Chinese; nothing where only English is told.
    message_zh: str | None = None
    #: The JSON path of a fault in a proposal, such as `demands[1].itm`; empty for the whole.
    path: str | None = None
    #: The file of a fault in a pack or a table.
    file: str | None = None
    #: The line in the file or text, from 1.
    line: int | None = None
    #: The column in that line, from 1; in a table, the name of the column.
    column: int | str | None = None
    #: The row of a table, or the place among many proposals, from 1.
    row: int | None = None
    #: What to do about it.
    help: str | None = None

    def __str__(self) -> str:
        if self.row is not None:
            place = f"row {self.row}"
            if isinstance(self.column, str):
                place += f", column {self.column}"
            if self.path and self.file is None:
                place += f", {self.path}"
        elif self.file is not None:
            places = (self.file, self.line, self.column)
            place = ":".join(str(one) for one in places if one is not None)
        elif self.line is not None:
            place = f"line {self.line}, column {self.column}"
        else:
            place = self.path or ""
        told = f"{place}: {self.message}" if place else self.message
        return f"{told} ({self.help})" if self.help else told


class Error(Exception):
    """A call that failed.

    All faults of an input are told at once, in `faults`; `code`, `message_zh`, `path`, `file`, `line`,
    `column`, `row` and `help` are those of the first.

    >>> from zhunru import Error, Pack
    >>> try:
    ...     Pack.built_in("yuhi")
    ... except Error as error:
    ...     type(error).__name__, error.code
    ('PackError', 'no-built-in-pack')
    """

    faults: tuple[Fault, ...]

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("an error has at least one fault")
        super().__init__("\n".join(map(str, self.faults)))

    @property
    def code(self) -> str:
        """A stable code of what is wrong, such as `unknown-field` or `no-place`."""
        return self.faults[0].code

    @property
    def message_zh(self) -> str | None:
        """What is wrong, in Chinese; nothing where only English is told."""
        return self.faults[0].message_zh

    @property
    def path(self) -> str | None:
        """The JSON path of a fault in a proposal."""
        return self.faults[0].path

    @property
    def file(self) -> str | None:
        """The file of a fault in a pack or a table."""
        return self.faults[0].file

    @property
    def line(self) -> int | None:
        """The line, from 1."""
        return self.faults[0].line

    @property
    def column(self) -> int | str | None:
        """The column in the line, from 1; in a table, the name of the column."""
        return self.faults[0].column

    @property
    def row(self) -> int | None:
        """The row of a table, or the place among many proposals, from 1."""
        return self.faults[0].row

    @property
    def help(self) -> str | None:
        """What to do about it."""
        return self.faults[0].help

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults,)


class ArgumentError(Error, ValueError):
    """An argument is none that the call takes."""


class ProposalError(Error, ValueError):
    """A proposal states what it cannot state; `faults` has every fault with its path."""


class RequestError(Error):
    """A proposal cannot be decided as asked.

    The code is `no-place`, `unknown-pack`, `other-place`, `no-date` or `undecidable`.
    """


class PackError(Error):
    """A pack is at fault, or is not there; `faults` has every fault with file, line and column."""


class EngineError(Error):
    """Packs cannot work together in one engine."""


class TableError(Error):
    """A table cannot be decided, or rows of it; `faults` has rows and columns."""


_CLASSES: dict[str, type[Error]] = {
    one.__name__: one
    for one in (
        Error,
        ArgumentError,
        ProposalError,
        RequestError,
        PackError,
        EngineError,
        TableError,
    )
}


def error_of(name: str, faults: Sequence[tuple[Any, ...]]) -> Error:
    """Makes an exception of what the native half found."""
    names = [field.name for field in dataclasses.fields(Fault)]
    told = (Fault(**dict(zip(names, fault, strict=True))) for fault in faults)
    return _CLASSES[name](told)
