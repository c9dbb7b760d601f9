"""The facts that rules may read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ._codes import Unit
from ._parts import Part, many


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Text(Part):
    """A text in Chinese and, where it was given, in English."""

    zh: str
    en: str | None = None

    def __str__(self) -> str:
        return self.zh


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Value(Part):
    """A value that a fact may have, with what it is called."""

    code: str
    zh: str
    en: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EntryField(Part):
    """A field of the entries of a list; its name is empty where the entries are plain codes."""

    _reads: ClassVar = {"values": many(Value._of)}

    name: str
    type: str
    values: tuple[Value, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Part):
    """A fact that rules may read."""

    _reads: ClassVar = {
        "label": Text._of,
        "question": Text._of,
        "on": tuple,
        "values": many(Value._of),
        "fields": many(EntryField._of),
    }

    #: Its path, such as `issuer.level`; a column of a table may have it for a name.
    path: str
    #: The name of its type, such as `enum`.
    type: str
    #: What it is called; a column of a table may have that for a name too.
    label: Text
    #: The question to ask when it is missing.
    question: Text
    #: The types of demand that have it.
    on: tuple[str, ...]
    #: Whether it may be stated that there is none.
    allows_none: bool
    #: The unit of a number.
    unit: Unit | None = None
    #: The values that an enumeration allows.
    values: tuple[Value, ...] = ()
    #: The fields of the entries of a list.
    fields: tuple[EntryField, ...] = ()
    #: The pack that declares it, if one does.
    pack: str | None = None


def facts_of(data: Iterable[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Makes the facts of a vocabulary; the native half calls it."""
    return tuple(map(Fact._of, data))
