"""Decides whether a proposed task may be assigned to a village organisation in China (村级组织准入).

>>> from zhunru import Engine
>>> engine = Engine()
>>> decision = engine.decide({
...     "submitted_on": "2024-03-04",
...     "village": {"code": "340304100201"},
...     "issuer": {"level": "county", "kind": "government_department"},
...     "demands": [{"type": "data_request", "frequency": "weekly", "sole_means": True}],
... })
>>> decision.verdict, decision.verdict.label
(<Verdict.DENY: 'deny'>, '不予准入')

`Engine` decides proposals and tables of them; `Pack` is what the documents of one place say;
`Decision` says the verdict, the document and clause behind it, what is missing and what is owed;
`ListVersion` and `PackDifference` what changed, `Impact` what a change of lists or rules would
alter; `Procedure` and `WorkingCalendar` say how far acts on record have come, and by when the next
is due. A denial is a value, never an exception; `Error` is the root of what can go wrong.
`zhunru.types` describes what goes into a proposal.
"""

from . import types
from ._act import Approval, Organ
from ._calendar import CalendarYear, Deadline, Holiday
from ._codes import (
    Due,
    Language,
    Modality,
    ObligationStatus,
    Outcome,
    ProcedureState,
    SourceKind,
    Unit,
    Verdict,
)
from ._comparison import CodeChange, FieldChange, ListComparison, RenameCandidate, Revision
from ._decision import (
    Advice,
    DemandDecision,
    FactRead,
    Finding,
    MissingFact,
    Obligation,
    OpenPoint,
    PackUse,
    ProcedureProgress,
    Question,
    Source,
    StepAct,
    TakenStep,
)
from ._difference import ComparedPack, KeyChange, PackChange, PackDifference
from ._entry import EntryDetails, ListEntry, Supervision
from ._errors import (
    ArgumentError,
    EngineError,
    Error,
    Fault,
    PackError,
    ProposalError,
    RequestError,
    TableError,
)
from ._impact import (
    DemandImpact,
    FindingChange,
    Flip,
    ImpactReport,
    ImpactTotals,
    ProposalImpact,
)
from ._list import Amendment, ClassSize, DeclaredVersion, ItemList, ListClass, ListVersion
from ._pack import CaseFailure, CaseRun, Difference, Document, Place, Rule
from ._parts import Clause, Days
from ._procedure import Body, Procedure, Step
from ._table import ColumnReport, FoundColumn, IgnoredColumn, TableSummary
from ._vocabulary import EntryField, Fact, Text, Value
from ._zhunru import (
    DecidedBatch,
    DecidedBatches,
    DecidedTable,
    Decision,
    Decisions,
    Engine,
    Impact,
    Pack,
    Proposal,
    WorkingCalendar,
    __version__,
)

__all__ = [
    "Advice",
    "Amendment",
    "Approval",
    "ArgumentError",
    "Body",
    "CalendarYear",
    "CaseFailure",
    "CaseRun",
    "ClassSize",
    "Clause",
    "CodeChange",
    "ColumnReport",
    "ComparedPack",
    "Days",
    "Deadline",
    "DecidedBatch",
    "DecidedBatches",
    "DecidedTable",
    "Decision",
    "Decisions",
    "DeclaredVersion",
    "DemandDecision",
    "DemandImpact",
    "Difference",
    "Document",
    "Due",
    "Engine",
    "EngineError",
    "EntryDetails",
    "EntryField",
    "Error",
    "Fact",
    "FactRead",
    "Fault",
    "FieldChange",
    "Finding",
    "FindingChange",
    "Flip",
    "FoundColumn",
    "Holiday",
    "IgnoredColumn",
    "Impact",
    "ImpactReport",
    "ImpactTotals",
    "ItemList",
    "KeyChange",
    "Language",
    "ListClass",
    "ListComparison",
    "ListEntry",
    "ListVersion",
    "MissingFact",
    "Modality",
    "Obligation",
    "ObligationStatus",
    "OpenPoint",
    "Organ",
    "Outcome",
    "Pack",
    "PackChange",
    "PackDifference",
    "PackError",
    "PackUse",
    "Place",
    "Procedure",
    "ProcedureProgress",
    "ProcedureState",
    "Proposal",
    "ProposalError",
    "ProposalImpact",
    "Question",
    "RenameCandidate",
    "RequestError",
    "Revision",
    "Rule",
    "Source",
    "SourceKind",
    "Step",
    "StepAct",
    "Supervision",
    "TableError",
    "TableSummary",
    "TakenStep",
    "Text",
    "Unit",
    "Value",
    "Verdict",
    "WorkingCalendar",
    "__version__",
    "types",
]
