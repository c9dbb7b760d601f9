"""Acts on record."""

from __future__ import annotations

import dataclasses
import datetime
from typing import ClassVar, Literal

from ._parts import Part, day


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Organ(Part):
    """An organ that acted (机构); what is not known of it is left out."""

    #: Its name as the document gives it.
    name: str | None = None
    #: The code of its level, such as `county`.
    level: str | None = None
    #: The code of its kind, such as `civil_affairs`.
    kind: str | None = None
    #: Its unified social credit code.
    code: str | None = None


def _stated_day(text: str) -> datetime.date | Literal["none"]:
    return "none" if text == "none" else day(text)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Part):
    """An act on record: who did what, when, under which number, with which outcome.

    A day or number of `none` is stated to be absent; what is left out is not known.
    """

    _reads: ClassVar = {
        "by": Organ._of,
        "on": _stated_day,
        "ends_on": _stated_day,
        "demands": tuple,
    }

    #: The code of what was done, such as `assessment`.
    act: str | None = None
    by: Organ | None = None
    on: datetime.date | Literal["none"] | None = None
    number: str | None = None
    #: `approved` or `rejected`.
    outcome: str | None = None
    #: The last day on which it counts, if it ends.
    ends_on: datetime.date | Literal["none"] | None = None
    #: The demands that it covers, by their index from 0, if not all.
    demands: tuple[int, ...] | None = None
