"""Proposals from keyword arguments, mappings and JSON."""

from __future__ import annotations

import collections
import datetime
import json
import types
from decimal import Decimal
from typing import Any

import pytest
from conftest import DENIED, VILLAGE

import zhunru
from zhunru import Proposal, ProposalError


def test_three_ways_give_one_proposal() -> None:
    by_name = Proposal(**DENIED)
    assert by_name == Proposal.from_dict(DENIED) == Proposal(**by_name.to_dict())
    assert by_name == Proposal.from_json(by_name.to_json())
    assert by_name == Proposal.from_json(by_name.to_json(pretty=True).encode())
    assert hash(by_name) == hash(Proposal.from_dict(DENIED))
    assert by_name != Proposal(demands=[{"type": "meeting"}])
    assert by_name != "2024-031"


def test_fields() -> None:
    proposal = Proposal(
        title="周报",
        submitted_on=datetime.date(2024, 3, 4),
        starts_on="2024-03-11",
        ends_on="none",
        basis=[],
        support={"funds": {"borne_by": "issuer", "amount": Decimal("20000.00")}},
        demands=[{"type": "work", "facts": {"forced": False}}],
        facts={"accepted_by_villagers": True},
    )
    assert proposal.id is None
    assert proposal.title == "周报"
    assert proposal.submitted_on == datetime.date(2024, 3, 4)
    assert proposal.starts_on == datetime.date(2024, 3, 11)
    assert proposal.ends_on == "none"
    assert proposal.issuer is None
    assert proposal.basis == []
    assert proposal.support == {"funds": {"borne_by": "issuer", "amount": "20000.00"}}
    assert proposal.demands == [{"type": "work", "facts": {"forced": False}}]
    assert proposal.facts == {"accepted_by_villagers": True}
    assert proposal.to_dict()["format"] == 1
    assert json.loads(proposal.to_json()) == proposal.to_dict()


def test_nothing_that_is_read_changes_it() -> None:
    proposal = Proposal(**DENIED)
    proposal.demands[0]["type"] = "meeting"
    proposal.to_dict().clear()
    assert proposal == Proposal(**DENIED)
    with pytest.raises(AttributeError):
        proposal.id = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        proposal.note = "more"  # type: ignore[attr-defined]


def test_values_of_python() -> None:
    text = Proposal.from_dict(
        collections.ChainMap(
            {"submitted_on": datetime.datetime(2024, 3, 4, 15, 30)},
            {"demands": ({"type": "document", "repeated_share": Decimal("4.5E-1")},)},
        )
    ).to_dict()
    assert text["submitted_on"] == "2024-03-04"
    assert text["demands"] == [{"type": "document", "repeated_share": "0.45"}]
    frozen = types.MappingProxyType({"type": "inspection", "held_this_year": True + 1})
    assert Proposal.from_dict({"demands": [frozen]}).demands[0]["held_this_year"] == 2


def test_values_of_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    demand = {"type": "inspection", "held_this_year": numpy.int64(2), "in_yearly_plan": numpy.bool_(True)}
    assert Proposal.from_dict({"demands": [demand]}).demands == [
        {"type": "inspection", "held_this_year": 2, "in_yearly_plan": True}
    ]


def test_every_fault_is_told_with_its_path() -> None:
    faulty: Any = {"titel": "周报", "demands": [{"type": "work", "itm": "x"}, {"type": "meting"}]}
    with pytest.raises(ProposalError) as caught:
        Proposal.from_dict(faulty)
    error = caught.value
    assert [fault.path for fault in error.faults] == ["titel", "demands[0].itm", "demands[1].type"]
    assert [fault.code for fault in error.faults] == ["unknown-field", "unknown-field", "unknown-value"]
    assert (error.code, error.path, error.line, error.column) == ("unknown-field", "titel", None, None)
    assert error.message_zh is not None and "title" in error.message_zh
    assert "did you mean `item`?" in error.faults[1].message
    assert str(error).splitlines()[0].startswith("titel: ")
    assert isinstance(error, ValueError)


def test_json_that_is_none_is_told_with_its_place() -> None:
    with pytest.raises(ProposalError) as caught:
        Proposal.from_json('{"id": "1",\n "demands": [}')
    assert (caught.value.code, caught.value.line, caught.value.column) == ("json", 2, 14)
    with pytest.raises(ProposalError) as caught:
        Proposal.from_json(b"\xff\xfe{}")
    assert caught.value.code == "invalid-utf8"


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"demands": [{"type": "meeting", "held_on": object()}]}, "demands[0].held_on"),
        ({"demands": [{"type": "meeting", "held_on": {1, 2}}]}, "demands[0].held_on"),
        ({"demands": [{"type": "work", "facts": {"forced": 1.5}}]}, "demands[0].facts.forced"),
        ({"issuer": {7: "x"}, "demands": [{"type": "work"}]}, "issuer"),
        ({"submitted_on": 20240304, "demands": [{"type": "work"}]}, "submitted_on"),
        ({"id": 10**30, "demands": [{"type": "work"}]}, "id"),
        ({"id": float("inf"), "demands": [{"type": "work"}]}, "id"),
    ],
)
def test_wrong_types_are_told_with_their_path(value: Any, path: str) -> None:
    with pytest.raises(ProposalError) as caught:
        Proposal.from_dict(value)
    assert (caught.value.code, caught.value.path) == ("wrong-type", path)


