"""What a change of lists or rules alters."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from ._codes import Outcome, Verdict
from ._parts import Part, day, many


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange(Part):
    """A rule, list or limit whose finding differs."""

    #: Which one, as `pack/rule`.
    rule: str
    #: What it came to before; nothing when it did not bear on the demand.
    before: Outcome | None
    #: What it comes to after; nothing when it does not bear on the demand.
    after: Outcome | None
    #: What it is called.
    title: str
    #: What it says, after the change if it says anything then.
    message: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DemandImpact(Part):
    """How the answer to one demand changes."""

    _reads: ClassVar = {
        "before": Verdict,
        "after": Verdict,
        "findings": many(FindingChange._of),
    }

    #: The demand's index in the proposal, from 0.
    index: int
    before: Verdict
    after: Verdict
    assignable_before: bool
    assignable_after: bool
    #: The findings that differ, those after the change first.
    findings: tuple[FindingChange, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProposalImpact(Part):
    """How the answer to one proposal changes."""

    _reads: ClassVar = {
        "as_of": day,
        "before": Verdict,
        "after": Verdict,
        "demands": many(DemandImpact._of),
    }

    #: The day for which was decided.
    as_of: datetime.date
    before: Verdict
    after: Verdict
    demands: tuple[DemandImpact, ...]
    #: Whether a demand has another answer.
    flipped: bool
    #: Whether anything differs, be it only the reasons.
    changed: bool
    #: The proposal's id, if it has one.
    proposal: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ImpactTotals(Part):
    """The figures of an impact (影响汇总)."""

    #: How many proposals were decided under both.
    proposals: int
    #: How many could not be decided.
    faulty: int
    #: How many have a demand with another answer.
    flipped: int
    #: How many have the same answers for other reasons.
    other_reasons: int
    #: How many demands were decided under both.
    demands: int
    #: How many demands may be assigned at once now and could not before.
    newly_assignable: int
    #: How many demands could be assigned at once before and may not now.
    no_longer_assignable: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Flip(Part):
    """How many demands went from one verdict to another."""

    _reads: ClassVar = {"before": Verdict, "after": Verdict}

    before: Verdict
    after: Verdict
    count: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ImpactReport(Part):
    """What a change alters over many proposals."""

    _reads: ClassVar = {
        "totals": ImpactTotals._of,
        "flips": many(Flip._of),
        "proposals": many(ProposalImpact._of),
    }

    totals: ImpactTotals
    #: How many demands went from which verdict to which, from the worst verdict on.
    flips: tuple[Flip, ...]
    #: The proposals of which a demand has another answer.
    proposals: tuple[ProposalImpact, ...]


def impact_of(data: Mapping[str, Any]) -> ImpactReport:
    """Makes what a change alters; the native half calls it."""
    for proposal in data["proposals"]:
        for demand, texts in zip(proposal["demands"], proposal["texts"], strict=True):
            for finding, (title, message) in zip(demand["findings"], texts, strict=True):
                finding.update(title=title, message=message)
    return ImpactReport._of(data)
