"""A million decisions leave the process as large as it was."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
from pathlib import Path

import pytest
from conftest import DAY, DENIED, VILLAGE
from test_tables import rows

import zhunru
from zhunru import Engine, Proposal

STATUS = Path("/proc/self/status")


def resident() -> int:
    """The memory of this process, in KiB."""
    gc.collect()
    if not STATUS.exists():
        command = ["ps", "-o", "rss=", "-p", str(os.getpid())]
        return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    for line in STATUS.read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise AssertionError("no VmRSS")


def test_a_million_decisions(engine: Engine) -> None:
    # In a place of which no pack speaks, so that a million are soon decided.
    proposal = Proposal(village={"code": "110101001001"}, demands=[{"type": "meeting"}])
    document = proposal.to_dict()

    def decide(count: int) -> None:
        for _ in range(count // 10):
            for _ in range(9):
                assert not engine.decide(proposal, as_of=DAY).assignable
            engine.decide(document, as_of=DAY)

    decide(100_000)
    before = resident()
    decide(1_000_000)
    assert resident() - before < 4_096, "KiB more after a million decisions"


def test_everything_else(engine: Engine) -> None:
    """Parts, pickles, faults, tables, engines."""
    table = rows(100)
    questions: zhunru.types.ProposalDict = {"village": VILLAGE, "demands": [{"type": "mechanism"}]}

    def use(count: int) -> None:
        for number in range(count):
            decision = engine.decide(DENIED, trace=True)
            assert decision.findings and decision.letter() and decision.trace() and hash(decision)
            assert engine.missing(questions, as_of=DAY)
            assert pickle.loads(pickle.dumps(decision)) == decision
            with pytest.raises(zhunru.ProposalError):
                engine.decide({"demands": [{"type": "wrk"}]})
            for _ in engine.decide_many([DENIED, {}], errors="return"):
                pass
            if number % 10 == 0:
                engine.decide_table(table, type="data_request").__arrow_c_stream__()
                for _ in engine.decide_batches(table, type="data_request"):
                    pass
            if number % 100 == 0:
                assert Engine().packs

    use(500)
    before = resident()
    use(1_500)
    assert resident() - before < 6_144, "KiB more"
