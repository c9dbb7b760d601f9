"""Procedures: their steps, who takes them, how far they have come."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from . import _svg
from ._act import Approval
from ._codes import Language
from ._decision import ProcedureProgress
from ._errors import ArgumentError, Fault
from ._parts import Clause, Part, many
from ._zhunru import progress_of

if TYPE_CHECKING:
    from . import types
    from ._zhunru import WorkingCalendar


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Body(Part):
    """A body that takes a step: its kind and its level."""

    #: The code of its kind, such as `civil_affairs`.
    kind: str
    #: The code of its level, such as `county`; `issuer` for the issuer's own (同级).
    level: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step(Part):
    """One step of a procedure."""

    _reads: ClassVar = {
        "acts": tuple,
        "bodies": many(tuple),
        "bodies_en": many(tuple),
        "by": many(many(Body._of)),
    }

    id: str
    title: str
    title_en: str | None
    #: The act; one of several where the document takes them for one another.
    acts: tuple[str, ...]
    #: Who takes it: alternatives, each of bodies that must all act; none where nobody is named.
    bodies: tuple[tuple[str, ...], ...]
    #: The same in English.
    bodies_en: tuple[tuple[str, ...], ...]
    #: The same by kind and level, by which `Procedure.progress` tells whose acts count.
    by: tuple[tuple[Body, ...], ...] = ()
    #: The time limit in working days, where the document sets one.
    working_days: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Part):
    """A procedure: its steps in their order (程序).

    A notebook shows it as a flowchart.

    >>> from zhunru import Pack
    >>> procedure = Pack.built_in("tianjin").procedure("review-and-approval")
    >>> [step.title for step in procedure.steps]
    ['同级民政部门初审', '同级党委和政府审批']
    >>> procedure.to_svg().startswith("<svg ")
    True
    """

    _reads: ClassVar = {"steps": many(Step._of), "source": Clause._of}

    id: str
    title: str
    title_en: str | None
    steps: tuple[Step, ...]
    source: Clause

    def to_svg(
        self, *, progress: ProcedureProgress | None = None, language: Language = "zh"
    ) -> str:
        """The procedure as a flowchart in SVG (流程图): its steps, who takes them, within which time.

        With the `progress` that a finding tells of it, the chart shows which steps are done and by
        whom, which is next and by when, and which was refused.
        """
        if language not in ("zh", "en"):
            raise _argument(f"`{language}` is no language; allowed are `zh`, `en`")
        if progress is not None and progress.id != self.id:
            raise _argument(f"the progress is that of `{progress.id}`, not of `{self.id}`")
        return _svg.procedure(self, progress, language)

    def progress(
        self,
        approvals: Iterable[Approval | types.Approval | Mapping[str, Any]],
        *,
        as_of: datetime.date | str,
        started_on: datetime.date | str | None = None,
        issuer: types.AdminLevel | None = None,
        calendar: WorkingCalendar | None = None,
        language: Language = "zh",
    ) -> ProcedureProgress:
        """How far acts on record carry the procedure on a day (程序进度).

        For procedures that are not about a demand, such as those by which a list is adopted or
        amended, or a form is cleared before it is sent out; for demands the findings of a decision
        say it. Acts count by the same rules, but which demands an act names makes no difference.

        From the day after `started_on`, on which the first step was applied for, the time limit of
        that step runs. `issuer` is the level that 同级 means; while it is left out, steps of the
        issuer's own level are not known to be done. `calendar` counts the working days, as
        `Engine.calendar` gives it; without one Monday to Friday count, and
        `years_without_calendar` says so.

        >>> from zhunru import Engine, Pack
        >>> review = Pack.built_in("tianjin").procedure("review-and-approval")
        >>> progress = review.progress(
        ...     [{
        ...         "act": "preliminary_review",
        ...         "by": {"kind": "civil_affairs", "level": "county"},
        ...         "on": "2024-03-08",
        ...         "number": "津和民〔2024〕3号",
        ...         "outcome": "approved",
        ...     }],
        ...     as_of="2024-04-01",
        ...     issuer="county",
        ...     calendar=Engine().calendar("tianjin"),
        ... )
        >>> progress.state, progress.done, progress.next_title
        ('incomplete', ('review',), '同级党委和政府审批')
        """
        acts = [one.to_dict() if isinstance(one, Approval) else one for one in approvals]
        told = progress_of(self, acts, as_of, started_on, issuer, calendar, language)
        return ProcedureProgress._of(told)

    def _repr_svg_(self) -> str:
        return self.to_svg()


def _argument(message: str) -> ArgumentError:
    return ArgumentError([Fault(code="invalid-argument", message=message)])
