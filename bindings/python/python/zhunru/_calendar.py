"""The parts of a calendar of working days."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ._parts import Clause, Part, day, many


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Part):
    """A holiday (节假日) from its first day to its last."""

    _reads: ClassVar = {"since": day, "until": day}

    #: What it is called, such as 春节.
    name: str
    name_en: str | None = None
    #: Its first day.
    since: datetime.date
    #: Its last day.
    until: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear(Part):
    """The holidays and make-up working days of one year (年度节假日安排).

    A county's own arrangement stands beside those of a pack so:

    >>> import datetime
    >>> from zhunru import CalendarYear, Clause, Engine, Holiday, WorkingCalendar
    >>> day = datetime.date(2031, 1, 1)
    >>> arranged = CalendarYear(
    ...     year=2031,
    ...     holidays=(Holiday(name="元旦", since=day, until=day),),
    ...     source=Clause(document="arrangement-2031", clause="一"),
    ... )
    >>> calendar = WorkingCalendar([*Engine().calendar("national").years, arranged])
    >>> calendar.is_working_day(day), calendar.covers(2031)
    (False, True)
    """

    _reads: ClassVar = {
        "holidays": many(Holiday._of),
        "make_up_days": many(day),
        "source": Clause._of,
    }

    year: int
    #: The holidays, by their first days.
    holidays: tuple[Holiday, ...] = ()
    #: The weekend days on which people work, in order.
    make_up_days: tuple[datetime.date, ...] = ()
    #: Where they are arranged: the id of a document of the pack, and the clause.
    source: Clause


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Part):
    """The last day of a time limit (办结期限)."""

    #: The last day.
    on: datetime.date
    #: The years counted through whose holidays are not known, so that Monday to Friday stood for
    #: working days; in order.
    years_without_calendar: tuple[int, ...] = ()


def years_of(data: Mapping[str, Any]) -> tuple[CalendarYear, ...]:
    """Makes the years of a calendar; the native half calls it."""
    return tuple(map(CalendarYear._of, data["years"]))


def deadline_of(on: datetime.date, years: Iterable[int]) -> Deadline:
    """Makes the last day of a time limit; the native half calls it."""
    return Deadline(on=on, years_without_calendar=tuple(years))
