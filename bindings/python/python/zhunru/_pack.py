"""The parts of a rule pack."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from ._codes import Due, Modality, SourceKind
from ._list import ItemList
from ._parts import Clause, Days, Part, day, many
from ._procedure import Procedure


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place(Part):
    """The place in which a pack binds."""

    #: Its division code; a pack without one applies only when it is named.
    code: str | None
    #: Its name, in Chinese.
    name: str
    #: Its name in English, where the pack says.
    name_en: str | None
    #: Its level: `village`, `township`, `county`, `city`, `province` or `central`.
    level: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document(Part):
    """A document that a pack rests on."""

    _reads: ClassVar = {"date": day}

    id: str
    kind: SourceKind
    title: str
    title_en: str | None = None
    #: Who issued it.
    issuer: str = ""
    #: Its number (文号), where it has one.
    number: str | None = None
    #: Its date, from which it binds, where it is known.
    date: datetime.date | None = None
    #: What users should know of it.
    note: str | None = None
    note_en: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Part):
    """A rule: on which demands it bears, what it does, where it stands."""

    _reads: ClassVar = {"on": tuple, "source": Clause._of, "in_force": Days._of}

    #: Its id within the pack.
    id: str
    #: What it says in short.
    title: str
    title_en: str | None
    #: The types of demand on which it bears.
    on: tuple[str, ...]
    #: What it does.
    modality: Modality
    #: What it says to those concerned.
    message: str
    message_en: str | None
    source: Clause
    in_force: Days
    #: When it applies, as a condition in the syntax of packs; `true` where it always does.
    when: str = "true"
    #: When it is excepted; `false` where it never is.
    unless: str = "false"
    #: When an obligation is met, where the pack says.
    met_when: str | None = None
    #: The procedure of a gate, as `pack/procedure`.
    procedure: str | None = None
    #: When an obligation is due.
    due: Due | None = None
    #: What would make the demand admissible.
    remedy: str | None = None
    remedy_en: str | None = None
    #: How a careful reader could read the document otherwise.
    note: str | None = None
    note_en: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Part):
    """One thing that a case expects otherwise."""

    what: str
    expected: str
    found: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseFailure(Part):
    """A case that did not come out as it should."""

    _reads: ClassVar = {"differences": many(Difference._of)}

    name: str
    #: The file that holds it, inside the pack, and the line on which it begins, from 1.
    file: str
    line: int
    differences: tuple[Difference, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseRun(Part):
    """What running the cases of a pack came to."""

    _reads: ClassVar = {"failures": many(CaseFailure._of)}

    #: The pack's id.
    pack: str
    #: How many cases came out as they should.
    passed: int
    #: Those that did not.
    failures: tuple[CaseFailure, ...]


class PackParts:
    """The parts of one pack, made when the first is read."""

    __slots__ = ("documents", "in_force", "lists", "place", "procedures", "rules")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.place = Place._of(data["place"])
        self.in_force = Days._of(data["in_force"])
        self.documents = tuple(map(Document._of, data["documents"]))
        self.rules = tuple(map(Rule._of, data["rules"]))
        self.lists = tuple(map(ItemList._of, data["lists"]))
        self.procedures = tuple(map(Procedure._of, data["procedures"]))


def parts_of(data: Mapping[str, Any]) -> PackParts:
    """Makes the parts of a pack; the native half calls it."""
    return PackParts(data)


def case_run_of(data: Mapping[str, Any]) -> CaseRun:
    """Makes what a pack's cases came to; the native half calls it."""
    return CaseRun._of(data)
