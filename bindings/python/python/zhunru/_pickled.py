"""What was pickled, restored; pickles name these functions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from ._calendar import CalendarYear
from ._errors import Fault, PackError
from ._zhunru import Decision, Engine, Impact, Pack, Proposal, WorkingCalendar


def proposal(text: str) -> Proposal:
    return Proposal.from_json(text)


def decision(text: str) -> Decision:
    return Decision._restore(text)


def pack(kind: str, *state: Any) -> Pack:
    if kind == "built-in":
        return _built_in(*state)
    if kind == "files":
        name, files, parents = state
        return Pack.from_files(files, name=name, parents=parents)
    base, of_list, on = state
    return _as_of(base, of_list, on)


def _built_in(id: str, digest: str) -> Pack:
    found = Pack.built_in(id)
    if found.digest != digest:
        message = (
            f"the built-in pack `{id}` was pickled by a version of zhunru in which it says "
            "something else; load it from its files instead"
        )
        raise PackError([Fault(code="other-digest", message=message)])
    return found


def _as_of(base: Pack, of_list: str | None, on: datetime.date) -> Pack:
    return base.with_lists_as_of(on, list=of_list)


def engine(*packs: Pack) -> Engine:
    return Engine(packs, built_in=False)


def impact(
    before: Engine, after: Engine, packs_before: Sequence[str] | None, packs_after: Sequence[str] | None
) -> Impact:
    return Impact(before, after, packs_before=packs_before, packs_after=packs_after)


def calendar(years: Sequence[CalendarYear]) -> WorkingCalendar:
    return WorkingCalendar(years)
