"""What the parts of decisions, packs and tables have in common."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

Self = TypeVar("Self", bound="Part")


class Part:
    """A frozen part of something that the engine gave: equal by value, hashable, picklable."""

    __slots__ = ()

    # How fields are read that are no plain values.
    _reads: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    _names: ClassVar[frozenset[str] | None] = None

    @classmethod
    def _of(cls: type[Self], data: Mapping[str, Any]) -> Self:
        """Reads the part from plain values; fields that are not known are left out."""
        names = cls.__dict__.get("_names")
        if names is None:
            names = frozenset(field.name for field in dataclasses.fields(cls))  # type: ignore[arg-type]
            cls._names = names
        reads = cls._reads
        values = {}
        for name, value in data.items():
            if name not in names:
                continue
            if value is not None and name in reads:
                value = reads[name](value)
            values[name] = value
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """The part as plain dictionaries, lists and strings."""
        fields = dataclasses.fields(self)  # type: ignore[arg-type]
        return {field.name: _plain(getattr(self, field.name)) for field in fields}

    def to_json(self, *, pretty: bool = False) -> str:
        """The part as JSON text."""
        if pretty:
            return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.to_dict()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(one) for key, one in value.items()}
    return value


def many(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """Reads a list of parts as a tuple."""
    return lambda values: tuple(read(value) for value in values)


day = datetime.date.fromisoformat
