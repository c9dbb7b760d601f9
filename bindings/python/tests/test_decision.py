"""Decisions: what they say, and that they are values."""

from __future__ import annotations

import dataclasses
import datetime
import json
import typing
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import DAY, DENIED, VILLAGE

import zhunru
from zhunru import Engine, Verdict


def test_what_a_decision_says(engine: Engine) -> None:
    decision = engine.decide(DENIED)
    assert decision.proposal == "2024-031"
    assert decision.verdict == "deny"
    assert decision.verdict is Verdict.DENY
    assert not decision.assignable
    assert decision.as_of == DAY
    assert decision.language == "zh"
    assert decision.possible == (Verdict.DENY,)
    assert [demand.verdict for demand in decision.demands] == ["deny"]
    finding = decision.findings[0]
    assert (finding.rule, finding.outcome) == ("yuhui/prohibition-4", "violated")
    assert finding.source.in_force_from == datetime.date(2023, 6, 8)
    assert finding.source.kind == "notice"
    assert [pack.id for pack in decision.packs] == ["national", "yuhui"]
    assert decision.findings is decision.findings


def test_the_parts_are_those_of_the_interchange_form(engine: Engine) -> None:
    for document in (DENIED, {"village": VILLAGE, "demands": [{"type": "mechanism"}]}):
        decision = engine.decide(document, as_of=DAY, trace=True)
        whole = decision.to_dict()
        assert json.loads(decision.to_json(pretty=True)) == whole
        for name in ("findings", "missing", "obligations", "advice", "open_points", "demands", "packs"):
            parts = [part.to_dict() for part in getattr(decision, name)]
            assert len(parts) == len(whole[name])
            for part, expected in zip(parts, whole[name], strict=True):
                assert expected.items() <= _without_more(part, expected).items()


def _without_more(part: dict[str, object], expected: dict[str, object]) -> dict[str, object]:
    """A part with only those fields of its own parts that the interchange form writes."""
    found = dict(part)
    for name, value in expected.items():
        inner = part[name]
        if isinstance(value, dict) and isinstance(inner, dict):
            found[name] = {key: inner[key] for key in value}
    return found


def parts_of(hint: object) -> Iterator[type]:
    """The classes of parts that a type names, such as `tuple[Finding, ...]`."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
    for inner in typing.get_args(hint):
        yield from parts_of(inner)


def described(schema: Any, whole: Any) -> Iterator[Any]:
    """The objects that a schema describes, not those inside of them."""
    if "$ref" in schema:
        yield from described(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole)
    elif "properties" in schema:
        yield schema
    else:
        for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
            yield from described(inner, whole)


def check_fields(part: type, schema: Any, whole: Any) -> None:
    hints = typing.get_type_hints(part)
    assert set(schema["properties"]) <= set(hints), part
    for name, inner in schema["properties"].items():
        for one in described(inner, whole):
            (of,) = parts_of(hints[name])
            check_fields(of, one, whole)


def test_nothing_of_the_interchange_form_is_lost(engine: Engine) -> None:
    """Every field that a decision may have is a field of the parts, also where it is rare."""
    whole = engine.schema("decision")
    assert set(whole["properties"]) - {"format"} <= set(dir(zhunru.Decision))
    parts = {
        "findings": zhunru.Finding,
        "missing": zhunru.MissingFact,
        "obligations": zhunru.Obligation,
        "advice": zhunru.Advice,
        "open_points": zhunru.OpenPoint,
        "demands": zhunru.DemandDecision,
        "packs": zhunru.PackUse,
    }
    for name, inner in whole["properties"].items():
        for one in described(inner, whole):
            check_fields(parts[name], one, whole)


def test_languages(engine: Engine) -> None:
    chinese, english = engine.decide(DENIED), engine.decide(DENIED, language="en")
    assert english.findings[0].title != chinese.findings[0].title
    assert chinese != english
    assert "不予准入" in chinese.letter()
    assert "**" in chinese.letter_markdown()
    assert "不予准入" in chinese._repr_html_()
    assert "denied" in english._repr_html_()
    with pytest.raises(zhunru.ArgumentError) as caught:
        engine.decide(DENIED, language="de")  # type: ignore[arg-type]
    assert caught.value.code == "invalid-argument"


def test_the_trace_tells_what_rules_read(engine: Engine) -> None:
    traced = engine.decide(DENIED, trace=True)
    assert len(traced.findings) > len(engine.decide(DENIED).findings)
    read = {fact.fact: fact.value for fact in traced.findings[0].facts}
    assert read["data_request.sole_means"] == "true"
    assert "data_request.sole_means" in traced.trace()


def test_values(engine: Engine) -> None:
    one, other = engine.decide(DENIED), Engine().decide(DENIED)
    assert one == other and hash(one) == hash(other)
    assert one.findings == other.findings and hash(one.findings) == hash(other.findings)
    assert one != engine.decide(DENIED, as_of="2024-03-05")
    assert repr(one) == "Decision(proposal='2024-031', verdict='deny', as_of='2024-03-04', demands=1)"
    with pytest.raises(AttributeError):
        one.verdict = Verdict.ADMIT  # type: ignore[misc]
    with pytest.raises(AttributeError):
        one.findings[0].rule = "other"  # type: ignore[misc]


def test_a_card_shows_no_markup_of_the_proposal(engine: Engine) -> None:
    card = engine.decide({**DENIED, "id": "<script>"})._repr_html_()
    assert "<script>" not in card and "&lt;script&gt;" in card


def test_verdicts() -> None:
    assert [verdict.rank for verdict in Verdict] == [0, 1, 2, 3, 4, 5]
    assert f"{Verdict.DENY}" == str(Verdict.DENY) == "deny"
    assert Verdict("admit").label == "准予准入"
    assert json.dumps({Verdict.ADMIT: Verdict.DENY}) == '{"admit": "deny"}'


def test_the_labels_of_verdicts_are_those_of_the_library(engine: Engine) -> None:
    described = json.dumps(engine.schema("decision"), ensure_ascii=False)
    for verdict in Verdict:
        assert verdict.value in described
    card = engine.decide(DENIED)
    assert Verdict.DENY.label in card.letter()
    assert Verdict.DENY.label_en in engine.decide(DENIED, language="en").letter().lower()
