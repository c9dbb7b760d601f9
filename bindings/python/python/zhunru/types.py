"""What a proposal is made of, for type checkers: the mappings that go in.

Every key may be left out, or be `None`, and then is unknown. That there is none is said: `[]` for a
list, `"none"` for a single value, `"nobody"` for support.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Protocol, TypedDict, Union

#: A day: a `datetime.date`, or ISO 8601 text such as `2024-03-04`.
Day = Union[datetime.date, str]

#: An amount, exact: a `Decimal`, or text such as `"20000.00"`.
Amount = Union[Decimal, str]

#: What a document states of a fact by path.
Stated = Union[bool, int, str, datetime.date, Decimal, None]

AdminLevel = Literal["village", "township", "county", "city", "province", "central"]

OrganKind = Literal[
    "party_committee",
    "government",
    "party_committee_and_government",
    "party_department",
    "government_department",
    "civil_affairs",
    "organization_department",
    "governance_centre",
    "government_executive_meeting",
    "standing_committee",
    "mass_organisation",
    "public_institution",
    "joint_conference",
    "township",
    "villagers_assembly",
    "village_organisation",
    "court",
    "enterprise",
    "resident",
    "other",
]

BasisRank = Literal[
    "constitution",
    "law",
    "administrative_regulation",
    "state_council_decision",
    "central_party_document",
    "central_joint_document",
    "local_regulation",
    "ministry_rule",
    "local_government_rule",
    "normative_document",
    "policy_document",
]

Act = Literal[
    "unified_deployment",
    "preliminary_review",
    "approval",
    "consent",
    "filing",
    "study",
    "inquiry",
    "deliberation",
    "consultation",
    "assessment",
    "ratification",
    "resolution",
]

Bearer = Literal["issuer", "superior", "township", "village", "shared", "nobody"]

Placement = Literal[
    "exterior_sign", "exterior_identifier", "interior_sign", "function_room_sign"
]

AssessmentCriterion = Literal[
    "traces",
    "follows",
    "app_promotion",
    "screenshots",
    "chat_groups",
    "mechanisms",
    "signboards",
    "ledgers",
    "satisfaction",
    "results",
    "other",
]

ToolAsk = Literal["clock_in", "ranking", "follows", "uploads", "forms", "online_time"]

Frequency = Literal[
    "once",
    "irregular",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "half_yearly",
    "yearly",
]


class Organ(TypedDict, total=False):
    """An organ: who issues a proposal or acts on it (机构)."""

    name: str | None
    level: AdminLevel | None
    kind: OrganKind | None
    #: The unified social credit code (统一社会信用代码).
    code: str | None


class StockSignboard(TypedDict, total=False):
    """A sign that already hangs."""

    name: str | None
    placement: Placement | None
    sponsor_level: AdminLevel | None
    filed: bool | None
    statutorily_required: bool | None


class StockMechanism(TypedDict, total=False):
    """A mechanism that already exists."""

    name: str | None
    sponsor_level: AdminLevel | None
    dedicated_post: bool | None


class StockItem(TypedDict, total=False):
    """A digital tool or chat group that already exists."""

    name: str | None
    sponsor_level: AdminLevel | None


class Village(TypedDict, total=False):
    """A village or community and what it already has; a given list of stock is whole."""

    #: The division code, which picks the packs.
    code: str | None
    name: str | None
    kind: Literal["village", "community"] | None
    signboards: Sequence[StockSignboard] | None
    mechanisms: Sequence[StockMechanism] | None
    digital_tools: Sequence[StockItem] | None
    chat_groups: Sequence[StockItem] | None
    #: The names of the places above it, from the nearest.
    within: Sequence[str] | None


class LegalBasis(TypedDict, total=False):
    """One document that a proposal or demand rests on (依据)."""

    rank: BasisRank | None
    title: str | None
    number: str | None
    clause: str | None
    #: Whether it is the very document by which the task was deployed.
    deployment: bool | None


class Approval(TypedDict, total=False):
    """One act on record (办理记录)."""

    act: Act | None
    by: Organ | None
    on: Day | None
    number: str | None
    outcome: Literal["approved", "rejected"] | None
    ends_on: Day | None
    #: The indexes of the demands that it covers, if not all.
    demands: Sequence[int] | None


class SupportItem(TypedDict, total=False):
    """One kind of support: who bears it and how much."""

    borne_by: Bearer | None
    #: Yuan for funds and equipment, persons for staff.
    amount: Amount | None
    village_part: bool | None


class Support(TypedDict, total=False):
    """The support offered (保障措施)."""

    funds: SupportItem | None
    staff: SupportItem | None
    equipment: SupportItem | None


class _Demand(TypedDict, total=False):
    """What every demand may carry; it stands for the demand instead of the header's."""

    basis: Sequence[LegalBasis] | None
    support: Support | None
    facts: Mapping[str, Stated] | None


class _Work(TypedDict):
    type: Literal["work"]


class WorkDemand(_Work, _Demand, total=False):
    """Work handed down (派交工作事务)."""

    item: str | None
    matter: str | None
    role: Literal["responsible", "assist", "agent", "autonomous"] | None
    own_duty: bool | None


class _DataRequest(TypedDict):
    type: Literal["data_request"]


class DataRequestDemand(_DataRequest, _Demand, total=False):
    """Forms, figures, material or ledgers asked for (填表报数)."""

    item: str | None
    frequency: Frequency | None
    sole_means: bool | None
    in_existing_system: bool | None


class _Mechanism(TypedDict):
    type: Literal["mechanism", "dedicated_post"]


