"""Engines: their packs, what they refuse, many proposals at once."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import DAY, DENIED, VILLAGE

import zhunru
from zhunru import Decision, Engine, Pack, Proposal


def test_packs(engine: Engine) -> None:
    ids = [pack.id for pack in engine.packs]
    assert ids[0] == "national" and "yuhui" in ids
    assert set(ids) == {pack.id for pack in Pack.all_built_in()}
    assert repr(engine).startswith("Engine(packs=[national, ")
    assert engine == Engine() and hash(engine) == hash(Engine())
    own = Engine([Pack.built_in("yuhui"), Pack.built_in("national")], built_in=False)
    assert [pack.id for pack in own.packs] == ["national", "yuhui"]
    assert own != engine
    assert own.decide(DENIED) == engine.decide(DENIED)


def test_a_pack_stands_instead_of_the_built_in_one() -> None:
    other = Pack.built_in("yuhui").with_lists_as_of("2020-01-01")
    engine = Engine([other])
    assert next(pack for pack in engine.packs if pack.id == "yuhui") == other
    assert len(engine.packs) == len(Pack.all_built_in())


def test_packs_that_cannot_work_together() -> None:
    with pytest.raises(zhunru.EngineError) as caught:
        Engine([Pack.built_in("yuhui")], built_in=False)
    assert caught.value.code == "invalid-engine"
    assert "`national`" in str(caught.value)
    with pytest.raises(TypeError):
        Engine(["yuhui"])  # type: ignore[list-item]


def test_days(engine: Engine) -> None:
    undated = {**DENIED, "submitted_on": None}
    with pytest.raises(zhunru.RequestError) as caught:
        engine.decide(undated)
    assert caught.value.code == "no-date"
    assert engine.decide(undated, as_of=DAY) == engine.decide(DENIED)
    assert engine.decide(undated, as_of="2024-03-04").as_of == DAY
    with pytest.raises(zhunru.ArgumentError):
        engine.decide(undated, as_of="4.3.2024")
    with pytest.raises(TypeError):
        engine.decide(undated, as_of=20240304)  # type: ignore[arg-type]
    assert engine.decide(undated, as_of=datetime.datetime(2024, 3, 4, 12)).as_of == DAY


def test_requests_that_cannot_be_met(engine: Engine) -> None:
    for packs, code in ((["yuhi"], "unknown-pack"), (["tianjin"], "other-place")):
        with pytest.raises(zhunru.RequestError) as caught:
            engine.decide(DENIED, packs=packs)
        assert caught.value.code == code
        assert caught.value.message_zh
    with pytest.raises(zhunru.RequestError) as caught:
        engine.decide({"demands": [{"type": "work"}]}, as_of=DAY)
    assert caught.value.code == "no-place"
    with pytest.raises(TypeError):
        engine.decide(DENIED, packs="yuhui")
    with pytest.raises(zhunru.ProposalError):
        engine.decide(7)  # type: ignore[arg-type]


def test_a_fact_that_no_pack_knows(engine: Engine) -> None:
    with pytest.raises(zhunru.ProposalError) as caught:
        engine.decide({**DENIED, "facts": {"forcd": True}})
    assert (caught.value.code, caught.value.path) == ("unknown-fact", "facts.forcd")


def test_vocabulary(engine: Engine) -> None:
    facts = {fact.path: fact for fact in engine.vocabulary}
    level = facts["issuer.level"]
    assert (level.type, level.label.zh, level.values[0].code) == ("enum", "派交单位层级", "village")
    assert facts["document.characters"].unit == "characters"
    assert {field.name for field in facts["village.signboards"].fields} >= {"name", "placement"}
    assert any(fact.pack == "yuhui" for fact in facts.values())
    assert len(set(engine.vocabulary)) == len(facts)


def test_schemas(engine: Engine) -> None:
    for document in ("proposal", "decision", "pack"):
        assert engine.schema(document)["$schema"].endswith("2020-12/schema")
    with pytest.raises(zhunru.ArgumentError):
        engine.schema("letter")  # type: ignore[arg-type]


def many(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {**DENIED, "id": str(number)}


def test_many(engine: Engine) -> None:
    steps: list[int] = []
    decisions = list(engine.decide_many(many(1000), progress=steps.append))
    assert [decision.proposal for decision in decisions] == [str(number) for number in range(1000)]
    assert decisions[7] == engine.decide({**DENIED, "id": "7"})
    assert sum(steps) == 1000 and len(steps) > 3
    assert list(engine.decide_many([])) == []


def test_many_of_every_form(engine: Engine) -> None:
    forms: list[Any] = [DENIED, Proposal(**DENIED), Proposal(**DENIED).to_json()]
    assert len(set(engine.decide_many(forms))) == 1


def test_many_begin_at_once(engine: Engine) -> None:
    """A source that waits for an answer before it goes on gets it."""
    asked: list[Decision] = []

    def source() -> Iterator[zhunru.types.ProposalDict]:
        yield DENIED
        assert len(asked) == 1, "the first decision was not given before the second was asked for"
        yield DENIED

    for decision in engine.decide_many(source()):
        asked.append(decision)
    assert len(asked) == 2


def test_many_with_faults(engine: Engine) -> None:
    faulty: list[Any] = [DENIED, {"demands": [{"type": "wrk"}]}, DENIED, {"demands": [{"type": "work"}]}, 7]
    found = list(engine.decide_many(faulty, as_of=DAY, errors="return"))
    kinds = [type(one).__name__ for one in found]
    assert kinds == ["Decision", "ProposalError", "Decision", "RequestError", "ProposalError"]
    error = found[1]
    assert isinstance(error, zhunru.Error)
    assert (error.row, error.path) == (2, "demands[0].type")
    assert str(error).startswith("row 2, demands[0].type: ")
    raising = engine.decide_many(faulty, as_of=DAY)
    assert next(raising).verdict == "deny"
    with pytest.raises(zhunru.ProposalError) as caught:
        next(raising)
    assert caught.value.row == 2
    assert next(raising).verdict == "deny"
    with pytest.raises(zhunru.ArgumentError):
        engine.decide_many([], errors="column")  # type: ignore[call-overload]


def test_what_a_source_raises_comes_after_what_it_gave(engine: Engine) -> None:
    def source() -> Iterator[zhunru.types.ProposalDict]:
        yield DENIED
        yield DENIED
        raise LookupError("broken")

    decisions = engine.decide_many(source())
    assert next(decisions).verdict == "deny"
    assert next(decisions).verdict == "deny"
    with pytest.raises(LookupError, match="broken"):
        next(decisions)
    assert list(decisions) == []


def test_what_progress_raises_stops(engine: Engine) -> None:
    def stop(_done: int) -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        list(engine.decide_many(many(10), progress=stop))


def test_the_list_of_an_office(engine: Engine, project: Any) -> None:
    proposals, faults = engine.read_proposals(project / "examples" / "data" / "proposals.xlsx")
    assert len(proposals) == 76
    assert [(fault.code, fault.path) for fault in faults] == [("note", "sheet 填表说明")]
    expected = json.loads((project / "examples" / "data" / "proposals.json").read_text(encoding="utf-8"))
    assert proposals == [Proposal.from_dict(one) for one in expected]
    same, _ = engine.read_proposals(project / "examples" / "data" / "proposals-gb18030.csv")
    assert same == proposals


def test_the_faulty_list_of_an_office(engine: Engine, project: Any) -> None:
    proposals, faults = engine.read_proposals(project / "examples" / "data" / "broken-rows.xlsx")
    assert [proposal.id for proposal in proposals][:1] == ["B-01"]
    assert all(fault.row and fault.message_zh for fault in faults if fault.code == "faulty-rows")
    assert any(fault.column for fault in faults)
    with pytest.raises(zhunru.TableError) as caught:
        engine.read_proposals(project / "no-such-file.xlsx")
    assert caught.value.code == "unreadable-table" and caught.value.file
    with pytest.raises(zhunru.ArgumentError):
        engine.read_proposals(project / "README.md", blank_means_none=["titel"])


def test_a_village_without_a_code_needs_a_pack_by_name(engine: Engine) -> None:
    nowhere = {**DENIED, "village": {"name": VILLAGE["code"]}}
    assert engine.decide(nowhere, packs=["yuhui"]).verdict == "deny"
