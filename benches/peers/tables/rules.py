"""The rules over columns, once for everything whose columns take ``&``, ``|``, ``~`` and ``==``."""

from __future__ import annotations

from typing import Any, Protocol

PROHIBITS = [
    "yuhui/prohibition-2",
    "yuhui/prohibition-4",
    "yuhui/prohibition-5",
    "yuhui/prohibition-5-elsewhere",
    "yuhui/prohibition-8",
    "yuhui/prohibition-10",
    "yuhui/prohibition-11",
    "yuhui/prohibition-12",
    "yuhui/prohibition-13-unlawful",
    "yuhui/prohibition-13-no-basis",
    "yuhui/prohibition-13-no-funds",
    "yuhui/prohibition-13-no-effect",
    "yuhui/prohibition-13-rejected",
    "yuhui/not-to-bear",
    "national/certificates-not-to-issue",
    "yuhui/certificate-unverifiable",
    "yuhui/interior-only-permitted",
    "yuhui/interior-limit",
    "yuhui/interior-one-per-level",
]
GATES = [
    "yuhui/prohibition-1",
    "yuhui/prohibition-3",
    "yuhui/prohibition-6",
    "yuhui/prohibition-7",
    "yuhui/prohibition-9",
]
OBLIGES = [
    "yuhui/task-3-township-support",
    "yuhui/task-11-funds",
    "yuhui/task-11-staff",
    "yuhui/sign-filing",
]
RULES = PROHIBITS + GATES + OBLIGES

VERDICTS = ["deny", "needs_approval", "not_covered", "admit_with_conditions", "admit"]

OTHERS = ["villagers_assembly", "village_organisation", "court", "enterprise", "resident", "other"]
STATUTES = ["law", "administrative_regulation", "local_regulation"]
CENTRAL = ["central_party_document", "central_joint_document"]
ADEQUATE = ["constitution", "state_council_decision", *STATUTES, *CENTRAL]
MATTERS = ["administrative_enforcement", "demolition", "investment_promotion", "work_safety"]
BARRED = {"follows", "app_promotion", "mechanisms", "signboards", "traces"}


class Columns(Protocol):
    """What an engine says of columns; each answer is a column of yes and no."""

    lists: dict[str, list[str]]

    def among(self, column: str, codes: list[str]) -> Any:
        """Whether the code is one of these."""

    def flag(self, column: str) -> Any:
        """Whether it is yes."""

    def raw(self, column: str) -> Any:
        """The days or counts themselves."""

    def with_any(self, column: str, codes: set[str]) -> Any:
        """Whether one of the codes, parted by semicolons, is one of these."""

    def named(self, name: str, column: Any) -> Any:
        """A column that several rules use, which is best computed once."""