class MechanismDemand(_Mechanism, _Demand, total=False):
    """A mechanism, or a post or person to be dedicated (设立工作机制、专人专岗)."""

    name: str | None
    centrally_required: bool | None
    statutorily_required: bool | None
    existing_body_can_carry: bool | None


class _Signboard(TypedDict):
    type: Literal["signboard"]


class SignboardDemand(_Signboard, _Demand, total=False):
    """A sign to be put up (挂牌)."""

    name: str | None
    placement: Placement | None
    sponsor_level: AdminLevel | None
    counterpart: bool | None
    typical_work: bool | None
    filed: bool | None
    statutorily_required: bool | None
    interior_place_granted: bool | None
    text_colour: Literal["red", "black", "other"] | None
    orientation: Literal["horizontal", "vertical"] | None


class _Certificate(TypedDict):
    type: Literal["certificate", "certificate_request"]


class CertificateDemand(_Certificate, _Demand, total=False):
    """A certificate asked of the village, by an office or by a resident (出具证明)."""

    item: str | None
    able_to_verify: bool | None
    major_or_risky: bool | None
    seal_liability: bool | None
    for_work_study_or_life: bool | None
    published_time_limit: bool | None
    published_use: bool | None
    published_steps: bool | None
    published_basis: bool | None
    published_form: bool | None


class _Assessment(TypedDict):
    type: Literal["assessment"]


class AssessmentDemand(_Assessment, _Demand, total=False):
    """An assessment of the village (考核评价)."""

    criteria: Sequence[AssessmentCriterion] | None
    run_by: AdminLevel | None


class _Accountability(TypedDict):
    type: Literal["one_vote_veto", "responsibility_letter"]


class AccountabilityDemand(_Accountability, _Demand, total=False):
    """A matter with one-vote veto, or a letter of responsibility (一票否决、责任状)."""

    item: str | None


class _Inspection(TypedDict):
    type: Literal["inspection"]


class InspectionDemand(_Inspection, _Demand, total=False):
    """An inspection of the village (督查检查)."""

    scope: Literal["comprehensive", "special", "routine"] | None
    held_this_year: int | None
    in_yearly_plan: bool | None


class _DigitalTool(TypedDict):
    type: Literal["digital_tool", "chat_group"]


class DigitalToolDemand(_DigitalTool, _Demand, total=False):
    """An app, a business system or a chat group to use (政务APP、业务系统、工作群)."""

    name: str | None
    replaces_existing: bool | None
    duplicates_existing: bool | None
    asks: Sequence[ToolAsk] | None
    emergency_or_security: bool | None


class _Document(TypedDict):
    type: Literal["document"]


class DocumentDemand(_Document, _Demand, total=False):
    """A document sent to the village (发文)."""

    title: str | None
    characters: int | None
    #: From 0 to 1.
    repeated_share: Amount | None
    sent_on: Day | None
    same_matter_before: bool | None


class _Meeting(TypedDict):
    type: Literal["meeting"]


class MeetingDemand(_Meeting, _Demand, total=False):
    """A meeting that the village is called to (会议)."""

    title: str | None
    held_on: Day | None
    same_matter_before: bool | None


class _SealUse(TypedDict):
    type: Literal["seal_use"]


class SealUseDemand(_SealUse, _Demand, total=False):
    """The village's seal to be used (使用公章)."""

    purpose: str | None
    liability: bool | None


#: One demand of a proposal.
Demand = Union[
    WorkDemand,
    DataRequestDemand,
    MechanismDemand,
    SignboardDemand,
    CertificateDemand,
    AssessmentDemand,
    AccountabilityDemand,
    InspectionDemand,
    DigitalToolDemand,
    DocumentDemand,
    MeetingDemand,
    SealUseDemand,
]

#: The type of a demand.
DemandType = Literal[
    "work",
    "data_request",
    "mechanism",
    "dedicated_post",
    "signboard",
    "certificate",
    "certificate_request",
    "assessment",
    "one_vote_veto",
    "responsibility_letter",
    "inspection",
    "digital_tool",
    "chat_group",
    "document",
    "meeting",
    "seal_use",
]


class _Proposal(TypedDict):
    demands: Sequence[Demand]


class ProposalDict(_Proposal, total=False):
    """A proposal in the interchange form (准入申请)."""

    format: Literal[1] | None
    id: str | None
    title: str | None
    submitted_on: Day | None
    starts_on: Day | None
    ends_on: Day | None
    #: One organ, or several for a joint notice.
    issuer: Organ | Sequence[Organ] | None
    village: Village | None
    basis: Sequence[LegalBasis] | None
    approvals: Sequence[Approval] | None
    support: Support | None
    #: Further facts by path.
    facts: Mapping[str, Stated] | None


class ArrowStream(Protocol):
    """A table that libraries exchange by the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class ArrowArray(Protocol):
    """A batch that libraries exchange by the Arrow PyCapsule interface."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


class ArrowSchema(Protocol):
    """The columns of a table, by the Arrow PyCapsule interface."""

    def __arrow_c_schema__(self) -> Any: ...


#: What `Engine.decide_table` takes: tables of pyarrow, polars, pandas, DuckDB and others.
ArrowTable = Union[ArrowStream, ArrowArray]

#: A column of decisions.
OutputColumn = Literal[
    "row",
    "id",
    "type",
    "verdict",
    "proposal_verdict",
    "assignable",
    "possible",
    "rules",
    "rule_flags",
    "undetermined",
    "grants",
    "missing",
    "questions",
    "next_step",
    "obligations",
    "message",
    "packs",
    "errors",
]
