"""What differs between versions of a list."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from ._entry import ListEntry
from ._parts import Part, many


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange(Part):
    """A field in which two forms of an entry differ."""

    _reads: ClassVar = {"before": tuple, "after": tuple}

    #: The code of the field, such as `lead_unit`.
    field: str
    #: What it is called.
    label: str
    #: What it said; empty where it said nothing.
    before: tuple[str, ...]
    #: What it says.
    after: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Part):
    """An entry of which both lists speak, in different words."""

    _reads: ClassVar = {
        "before": ListEntry._of,
        "after": ListEntry._of,
        "changes": many(FieldChange._of),
    }

    before: ListEntry
    after: ListEntry
    #: The fields that differ, the code and the days left aside.
    changes: tuple[FieldChange, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeChange(Part):
    """An entry that has another code than before."""

    _reads: ClassVar = {"before": ListEntry._of, "after": ListEntry._of}

    before: ListEntry
    after: ListEntry


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RenameCandidate(Part):
    """An entry taken off and one added that may be the same item under another name."""

    _reads: ClassVar = {"before": ListEntry._of, "after": ListEntry._of}

    #: The entry taken off, which stands among those retired too.
    before: ListEntry
    #: The entry added, which stands among those added too.
    after: ListEntry
    #: How alike their names are, from 0 to 1 (the Dice coefficient).
    likeness: float
    #: Whether both have the same code.
    same_code: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListComparison(Part):
    """What differs between two versions of a list, or between two lists (清单比对)."""

    _reads: ClassVar = {
        "added": many(ListEntry._of),
        "retired": many(ListEntry._of),
        "revised": many(Revision._of),
        "recoded": many(CodeChange._of),
        "renamed": many(RenameCandidate._of),
        "lines": tuple,
    }

    #: How many entries the first has, where that is known.
    count_before: int | None
    #: How many the second has, where that is known.
    count_after: int | None
    #: Whether the entries of both are there; only the counts are compared otherwise.
    loaded: bool
    #: Whether nothing differs.
    same: bool
    #: Entries of the second that the first has not, in their order (新增).
    added: tuple[ListEntry, ...]
    #: Entries of the first that the second has not, in their order (取消).
    retired: tuple[ListEntry, ...]
    #: Entries of both in different words, in the order of the second (调整).
    revised: tuple[Revision, ...]
    #: Entries of both with different codes, in the order of the second (编码变更).
    recoded: tuple[CodeChange, ...]
    #: Entries that may be the same under another name, the likest first (疑似更名).
    renamed: tuple[RenameCandidate, ...]
    #: How many entries are the same in both.
    unchanged: int
    #: What differs in words, line by line: the counts first.
    lines: tuple[str, ...]

    def _repr_html_(self) -> str:
        from ._html import comparison

        return comparison(self)
