"""Proposals of any shape go through every form and come back the same."""

from __future__ import annotations

import copy
import json
import pickle
import typing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhunru
from zhunru import Engine, Proposal, types

ENGINE = Engine()
SCHEMA = ENGINE.schema("proposal")

DAYS = st.dates(min_value=__import__("datetime").date(1900, 1, 1))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20
).filter(lambda text: bool(text.strip()))
AMOUNTS = st.decimals(0, 10**9, places=2, allow_nan=False)


def of_schema(schema: Any) -> st.SearchStrategy[Any]:
    """Values of a schema, now and then of what Python has for them."""
    if "$ref" in schema:
        return of_schema(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return st.one_of([of_schema(one) for one in schema[key]])
    kind = schema.get("type")
    if isinstance(kind, list):
        return st.one_of([of_schema({**schema, "type": one}) for one in kind])
    if kind == "object":
        return objects(schema)
    if kind == "array":
        return st.lists(of_schema(schema["items"]), min_size=schema.get("minItems", 0), max_size=2)
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return st.integers(schema.get("minimum", 0), schema.get("maximum", 2**31))
    if kind == "null":
        return st.none()
    assert kind == "string", schema
    if schema.get("format") == "date":
        return DAYS | DAYS.map(str)
    if "pattern" in schema and "[0-9]" in schema["pattern"]:
        return AMOUNTS | AMOUNTS.map(str)
    return TEXTS


def objects(schema: Any) -> st.SearchStrategy[Any]:
    properties = schema.get("properties", {})
    required = {name: of_schema(properties[name]) for name in schema.get("required", ())}
    optional = {
        name: of_schema(one)
        for name, one in properties.items()
        # Codes have check digits and facts a vocabulary: both have tests of their own.
        if name not in required and name not in ("code", "facts", "matter", "demands")
    }
    return st.fixed_dictionaries(required, optional=optional)


PROPOSALS = of_schema({key: value for key, value in SCHEMA.items() if key != "$defs"})
DEMANDS = st.lists(of_schema(SCHEMA["$defs"]["demand"]), min_size=1, max_size=3)


@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(PROPOSALS, DEMANDS)
def test_round_trips(document: dict[str, Any], demands: list[Any]) -> None:
    document = {**document, "demands": demands}
    before = copy.deepcopy(document)
    try:
        proposal = Proposal.from_dict(document)
    except zhunru.ProposalError as error:
        # What one schema cannot say: an amount of too many digits, a negative one.
        assert {fault.code for fault in error.faults} <= {"decimal", "wrong-value"}, error
        return
    assert document == before, "the mapping was changed"
    assert Proposal.from_dict(proposal.to_dict()) == proposal
    assert Proposal.from_json(proposal.to_json()) == proposal
    assert Proposal.from_json(proposal.to_json(pretty=True)) == proposal
    assert json.loads(proposal.to_json()) == proposal.to_dict()
    assert pickle.loads(pickle.dumps(proposal)) == proposal
    fields = {name: getattr(proposal, name) for name in typing.get_type_hints(types.ProposalDict) if name != "format"}
    assert Proposal(**fields) == proposal
    assert proposal.replace(id="other").replace(id=proposal.id) == proposal
    assert eval(repr(proposal), {"Proposal": Proposal}) == proposal
    assert hash(Proposal.from_dict(document)) == hash(proposal)
    assert proposal._repr_html_()


@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(PROPOSALS, DEMANDS)
def test_decisions_round_trip(document: dict[str, Any], demands: list[Any]) -> None:
    try:
        proposal = Proposal.from_dict({**document, "demands": demands})
        decision = ENGINE.decide(proposal, as_of="2024-03-04", packs=["yuhui"])
    except zhunru.Error:
        return
    assert pickle.loads(pickle.dumps(decision)) == decision
    assert ENGINE.decide(proposal.to_json(), as_of="2024-03-04", packs=["yuhui"]) == decision
    assert decision._repr_html_() and decision.letter()
    for question in decision.missing:
        assert question.place and question.question


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | DAYS | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


@settings(deadline=None, max_examples=500)
@given(ANYTHING)
def test_anything_else_is_refused_with_a_place(value: Any) -> None:
    for wrong in (value, {"demands": value}, {"demands": [{"type": "work", "facts": value}]}):
        try:
            Proposal.from_dict(wrong)
        except zhunru.ProposalError as error:
            assert all(fault.code and fault.message for fault in error.faults)


@pytest.mark.parametrize("text", ["\ud800", "x\udfffy"])
def test_text_that_is_none(text: str) -> None:
    """Half of a character is no text."""
    with pytest.raises(zhunru.ProposalError) as caught:
        Proposal(id=text, demands=[{"type": "work"}])
    assert (caught.value.code, caught.value.path) == ("invalid-utf8", "id")
    with pytest.raises(zhunru.ProposalError):
        Proposal.from_dict({text: "x", "demands": [{"type": "work"}]})
