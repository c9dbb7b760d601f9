"""The conformance suite through Python, by the same expected files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT

import zhunru

CASES = sorted((PROJECT / "tests" / "conformance").glob("*.json"))


def test_the_suite_is_there() -> None:
    assert len(CASES) >= 80


def answer(engine: zhunru.Engine, case: dict[str, Any], proposal: Any) -> dict[str, Any]:
    """What Python gives for a case, in the form of the expected files."""
    try:
        decision = engine.decide(proposal, as_of=case["as_of"], packs=case.get("packs"))
    except zhunru.ProposalError as error:
        if "error" in case["expect"]:
            return {"error": str(error)}
        return {"errors": [{"code": one.code, "path": one.path} for one in error.faults]}
    except zhunru.RequestError as error:
        return {"error": str(error)}
    found: dict[str, Any] = json.loads(decision.to_json())
    assert found == decision.to_dict()
    for pack in found["packs"]:
        assert pack.pop("digest").startswith("sm3:")
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(engine: zhunru.Engine, path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    proposal = case["proposal"]
    assert answer(engine, case, proposal) == case["expect"]
    text = json.dumps(proposal, ensure_ascii=False)
    assert answer(engine, case, text) == case["expect"]
    assert answer(engine, case, text.encode()) == case["expect"]
    if "errors" not in case["expect"]:
        read = zhunru.Proposal.from_dict(proposal)
        assert answer(engine, case, read) == case["expect"]
        assert answer(engine, case, read.to_json()) == case["expect"]
