"""What the parts of decisions, packs and tables have in common."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar, Union

Self = TypeVar("Self", bound="Part")

# A field: its name, what puts a value into its slot, how a value is read that is no plain one, and what it
# is where nothing is said.
_Field = tuple[str, Callable[[Any, Any], None], Union[Callable[[Any], Any], None], Any]

# In the place of a default, that there is none.
_REQUIRED = object()


class Part:
    """A frozen part of something that the engine gave: equal by value, hashable, picklable."""

    __slots__ = ()

    # How fields are read that are no plain values.
    _reads: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    # How all of them are, made when the first is.
    _plan: ClassVar[Sequence[_Field] | None] = None

    @classmethod
    def _of(cls: type[Self], data: Mapping[str, Any]) -> Self:
        """Reads the part from plain values; fields that are not known are left out."""
        # Thousands are made for a table of findings, so this spares what `__init__` takes: each value
        # goes into its slot.
        part = object.__new__(cls)
        for name, put, read, default in cls.__dict__.get("_plan") or cls._planned():
            value = data.get(name, default)
            if value is _REQUIRED:
                raise TypeError(f"{cls.__name__} lacks `{name}`")
            if read is not None and value is not None and value is not default:
                value = read(value)
            put(part, value)
        return part

    @classmethod
    def _planned(cls) -> Sequence[_Field]:
        fields = dataclasses.fields(cls)  # type: ignore[arg-type]
        cls._plan = tuple(
            (
                field.name,
                cls.__dict__[field.name].__set__,
                cls._reads.get(field.name),
                _REQUIRED if field.default is dataclasses.MISSING else field.default,
            )
            for field in fields
        )
        return cls._plan

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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Days(Part):
    """A span of days that includes both its ends; an open end has no limit."""

    _reads: ClassVar = {"since": day, "until": day}

    since: datetime.date | None = None
    until: datetime.date | None = None

    def __contains__(self, one: object) -> bool:
        if not isinstance(one, datetime.date):
            return False
        after = self.since is None or self.since <= one
        return after and (self.until is None or one <= self.until)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Part):
    """Where a part of a pack stands: the id of a document, and the clause in it."""

    document: str
    clause: str
