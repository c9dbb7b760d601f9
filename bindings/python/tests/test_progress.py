"""How far acts on record carry a procedure that is about no demand."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest
from conftest import DAY, VILLAGE
from test_lists import district
from test_procedure import review, texts

import zhunru
from zhunru import Approval, Body, Engine, Pack, WorkingCalendar

REVIEWED: zhunru.types.Approval = {
    "act": "preliminary_review",
    "by": {"kind": "civil_affairs", "level": "county", "name": "和平区民政局"},
    "on": "2024-03-01",
    "number": "津和民〔2024〕3号",
    "outcome": "approved",
}


def test_acts_by_which_a_list_was_amended() -> None:
    adjustment = district().procedure("adjustment")
    (amendment,) = district().list("assist").amendments
    whole = adjustment.progress(amendment.approvals, as_of=amendment.on)
    assert (whole.state, whole.done, whole.next) == ("complete", ("review", "ratify"), None)
    assert whole.steps_done[1].acts[0].number == "示区委〔2024〕20号"
    # Acts of later days are none yet.
    half = adjustment.progress(amendment.approvals, as_of="2024-12-10")
    assert (half.state, half.done, half.next) == ("incomplete", ("review",), "ratify")
    assert half.bodies == (("县级党委和政府",), ("县级党委", "县级政府"))
    english = adjustment.progress(amendment.approvals, as_of="2024-12-10", language="en")
    assert english.bodies[1] == ("party committee at county level", "government at county level")
    refused = dataclasses.replace(amendment.approvals[0], outcome="rejected")
    found = adjustment.progress([refused], as_of=amendment.on)
    assert found.state == "refused" and found.refused is not None and found.refused.id == "review"


def test_time_limits(engine: Engine) -> None:
    adjustment = district().procedure("adjustment")
    calendar = engine.calendar("tianjin")
    late = adjustment.progress(
        [], as_of="2024-03-04", started_on=datetime.date(2024, 2, 5), calendar=calendar
    )
    # 春节 lies between.
    assert (late.due, late.overdue) == (datetime.date(2024, 2, 23), True)
    assert (late.working_days, late.years_without_calendar) == (10, ())
    bare = adjustment.progress([], as_of="2024-02-05", started_on="2024-02-05")
    assert (bare.due, bare.overdue) == (datetime.date(2024, 2, 19), False)
    assert bare.years_without_calendar == (2024,)
    assert adjustment.progress([], as_of="2024-02-05").due is None
    assert bare == adjustment.progress(
        [], as_of="2024-02-05", started_on="2024-02-05", calendar=WorkingCalendar()
    )


def test_the_issuers_own_level() -> None:
    assert review().steps[0].by == ((Body(kind="civil_affairs", level="issuer"),),)
    known = review().progress([REVIEWED], as_of=DAY, issuer="county")
    assert (known.state, known.done) == ("incomplete", ("review",))
    assert known.steps_done[0].acts[0].by == "和平区民政局"
    assert review().progress([REVIEWED], as_of=DAY).done == ()
    assert review().progress([REVIEWED], as_of=DAY, issuer="city").done == ()
    assert "✓ 1. 同级民政部门初审" in "".join(texts(review().to_svg(progress=known)))
    shown = known._repr_html_()
    assert "✓" in shown and "▶" in shown and "津和民〔2024〕3号" in shown


def test_it_tells_what_a_decision_tells(engine: Engine) -> None:
    consented: zhunru.types.Approval = {
        "act": "unified_deployment",
        "by": {"kind": "party_committee", "level": "county"},
        "on": "2024-03-01",
        "number": "1号",
        "outcome": "approved",
    }
    proposal: zhunru.types.ProposalDict = {
        "submitted_on": "2024-02-05",
        "village": VILLAGE,
        "issuer": {"level": "county", "kind": "government_department"},
        "approvals": [consented],
        "demands": [{"type": demand} for demand in ("mechanism", "data_request", "assessment", "work")],  # type: ignore[misc]
    }
    seen = 0
    for finding in engine.decide(proposal, as_of=DAY).findings:
        if finding.procedure is None or finding.procedure.id == "approver_not_named":
            continue
        pack = finding.rule.split("/")[0]
        told = Pack.built_in(pack).procedure(finding.procedure.id).progress(
            [consented],
            as_of=DAY,
            started_on="2024-02-05",
            issuer="county",
            calendar=engine.calendar(pack),
        )
        assert told == finding.procedure
        seen += 1
    assert seen


@pytest.mark.parametrize("pack", Pack.all_built_in(), ids=lambda pack: pack.id)
def test_every_procedure_goes_there_and_back(pack: Pack) -> None:
    """Each begins at its first step, under the names that the pack gives to its bodies."""
    for procedure in pack.procedures:
        for language in ("zh", "en"):
            told = procedure.progress([], as_of=DAY, language=language)
            first = procedure.steps[0]
            titles = {"zh": (procedure.title, first.title), "en": (procedure.title_en, first.title_en)}
            bodies = {"zh": first.bodies, "en": first.bodies_en}
            assert (told.id, told.next, told.working_days) == (procedure.id, first.id, first.working_days)
            assert told.bodies == bodies[language]
            if titles[language] != (None, None):
                assert (told.title, told.next_title) == titles[language]


def test_a_procedure_of_ones_own() -> None:
    own = zhunru.Procedure(
        id="clearance",
        title="发表前审核",
        title_en=None,
        steps=(
            zhunru.Step(
                id="clear",
                title="审核",
                title_en=None,
                acts=("assessment",),
                bodies=(),
                bodies_en=(),
                by=((Body(kind="governance_centre", level="county"),),),
            ),
        ),
        source=zhunru.Clause(document="own", clause="一"),
    )
    act = Approval(
        act="assessment",
        by=zhunru.Organ(kind="governance_centre", level="county"),
        on=DAY,
        number="1号",
        outcome="approved",
    )
    assert own.progress([act], as_of=DAY).state == "complete"
    assert own.progress([dataclasses.replace(act, outcome=None)], as_of=DAY).state is None
    assert own.progress([dataclasses.replace(act, number="none")], as_of=DAY).state == "incomplete"
    wrong = dataclasses.replace(own.steps[0], by=((Body(kind="governance_center", level="county"),),))
    with pytest.raises(zhunru.ArgumentError, match="`governance_center` is no kind of organ"):
        dataclasses.replace(own, steps=(wrong,)).progress([], as_of=DAY)


def test_faults() -> None:
    wrong: Any = [REVIEWED, {"act": "studdy", "on": "4.3.2024"}]
    with pytest.raises(zhunru.ProposalError) as caught:
        review().progress(wrong, as_of=DAY)
    assert [fault.path for fault in caught.value.faults] == ["[1].act", "[1].on"]
    wrong = "countty"
    with pytest.raises(zhunru.ArgumentError, match="`countty` is no administrative level"):
        review().progress([], as_of=DAY, issuer=wrong)
    wrong = "tianjin"
    with pytest.raises(TypeError):
        review().progress([], as_of=DAY, calendar=wrong)
    with pytest.raises(TypeError):
        review().progress([])  # type: ignore[call-arg]