def test_what_never_ends_is_refused() -> None:
    deep: dict[str, Any] = {}
    deep["issuer"] = deep
    with pytest.raises(RecursionError):
        Proposal.from_dict(deep)
    with pytest.raises(ProposalError):
        Proposal.from_json('{"issuer":' * 1000)


def test_what_a_mapping_raises_is_raised() -> None:
    class Broken(dict[str, Any]):
        pass

    class Day:
        def __index__(self) -> int:
            raise KeyError("broken")

    def rows() -> Any:
        yield {"type": "work"}
        raise KeyError("broken")

    class Rows(list[Any]):
        def __iter__(self) -> Any:
            return rows()

    with pytest.raises(KeyError, match="broken"):
        Proposal.from_dict(Broken(demands=Rows()))
    with pytest.raises(ProposalError):
        Proposal.from_dict({"demands": [{"type": "work", "item": Day()}]})


def test_replace() -> None:
    proposal = Proposal(**DENIED).replace(id="other", submitted_on=None)
    assert (proposal.id, proposal.submitted_on) == ("other", None)
    assert proposal.demands == DENIED["demands"]
    with pytest.raises(ProposalError, match="did you mean `title`"):
        proposal.replace(titel="x")


def test_an_interview(engine: zhunru.Engine) -> None:
    """Asks only for what could change the outcome, until the verdict stands."""
    answers: dict[str, Any] = {
        "issuer.kind": "government_department",
        "issuer.level": "county",
        "work.role": "assist",
        "work.own_duty": True,
        "work.matter": "other",
        "approvals": [],
        "basis": [],
    }
    proposal = Proposal(village=VILLAGE, demands=[{"type": "work"}])
    asked = []
    while questions := engine.missing(proposal, as_of="2024-03-04"):
        question = questions[0]
        asked.append(question.fact)
        assert "？" in question.question
        assert len(question.values) == len(question.labels)
        proposal = proposal.answer(question, answers.get(question.fact, False))
        assert len(asked) < 20, asked
    assert engine.decide(proposal, as_of="2024-03-04").verdict == "needs_approval"
    assert proposal.issuer == {"kind": "government_department"}
    assert any(fact.startswith("listed.") for fact in proposal.demands[0].get("facts", {}))


def test_every_question_has_a_place(engine: zhunru.Engine) -> None:
    """Whatever is asked can be answered: no answer is refused, and none is asked for again."""
    signs = [{"name": "甲室", "placement": "interior_sign"}, {"placement": "interior_sign"}]
    first = Proposal.from_dict({
        "village": {**VILLAGE, "signboards": signs},
        "issuer": {"level": "county", "kind": "government_department"},
        "demands": [
            {"type": "signboard", "placement": "interior_sign", "counterpart": False, "typical_work": True},
            {"type": "mechanism"},
            {"type": "dedicated_post", "basis": [{"title": "办法"}], "support": {}},
        ],
    })
    plain: dict[str, Any] = {"boolean": False, "integer": 1, "decimal": "1", "date": "2024-01-01"}
    proposal = first
    seen = set()
    for _ in range(100):
        questions = engine.missing(proposal, as_of="2024-03-04")
        if not questions:
            break
        question = questions[0]
        assert question.place not in seen, f"{question} is asked again"
        seen.add(question.place)
        value: Any
        if question.values:
            value = question.values[0]
        elif question.type in ("list", "approvals"):
            value = []
        else:
            value = plain.get(question.type, "某事项")
        proposal = proposal.answer(question, value)
    else:
        raise AssertionError("questions without end")
    assert engine.decide(proposal, as_of="2024-03-04").verdict != "needs_information"
    assert any("signboards" in place for place in seen)
    assert ("demands", 2, "basis", 0, "rank") in seen


def test_an_answer_that_has_no_place(engine: zhunru.Engine) -> None:
    proposal = Proposal(village=VILLAGE, demands=[{"type": "work"}])
    question = next(one for one in engine.missing(proposal, as_of="2024-03-04") if one.fact == "issuer.kind")
    joint = proposal.replace(issuer=[{"name": "甲"}, {"name": "乙"}])
    with pytest.raises(zhunru.ArgumentError, match="one of several"):
        joint.answer(question, "government")
    with pytest.raises(ProposalError):
        proposal.answer(question, "goverment")


def test_shown() -> None:
    proposal = Proposal(id="<b>", demands=[{"type": "meeting"}])
    assert repr(proposal) == "Proposal(id='<b>', demands=[{'type': 'meeting'}])"
    assert eval(repr(proposal), {"Proposal": Proposal}) == proposal
    assert "&lt;b&gt;" in proposal._repr_html_()
