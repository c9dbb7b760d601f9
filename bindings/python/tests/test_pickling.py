"""What can be pickled, here and into another process."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from typing import Any

import pyarrow
import pytest
from conftest import DAY, DENIED, VILLAGE
from test_lists import FIRST, SECOND, district, read_on
from test_pack import FILES, MANIFEST, SIGN
from test_procedure import review, reviewed

import zhunru
from zhunru import Engine, Pack, Proposal

#: Unpickles an engine and a proposal, decides, and gives the decision back.
CHILD = """
import pickle, sys
engine, proposal = pickle.load(sys.stdin.buffer)
pickle.dump((engine, engine.decide(proposal)), sys.stdout.buffer)
"""


def through(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


def things() -> list[Any]:
    engine = Engine([Pack.from_files(FILES)])
    open_ended = engine.decide({"village": VILLAGE, "demands": [{"type": "mechanism"}]}, as_of=DAY)
    return [
        engine,
        Proposal(**DENIED),
        engine.decide(DENIED, trace=True),
        open_ended,
        *engine.decide(DENIED, trace=True).findings[:2],
        *open_ended.missing[:2],
        *open_ended.obligations[:2],
        Pack.built_in("yuhui"),
        Pack.built_in("yuhui").with_lists_as_of(DAY),
        Pack.from_files(FILES, name="mine"),
        *Pack.built_in("yuhui").rules[:2],
        engine.decide_table(pyarrow.table({"type": ["meeting"]}), as_of=DAY, errors="column").summary,
        engine.vocabulary[0],
        zhunru.Impact(engine, Engine(), packs_after=["yuhui"]),
        review(),
        reviewed(),
        district().list("assist"),
        *district().list_versions("assist"),
        read_on(FIRST).compare(read_on(SECOND)),
        Pack.built_in("yuhui").compare(Pack.built_in("tianjin")),
        engine.calendar("yuhui"),
        engine.calendar("yuhui").deadline(DAY, 5),
        zhunru.Verdict.DENY,
    ]


@pytest.mark.parametrize("thing", things(), ids=lambda thing: type(thing).__name__)
def test_round_trip(thing: Any) -> None:
    back = through(thing)
    assert back == thing and type(back) is type(thing)
    assert repr(back) == repr(thing)
    # Its counts stand in dictionaries.
    if not isinstance(thing, zhunru.TableSummary):
        assert hash(back) == hash(thing)
    assert copy.deepcopy(thing) == thing


def test_a_decision_is_whole(engine: Engine) -> None:
    one = engine.decide(DENIED, trace=True, language="en")
    back = through(one)
    assert (back.letter(), back.letter_markdown(), back.trace()) == (
        one.letter(),
        one.letter_markdown(),
        one.trace(),
    )
    assert back.to_json(pretty=True) == one.to_json(pretty=True)
    assert back._repr_html_() == one._repr_html_()
    assert (back.verdict, back.as_of, back.language) == (one.verdict, one.as_of, "en")
    assert through(back) == one


def test_an_error_is_whole(engine: Engine) -> None:
    for wrong in ({"demands": [{"type": "wrk"}]}, {"demands": [{"type": "work"}]}):
        with pytest.raises(zhunru.Error) as caught:
            engine.decide(wrong, as_of=DAY)
        back = through(caught.value)
        assert type(back) is type(caught.value)
        assert back.faults == caught.value.faults and str(back) == str(caught.value)


def test_a_pack_decides_as_before() -> None:
    parent = Pack.from_files(FILES)
    text = MANIFEST.replace('"example"', '"below"').replace('["national"]', '["example"]')
    child = Pack.from_files({"pack.toml": text}, parents=[parent])
    back = through(child)
    assert back.digest == child.digest
    assert Engine([back, parent]).decide(SIGN, as_of=DAY, packs=["below"]).verdict == "deny"


def test_a_built_in_pack_of_another_version_is_refused() -> None:
    restore, state = Pack.built_in("yuhui").__reduce__()
    with pytest.raises(zhunru.PackError) as caught:
        restore(state[0], state[1], "sm3:" + "0" * 64)
    assert caught.value.code == "other-digest"


def test_into_another_process() -> None:
    engine = Engine([Pack.from_files(FILES), Pack.built_in("yuhui").with_lists_as_of(DAY)])
    proposal = Proposal(**DENIED)
    child = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=pickle.dumps((engine, proposal)),
        stdout=subprocess.PIPE,
        check=True,
    )
    back, decision = pickle.loads(child.stdout)
    assert back == engine
    assert decision == engine.decide(proposal)
