"""The parts of a decision."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from ._codes import (
    Due,
    Modality,
    ObligationStatus,
    Outcome,
    ProcedureState,
    SourceKind,
    Unit,
    Verdict,
)
from ._parts import Part, day, many


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source(Part):
    """A document and a clause in it."""

    _reads: ClassVar = {"date": day, "in_force_from": day}

    #: The title of the document.
    document: str
    #: The clause, such as 附件2 第4项.
    clause: str
    #: What kind of source it is.
    kind: SourceKind
    #: Who issued the document, in Chinese; empty where the pack does not say.
    issuer: str = ""
    #: The document's number (文号), where it has one.
    number: str | None = None
    #: The document's date, where it is known.
    date: datetime.date | None = None
    #: The day from which it binds, where it is known.
    in_force_from: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepAct(Part):
    """An act by which a step of a procedure was taken."""

    _reads: ClassVar = {"on": day}

    #: Who acted.
    by: str
    #: On which day.
    on: datetime.date
    #: Under which document number, where there is one.
    number: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TakenStep(Part):
    """A step of a procedure that was taken: done, or refused."""

    _reads: ClassVar = {"on": day, "acts": many(StepAct._of)}

    #: The step's id.
    id: str
    #: What it is.
    title: str
    #: The day on which it was completed or refused; nothing while more than one is possible.
    on: datetime.date | None = None
    #: The acts by which it was.
    acts: tuple[StepAct, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureProgress(Part):
    """How far a procedure has come: what is done, what was refused, what is next."""

    _reads: ClassVar = {
        "done": tuple,
        "bodies": many(tuple),
        "next_acts": many(StepAct._of),
        "due": day,
        "years_without_calendar": tuple,
        "steps_done": many(TakenStep._of),
        "refused": TakenStep._of,
    }

    #: Its id; `approver_not_named` where the document names nobody.
    id: str
    #: What it is called.
    title: str
    #: Its state, when that is known.
    state: ProcedureState | None = None
    #: The ids of the steps that are done.
    done: tuple[str, ...] = ()
    #: The id of the next step.
    next: str | None = None
    #: What the next step is.
    next_title: str | None = None
    #: Who has still to take the next step: alternatives, each of bodies that must all act.
    bodies: tuple[tuple[str, ...], ...] = ()
    #: The acts of those who have taken it already, where others have still to.
    next_acts: tuple[StepAct, ...] = ()
    #: The time limit of the next step in working days, where there is one.
    working_days: int | None = None
    #: The last day of the time limit, where it is known from which day it runs.
    due: datetime.date | None = None
    #: Whether the next step is known to be open though its last day is past.
    overdue: bool = False
    #: The years up to the last day whose holidays are not known; Monday to Friday were counted.
    years_without_calendar: tuple[int, ...] = ()
    #: The steps that are done, with the acts by which they were.
    steps_done: tuple[TakenStep, ...] = ()
    #: The step that was refused, when one was.
    refused: TakenStep | None = None

    def _repr_html_(self) -> str:
        from ._html import progress

        return progress(self)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FactRead(Part):
    """A fact that a rule read; in a full trace only."""

    #: Its path.
    fact: str
    #: What was known of it by codes; nothing while unknown.
    value: str | None = None
    #: What was known of it in words.
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Part):
    """What one rule came to for one demand."""

    _reads: ClassVar = {
        "verdict": Verdict,
        "procedure": ProcedureProgress._of,
        "source": Source._of,
        "facts": many(FactRead._of),
    }

    #: The index of the demand, from 0.
    demand: int
    #: The rule, as `pack/rule`.
    rule: str
    #: What it came to.
    outcome: Outcome
    #: What the rule does.
    modality: Modality
    #: What the rule says in short.
    title: str
    #: What it says of this demand.
    message: str
    #: Where the document says so.
    source: Source
    #: The verdict to which the rule alone would lead, if to any.
    verdict: Verdict | None = None
    #: How far the procedure of a gate has come.
    procedure: ProcedureProgress | None = None
    #: What would make the demand admissible.
    remedy: str | None = None
    #: How a careful reader could read the document otherwise.
    note: str | None = None
    #: The facts that the rule read; in a full trace only.
    facts: tuple[FactRead, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MissingFact(Part):
    """A fact to ask for, since it could change the outcome.

    `Proposal.answer` takes it together with the answer.
    """

    _reads: ClassVar = {
        "values": tuple,
        "decides": tuple,
        "labels": tuple,
        "place": tuple,
    }

    #: Its path.
    fact: str
    #: The index of the demand for which it is asked, from 0.
    demand: int
    #: What it is called.
    label: str
    #: The question to ask.
    question: str
    #: The name of its type: `boolean`, `enum`, `integer`, `decimal`, `date`, `text`, `item`, `list` or
    #: `approvals`.
    type: str
    #: The values among which to choose; for a membership the similar entries of the list.
    values: tuple[str, ...] = ()
    #: What these values are called, in the same order.
    labels: tuple[str, ...] = ()
    #: The rules that it may decide, as `pack/rule`.
    decides: tuple[str, ...] = ()
    #: Whether it may be answered that there is none, with `none`, or `[]` for a list.
    allows_none: bool = False
    #: The unit of a number.
    unit: Unit | None = None
    #: The keys and indexes that lead to the answer's place in a proposal.
    place: tuple[str | int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question(Part):
    """A fact and the question by which it is asked for."""

    #: The fact's path.
    fact: str
    #: The question.
    question: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Obligation(Part):
    """Something owed with a task."""

    _reads: ClassVar = {"confirm": many(Question._of), "source": Source._of}

    #: The index of the demand, from 0.
    demand: int
    #: The id of the obligation.
    id: str
    #: When it is due: before the task is handed down, after it, or as long as it lasts.
    time: Due
    #: Whether it is met.
    status: ObligationStatus
    #: What is owed.
    message: str
    #: The rule that requires it, as `pack/rule`.
    rule: str
    #: Where the document says so.
    source: Source
    #: What would meet it.
    remedy: str | None = None
    #: While it is to be confirmed, the facts that would settle it.
    confirm: tuple[Question, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Part):
    """What an official should know besides."""

    #: Why it is given, such as `presumed`.
    code: str
    #: What it says.
    message: str
    #: The index of the demand that it concerns, if one alone.
    demand: int | None = None
    #: The fact that it concerns.
    fact: str | None = None
    #: The rule that it comes from, as `pack/rule`.
    rule: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint(Part):
    """A point on which a careful reader could read a document otherwise."""

    #: The index of the demand, from 0.
    demand: int
    #: The rule that was read one way, as `pack/rule`.
    rule: str
    #: The rival reading.
    note: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PackUse(Part):
    """A pack that took part in a decision."""

    #: The pack's id.
    id: str
    #: Its version.
    version: str
    #: The digest of what it says.
    digest: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DemandDecision(Part):
    """The decision on one demand."""

    _reads: ClassVar = {
        "verdict": Verdict,
        "possible": many(Verdict),
        "missing": tuple,
        "grants": tuple,
    }

    #: The demand's index in the proposal, from 0.
    index: int
    #: Its verdict.
    verdict: Verdict
    #: Whether it may be assigned now.
    assignable: bool
    #: The verdicts that are still possible, worst first.
    possible: tuple[Verdict, ...]
    #: The paths of the facts that could change the outcome.
    missing: tuple[str, ...]
    #: The rules, lists and procedures that grant it, as `pack/rule`.
    grants: tuple[str, ...]


_MAKERS: Mapping[str, Callable[[Any], tuple[Part, ...]]] = {
    "demands": many(DemandDecision._of),
    "findings": many(Finding._of),
    "missing": many(MissingFact._of),
    "obligations": many(Obligation._of),
    "advice": many(Advice._of),
    "open_points": many(OpenPoint._of),
    "packs": many(PackUse._of),
}


def part_of(name: str, data: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Makes a part of a decision; the native half calls it when that is first read."""
    return _MAKERS[name](data)
