"""The entries of lists."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from ._parts import Days, Part


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Supervision(Part):
    """Who supervises the handling of an item (监督)."""

    by: str | None = None
    of: str | None = None
    how: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EntryDetails(Part):
    """What a list can say of an item besides its name, code and class (清单事项要素)."""

    _reads: ClassVar = {"basis": tuple, "materials": tuple, "supervision": Supervision._of}

    flow: str | None = None
    basis: tuple[str, ...] = ()
    standard: str | None = None
    conditions: str | None = None
    materials: tuple[str, ...] = ()
    lead_unit: str | None = None
    support: str | None = None
    execution: str | None = None
    supervision: Supervision = Supervision()
    publicity: str | None = None
    evaluation: str | None = None
    accountability: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry(Part):
    """One entry of a list (清单事项)."""

    _reads: ClassVar = {"aliases": tuple, "details": EntryDetails._of, "in_force": Days._of}

    #: Its name.
    name: str
    #: Its code, where the list gives codes.
    code: str | None = None
    #: Other names for the same item.
    aliases: tuple[str, ...] = ()
    #: The class to which it belongs.
    category: str | None = None
    #: What else the list says of it.
    details: EntryDetails = EntryDetails()
    #: The entry of the parent's list that it refines, by code or name (细化上级事项).
    refines: str | None = None
    #: When it is in force.
    in_force: Days = Days()