def hits(c: Columns) -> tuple[dict[str, Any], Any, Any]:
    """The columns of the rules, of what grants, and of procedures that were refused."""

    def code(column: str, value: str) -> Any:
        return c.among(column, [value])

    def of(*types: str) -> Any:
        return c.among("type", list(types))

    authority = c.named("authority", ~c.among("issuer.kind", OTHERS))
    types = ["work", "data_request", "mechanism", "signboard", "certificate", "assessment"]
    work, data, mechanism, sign, certificate, assessment = (c.named(one, of(one)) for one in types)
    shared = authority & ~assessment

    township = code("issuer.level", "township")

    def from_above(column: str) -> Any:
        return c.among(column, ["issuer", "superior"]) | (code(column, "township") & township)

    funds = c.named("funds", from_above("support.funds.borne_by"))
    staff = c.named("staff", from_above("support.staff.borne_by"))

    counts = code("approval.by.kind", "party_committee_and_government") & (
        c.raw("approval.on") <= c.raw("submitted_on")
    )
    deployment = counts & code("approval.act", "unified_deployment") & code("approval.by.level", "county")
    consent = counts & code("approval.act", "consent") & code("approval.by.level", "province")
    approved = code("approval.outcome", "approved")
    deployment, consent = c.named("deployment", deployment), c.named("consent", consent)
    deployed = c.named("deployed", deployment & approved)
    consented = c.named("consented", consent & approved)

    statute = c.named("statute", c.among("basis.rank", STATUTES))
    central = c.among("basis.rank", CENTRAL)
    adequate = c.named("adequate", c.among("basis.rank", ADEQUATE))
    mandated = c.named(
        "mandated",
        (c.flag("mechanism.centrally_required") & central)
        | (c.flag("mechanism.statutorily_required") & statute),
    )

    interior = c.named("interior", code("signboard.placement", "interior_sign"))
    room = c.named("room", code("signboard.placement", "function_room_sign"))
    listed = c.named("listed", c.among("signboard.name", c.lists["interior"]))
    levels = ["city", "county", "township"]
    extra = c.named(
        "extra",
        interior
        & ~listed
        & c.flag("signboard.typical_work")
        & c.among("signboard.sponsor_level", levels)
        & ~c.among("issuer.kind", ["court", "enterprise", "resident", "other"]),
    )
    statutory = c.named("statutory", c.flag("signboard.statutorily_required") & statute)
    exceeded = None
    for level in levels:
        one = code("signboard.sponsor_level", level) & (c.raw(f"hanging.{level}") >= 1)
        exceeded = one if exceeded is None else exceeded | one

    assist = c.named("assist", c.among("work.item", c.lists["assist"]))
    own = c.among("work.item", c.lists["autonomous"])
    agent = work & authority & code("work.role", "agent")
    forced = shared & c.flag("forced")
    carried = mechanism & authority & ~mandated
    owing = mechanism & authority
    arranged = authority & (work | mechanism | sign)

    rules = {
        "yuhui/prohibition-1": work & authority & c.flag("work.own_duty") & ~assist & ~deployed,
        "yuhui/prohibition-2": work
        & authority
        & code("work.role", "responsible")
        & c.among("work.matter", MATTERS),
        "yuhui/prohibition-3": data & authority & ~deployed,
        "yuhui/prohibition-4": data & authority & c.flag("data_request.sole_means"),
        "yuhui/prohibition-5": assessment
        & authority
        & c.flag("sole_yardstick")
        & c.with_any("assessment.criteria", BARRED),
        "yuhui/prohibition-5-elsewhere": shared & c.flag("sole_yardstick"),
        "yuhui/prohibition-6": carried & ~consented,
        "yuhui/prohibition-7": carried & c.flag("mechanism.existing_body_can_carry"),
        "yuhui/prohibition-8": owing
        & (code("support.funds.borne_by", "village") | code("support.staff.borne_by", "village")),
        "yuhui/prohibition-9": sign
        & authority
        & c.flag("signboard.counterpart")
        & ~statutory
        & ~(interior & listed)
        & ~extra
        & ~(room & c.among("signboard.name", c.lists["rooms"]))
        & ~consented,
        "yuhui/prohibition-10": arranged & c.flag("arranged_by_mechanism_only"),
        "yuhui/prohibition-11": sign & code("signboard.placement", "exterior_sign"),
        "yuhui/prohibition-12": certificate & authority & ~adequate,
        "yuhui/prohibition-13-unlawful": forced & ~c.flag("lawful"),
        "yuhui/prohibition-13-no-basis": forced & c.flag("basis.deployment"),
        "yuhui/prohibition-13-no-funds": forced & ~funds,
        "yuhui/prohibition-13-no-effect": forced & ~c.flag("practical_effect"),
        "yuhui/prohibition-13-rejected": forced & ~c.flag("accepted_by_villagers"),
        "yuhui/not-to-bear": work & c.among("work.item", c.lists["not_to_bear"]),
        "national/certificates-not-to-issue": certificate
        & c.among("certificate.item", c.lists["not_to_issue"]),
        "yuhui/certificate-unverifiable": certificate & authority & ~c.flag("certificate.able_to_verify"),
        "yuhui/interior-only-permitted": sign & interior & ~listed & ~extra & ~statutory,
        "yuhui/interior-limit": sign & interior & (c.raw("hanging.interior") >= 12),
        "yuhui/interior-one-per-level": sign & interior & ~listed & ~statutory & exceeded,
        "yuhui/task-3-township-support": agent & ~code("support.funds.borne_by", "township") & ~funds,
        "yuhui/task-11-funds": owing & ~funds,
        "yuhui/task-11-staff": owing & ~staff,
        "yuhui/sign-filing": sign & extra & ~statutory & ~c.flag("signboard.filed"),
    }
    granted = (
        (work & (assist | own | deployed))
        | (data & deployed)
        | (mechanism & (mandated | consented))
        | (sign & (room | (interior & listed) | extra | statutory | consented))
        | (certificate & authority & adequate & c.flag("certificate.able_to_verify"))
        | assessment
    )
    rejected = code("approval.outcome", "rejected")
    refused = rejected & (((work | data) & deployment) | ((mechanism | sign) & consent))
    return rules, granted, refused


def any_of(columns: list[Any]) -> Any:
    """Whether one of the columns says yes."""
    found = columns[0]
    for column in columns[1:]:
        found = found | column
    return found
