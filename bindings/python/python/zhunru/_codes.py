"""Verdicts, and the codes that decisions and packs carry."""

from __future__ import annotations

import enum
from typing import Literal


class Verdict(str, enum.Enum):
    """What the engine answers (准入结论), from worst to best.

    A verdict is its code too, and says so when it is printed.

    >>> Verdict.DENY == "deny", f"{Verdict.DENY}", Verdict.DENY.label, Verdict.DENY.label_en
    (True, 'deny', '不予准入', 'denied')
    >>> max(Verdict.ADMIT, Verdict.DENY, key=lambda verdict: verdict.rank)
    <Verdict.ADMIT: 'admit'>
    """

    #: A prohibition is hit, or a required procedure was refused.
    DENY = "deny"
    #: A fact that is not known could change the outcome.
    NEEDS_INFORMATION = "needs_information"
    #: Allowed only after a procedure.
    NEEDS_APPROVAL = "needs_approval"
    #: No rule in force grants it and none objects: a person must judge.
    NOT_COVERED = "not_covered"
    #: Admitted, with obligations open.
    ADMIT_WITH_CONDITIONS = "admit_with_conditions"
    #: Admitted, with nothing outstanding but standing duties.
    ADMIT = "admit"

    def __str__(self) -> str:
        return self.value

    def __format__(self, format_spec: str) -> str:
        return format(self.value, format_spec)

    @property
    def rank(self) -> int:
        """The place in the order from worst (0) to best (5)."""
        return list(Verdict).index(self)

    @property
    def label(self) -> str:
        """What it is called in Chinese."""
        return _LABELS[self.value][0]

    @property
    def label_en(self) -> str:
        """What it is called in English."""
        return _LABELS[self.value][1]


_LABELS = {
    "deny": ("不予准入", "denied"),
    "needs_information": ("补正材料", "information needed"),
    "needs_approval": ("须报批", "approval needed"),
    "not_covered": ("规则未覆盖", "not covered by rules"),
    "admit_with_conditions": ("附条件准入", "admitted with conditions"),
    "admit": ("准予准入", "admitted"),
}

Language = Literal["zh", "en"]

#: What a rule came to for a demand.
Outcome = Literal[
    "violated", "undetermined", "satisfied", "excepted", "advised", "not_applicable"
]

#: What a rule does when it applies and is not excepted.
Modality = Literal[
    "forbidden",
    "forbidden_without",
    "in_principle_forbidden",
    "required",
    "permitted",
    "advised",
]

#: What kind of source a document is.
SourceKind = Literal["regulation", "notice", "explanation", "report"]

#: How far a procedure has come.
ProcedureState = Literal["incomplete", "refused", "complete"]

#: When an obligation is due.
Due = Literal["before", "after", "standing"]

#: Whether an obligation is met.
ObligationStatus = Literal["unmet", "to_be_confirmed", "met"]

#: The unit of a number.
Unit = Literal["yuan", "persons", "characters", "share", "times"]
