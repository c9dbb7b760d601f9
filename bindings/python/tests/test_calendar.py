"""Working days."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

import pytest

import zhunru
from zhunru import CalendarYear, Clause, Deadline, Engine, Holiday, Pack, WorkingCalendar

SOURCE = Clause(document="arrangement", clause="一")


def year(number: int, *holidays: tuple[str, str], make_up: tuple[str, ...] = ()) -> CalendarYear:
    day = datetime.date.fromisoformat
    named = (Holiday(name="节日", since=day(since), until=day(until)) for since, until in holidays)
    return CalendarYear(
        year=number, holidays=tuple(named), make_up_days=tuple(map(day, make_up)), source=SOURCE
    )


def test_whose_calendar(engine: Engine) -> None:
    national = Pack.built_in("national").calendar
    assert national is not None and Pack.built_in("yuhui").calendar is None
    assert engine.calendar("yuhui") == engine.calendar("national") == national
    assert hash(engine.calendar("yuhui")) == hash(national)
    assert engine.calendar("yuhui") != WorkingCalendar()
    with pytest.raises(zhunru.ArgumentError, match="did you mean `yuhui`"):
        engine.calendar("yuhi")
    arranged = national.years[0]
    assert national.covers(arranged.year) and not national.covers(1900)
    documents = {document.id for document in Pack.built_in("national").documents}
    assert arranged.source.document in documents
    assert Pack.built_in("national").to_dict()["calendar"] == national.to_dict()


def test_days(engine: Engine) -> None:
    calendar = engine.calendar("national")
    # 春节 2024 is 10 to 17 February, and people work on the 4th and the 18th.
    assert [day for day in range(3, 20) if calendar.is_working_day(datetime.date(2024, 2, day))] == [
        *range(4, 10),
        18,
        19,
    ]
    assert calendar.deadline("2024-02-08", 3) == Deadline(on=datetime.date(2024, 2, 19))
    assert WorkingCalendar().deadline(datetime.date(2024, 2, 8), 3) == Deadline(
        on=datetime.date(2024, 2, 13), years_without_calendar=(2024,)
    )
    assert calendar.working_days_between("2024-02-08", "2024-02-19") == 3
    assert calendar.working_days_between("2024-02-19", "2024-02-08") == 0
    assert calendar.deadline("9999-12-30", 100) is None
    for wrong in ("2024-02-30", "tomorrow"):
        with pytest.raises(zhunru.ArgumentError):
            calendar.is_working_day(wrong)
    with pytest.raises(OverflowError):
        calendar.deadline("2024-02-08", -1)


def test_a_calendar_of_years_of_ones_own(engine: Engine) -> None:
    own = year(2031, ("2031-01-01", "2031-01-03"), make_up=("2031-01-05",))
    calendar = WorkingCalendar([own])
    assert calendar.years == (own,) and repr(calendar) == "WorkingCalendar(years=[2031])"
    assert not calendar.is_working_day("2031-01-02") and calendar.is_working_day("2031-01-05")
    both = WorkingCalendar([*engine.calendar("national").years, own])
    assert both.years[:-1] == engine.calendar("national").years and both.years[-1] == own
    assert WorkingCalendar(both.years) == both != calendar
    named = dataclasses.replace(own.holidays[0], name_en="a holiday")
    assert WorkingCalendar([dataclasses.replace(own, holidays=(named,))]).years[0].holidays == (named,)


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ([year(2031), year(2031)], "given twice"),
        ([year(1)], "no year of a calendar"),
        ([year(2031, ("2031-01-03", "2031-01-01"))], "before it begins"),
        ([year(2031, ("2032-05-01", "2032-05-03"))], "outside the year"),
        ([year(2031, make_up=("2031-01-02",))], "no Saturday or Sunday"),
    ],
)
def test_years_that_do_not_go_together(years: list[CalendarYear], message: str) -> None:
    with pytest.raises(zhunru.ArgumentError, match=message):
        WorkingCalendar(years)


def test_what_is_no_year() -> None:
    wrong: Any = [2031]
    with pytest.raises(TypeError, match="class `CalendarYear`, found a `int`"):
        WorkingCalendar(wrong)


def test_shown(engine: Engine) -> None:
    calendar = engine.calendar("national")
    shown = calendar._repr_html_()
    assert "春节 02-10 – 02-17" in shown and "02-04" in shown
    assert "周一至周五" in WorkingCalendar()._repr_html_()
    assert json.loads(calendar.to_json(pretty=True)) == calendar.to_dict()
    assert calendar.to_dict()["years"][0] == calendar.years[0].to_dict()
