"""What tells two packs apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from ._parts import Part, many


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPack(Part):
    """A pack that was compared."""

    id: str
    version: str
    #: The digest of what it says.
    digest: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange(Part):
    """A key of a part of a pack that says otherwise."""

    #: The key, as the format of packs has it.
    key: str
    #: What it is called.
    label: str
    #: What it said; nothing when it was left out.
    before: str | None
    #: What it says; nothing when it is left out.
    after: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PackChange(Part):
    """A part that only one of two packs has, or that says otherwise."""

    _reads: ClassVar = {"sentences": tuple, "keys": many(KeyChange._of)}

    #: Which part of a pack it is, such as `manifest`, `rule`, `list` or `entry`.
    part: str
    #: Its id; for entries that of the list and the name, such as `assist/农家书屋管理`.
    id: str
    #: What it is called, in the later pack where both have it.
    title: str
    #: What became of it: `added`, `removed` or `changed`.
    change: str
    #: Which part it is and what became of it, in words.
    heading: str
    #: What its keys say otherwise, one sentence each.
    sentences: tuple[str, ...]
    #: The keys that say otherwise, where both have it.
    keys: tuple[KeyChange, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PackDifference(Part):
    """What tells two packs apart, in words (规则包对比)."""

    _reads: ClassVar = {
        "before": ComparedPack._of,
        "after": ComparedPack._of,
        "changes": many(PackChange._of),
    }

    #: The earlier pack.
    before: ComparedPack
    #: The later pack.
    after: ComparedPack
    #: Both packs with their versions, in one line.
    headline: str
    #: How much differs, in one line.
    summary: str
    #: Whether both say the same.
    same: bool
    #: The parts that differ: by kind of part, then in natural order of their ids.
    changes: tuple[PackChange, ...]

    def _repr_html_(self) -> str:
        from ._html import difference

        return difference(self)


def difference_of(data: Mapping[str, Any]) -> PackDifference:
    """Makes what tells two packs apart; the native half calls it."""
    for change, (heading, sentences) in zip(data["changes"], data["texts"], strict=True):
        change.update(heading=heading, sentences=sentences)
    return PackDifference._of(data)
