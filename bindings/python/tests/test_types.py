"""What the types say is what the library reads."""

from __future__ import annotations

import typing
from typing import Any, Literal, Union

import pytest

import zhunru
from zhunru import Engine, types


def schema_types(schema: Any) -> Any:
    """A schema without the ways of leaving a value out: null, and that there is none."""
    for key in ("anyOf", "oneOf"):
        if key in schema:
            kept = [one for one in schema[key] if one != {"type": "null"} and one.get("const") != "none"]
            return schema_types(kept[0]) if len(kept) == 1 else {"anyOf": kept}
    return schema


def values(hint: Any) -> set[str] | None:
    """The values of a literal, inside of what may be around it."""
    origin = typing.get_origin(hint)
    if origin is Literal:
        return set(typing.get_args(hint))
    for inner in typing.get_args(hint):
        found = values(inner)
        if found is not None:
            return found
    if typing.is_typeddict(hint):
        # Checked by itself.
        return set()
    return None


def enumerated(schema: Any) -> set[str] | None:
    """The values that a schema allows, if it names them."""
    if isinstance(schema, dict):
        if "enum" in schema:
            return {value for value in schema["enum"] if value is not None} - {"none"}
        for inner in schema.values():
            found = enumerated(inner)
            if found is not None:
                return found
    if isinstance(schema, list):
        for inner in schema:
            found = enumerated(inner)
            if found is not None:
                return found
    return None


def check(of: Any, schema: Any) -> None:
    """A typed mapping has the keys of a schema, and the values that it names."""
    hints = typing.get_type_hints(of)
    assert set(hints) == set(schema["properties"]), of
    assert of.__required_keys__ == frozenset(schema.get("required", ())), of
    for name, hint in hints.items():
        if name in ("type", "format", "matter"):
            continue
        allowed = enumerated(schema["properties"][name])
        if allowed is not None and values(hint) != set():
            assert values(hint) == allowed, f"{of.__name__}.{name}"


@pytest.fixture(scope="module")
def schema(engine: Engine) -> dict[str, Any]:
    return engine.schema("proposal")


def test_proposal(schema: dict[str, Any]) -> None:
    check(types.ProposalDict, schema)
    parameters = set(typing.get_type_hints(types.ProposalDict))
    import inspect

    assert set(inspect.signature(zhunru.Proposal).parameters) == parameters


@pytest.mark.parametrize(
    ("of", "name"),
    [
        (types.Organ, "organ"),
        (types.Village, "village"),
        (types.LegalBasis, "basis"),
        (types.Approval, "approval"),
        (types.Support, "support"),
        (types.SupportItem, "support_item"),
    ],
)
def test_parts(schema: dict[str, Any], of: Any, name: str) -> None:
    check(of, schema["$defs"][name])


def test_stock(schema: dict[str, Any]) -> None:
    stock = schema["$defs"]["village"]["properties"]
    for of, name in (
        (types.StockSignboard, "signboards"),
        (types.StockMechanism, "mechanisms"),
        (types.StockItem, "digital_tools"),
        (types.StockItem, "chat_groups"),
    ):
        entries = schema_types(stock[name])["items"]
        check(of, entries)


def test_demands(schema: dict[str, Any]) -> None:
    described = {one["$ref"].rsplit("/", 1)[1] for one in schema["$defs"]["demand"]["oneOf"]}
    assert set(typing.get_args(types.DemandType)) == described
    seen = set()
    for of in typing.get_args(types.Demand):
        for code in values(typing.get_type_hints(of)["type"]) or ():
            check(of, schema["$defs"][code])
            seen.add(code)
    assert seen == described


def test_output_columns(engine: Engine) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    names = typing.get_args(types.OutputColumn)
    table = pyarrow.table({"type": ["meeting"]})
    decided = engine.decide_table(table, as_of="2024-03-04", columns=names, errors="column")
    assert set(names) - {"rule_flags"} <= set(decided.column_names)
    with pytest.raises(zhunru.ArgumentError) as caught:
        engine.decide_table(table, columns=["all"])  # type: ignore[list-item]
    assert all(name in str(caught.value) for name in names)


def test_codes(engine: Engine) -> None:
    import json

    described = json.dumps(engine.schema("decision"))
    for codes in (
        zhunru.Outcome,
        zhunru.Modality,
        zhunru.SourceKind,
        zhunru.ProcedureState,
        zhunru.Due,
        zhunru.ObligationStatus,
        zhunru.Unit,
    ):
        for code in typing.get_args(codes):
            assert f'"{code}"' in described, code


def test_levels_of_packs_are_levels() -> None:
    levels = set(typing.get_args(types.AdminLevel))
    assert {pack.place.level for pack in zhunru.Pack.all_built_in()} <= levels
