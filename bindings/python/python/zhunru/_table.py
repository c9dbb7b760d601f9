"""What is told of tables beside their columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from ._codes import Verdict
from ._parts import Part, many


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FoundColumn(Part):
    """A column that is read."""

    _reads: ClassVar = {"paths": tuple}

    #: Its name in the table.
    name: str
    #: The facts that it holds, of which each type of demand has one at most; `type`, `item`, `id`.
    paths: tuple[str, ...]
    #: Why its Arrow type cannot hold that; every row with a value there is faulty.
    problem: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredColumn(Part):
    """A column that is not read."""

    #: Its name in the table.
    name: str
    #: The known heading nearest to it, which may be what was meant.
    nearest: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReport(Part):
    """What became of the columns of a table."""

    _reads: ClassVar = {"found": many(FoundColumn._of), "ignored": many(IgnoredColumn._of)}

    #: The columns that are read, in the table's order.
    found: tuple[FoundColumn, ...]
    #: The columns that are not read, in the table's order.
    ignored: tuple[IgnoredColumn, ...]

    @property
    def near_misses(self) -> dict[str, str]:
        """The columns that may be misspelt, with the known heading nearest to each."""
        return {one.name: one.nearest for one in self.ignored if one.nearest is not None}

    def _repr_html_(self) -> str:
        from ._html import column_report

        return column_report(self)


def _counts(data: Mapping[str, int]) -> Mapping[Verdict, int]:
    return {verdict: data[verdict.value] for verdict in Verdict if verdict.value in data}


def _by_name(data: Mapping[str, Mapping[str, int]]) -> Mapping[str, Mapping[Verdict, int]]:
    return {name: _counts(counts) for name, counts in data.items()}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableSummary(Part):
    """How many rows had which verdict, by issuer and by rule.

    Verdicts come worst first, names in order.
    """

    _reads: ClassVar = {
        "verdicts": _counts,
        "proposals": _counts,
        "issuers": _by_name,
        "other_issuers": _counts,
    }

    #: The rows that were decided.
    rows: int
    #: The rows that were not, since they or others of their proposal are faulty.
    faulty_rows: int
    #: The proposals that were not decided.
    faulty_proposals: int
    #: The faults that were told.
    faults: int
    #: Decided rows by verdict, worst first.
    verdicts: Mapping[Verdict, int]
    #: Decided proposals by verdict, worst first.
    proposals: Mapping[Verdict, int]
    #: Decided rows by the issuers' names and by verdict; an empty name for those without one.
    issuers: Mapping[str, Mapping[Verdict, int]]
    #: The rows of issuers beyond the ten thousand that are told apart.
    other_issuers: Mapping[Verdict, int]
    #: The rows that violate each rule, by `pack/rule`.
    rules: Mapping[str, int]


def column_report_of(data: Mapping[str, Any]) -> ColumnReport:
    """Makes the report on a table's columns; the native half calls it."""
    return ColumnReport._of(data)


def summary_of(data: Mapping[str, Any]) -> TableSummary:
    """Makes the summary of a table; the native half calls it."""
    return TableSummary._of(data)
