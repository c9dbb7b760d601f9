"""Wrong arguments: each is told as what it is, and where."""

from __future__ import annotations

from typing import Any

import pyarrow
import pytest
from conftest import DAY, DENIED, VILLAGE

import zhunru
from zhunru import ArgumentError, Engine, Impact, Pack, Proposal

TABLE = pyarrow.table({"type": ["meeting"], "village.code": ["340304100201"]})


@pytest.mark.parametrize("one", [DENIED, "{}", b"{}", bytearray(b"{}"), Proposal(**DENIED)])
def test_one_proposal_is_not_many(engine: Engine, one: Any) -> None:
    for decide in (engine.decide_many, Impact(engine, engine).of_many):
        with pytest.raises(TypeError, match="iterable of proposals"):
            decide(one)


def test_a_string_is_no_list_of_names(engine: Engine) -> None:
    wrong: Any = "yuhui"
    for call in (
        lambda: engine.decide(DENIED, packs=wrong),
        lambda: engine.missing(DENIED, packs=wrong),
        lambda: engine.decide_table(TABLE, columns=wrong),
        lambda: engine.decide_table(TABLE, blank_means_none=wrong),
        lambda: Impact(engine, engine, packs_after=wrong),
    ):
        with pytest.raises(TypeError, match=r"list of names such as \['yuhui'\]"):
            call()
    assert engine.decide(DENIED, packs=("yuhui",)) == engine.decide(DENIED, packs=["yuhui"])


def test_what_is_no_pack() -> None:
    wrong: Any
    for wrong in ("yuhui", ["yuhui"]):
        with pytest.raises(TypeError, match=r"`Pack.built_in`.* found a `str`"):
            Engine(wrong)
    wrong = Pack.built_in("yuhui")
    with pytest.raises(TypeError, match="put it into a list"):
        Engine(wrong)
    wrong = ["pack.toml"]
    with pytest.raises(TypeError, match="mapping of paths to bytes, found a `list`"):
        Pack.from_files(wrong)


@pytest.mark.parametrize("threads", [-1, 1_025, 10**30])
def test_threads_beyond_reason(engine: Engine, threads: int) -> None:
    for decide in (engine.decide_table, engine.decide_batches):
        with pytest.raises(ArgumentError, match="`threads` is from 0 .* to 1024"):
            decide(TABLE, as_of=DAY, threads=threads)
    assert len(engine.decide_table(TABLE, as_of=DAY, threads=8)) == 1
    wrong: Any = 1.5
    with pytest.raises(TypeError):
        engine.decide_table(TABLE, as_of=DAY, threads=wrong)


def test_bytes_are_no_list(engine: Engine) -> None:
    for wrong in (b"x", bytearray(b"x")):
        with pytest.raises(zhunru.ProposalError, match=f"title: .* found a value of the type `{type(wrong).__name__}`"):
            engine.decide({**DENIED, "title": wrong})


def test_an_answer_is_to_a_question() -> None:
    wrong: Any = "issuer.level"
    with pytest.raises(TypeError, match="`MissingFact`.* found a `str`"):
        Proposal(**DENIED).answer(wrong, "county")


def test_what_pandas_has_for_missing_values_is_unknown(engine: Engine) -> None:
    pandas = pytest.importorskip("pandas")
    numpy = pytest.importorskip("numpy")
    bare: zhunru.types.ProposalDict = {"village": VILLAGE, "demands": [{"type": "meeting"}]}
    for missing in (pandas.NaT, pandas.NA, float("nan"), numpy.nan, numpy.datetime64("NaT")):
        held: dict[str, Any] = {"type": "meeting", "held_on": missing, "title": missing}
        document = {"village": VILLAGE, "submitted_on": missing, "demands": [held]}
        assert Proposal.from_dict(document) == Proposal.from_dict(bare)
    frame = pandas.DataFrame({"type": ["meeting"] * 2, "title": ["调度会", None], "held_on": [pandas.NaT] * 2})
    rows = [Proposal(village=VILLAGE, demands=[row]) for row in frame.to_dict("records")]
    assert rows[1] == Proposal.from_dict(bare) and rows[0].demands[0]["title"] == "调度会"
    with pytest.raises(TypeError, match="missing"):
        engine.decide(DENIED, as_of=pandas.NaT)
