"""One engine in many threads; long work releases the interpreter's lock and stops on Ctrl-C."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow
import pytest
from conftest import DAY, DENIED, VILLAGE
from test_tables import rows

from zhunru import Engine, Pack, Proposal, types


def test_many_threads_give_the_same(engine: Engine) -> None:
    demands: tuple[types.Demand, ...] = (
        {"type": "work"},
        {"type": "signboard"},
        {"type": "mechanism"},
        {"type": "assessment"},
    )
    proposals = [Proposal(village=VILLAGE, demands=[demand]) for demand in demands]
    alone = [engine.decide(proposal, as_of=DAY) for proposal in proposals]
    table = engine.decide_table(rows(500), type="data_request")
    barrier = threading.Barrier(16)

    def work(number: int) -> bool:
        barrier.wait()
        for _ in range(5):
            decided = [engine.decide(proposal, as_of=DAY) for proposal in proposals]
            same = decided == alone and [one.missing for one in decided] == [one.missing for one in alone]
            same &= list(engine.decide_many(proposals, as_of=DAY)) == alone
            again = engine.decide_table(rows(500), type="data_request", threads=number % 3)
            if not same or pyarrow.table(again) != pyarrow.table(table):
                return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(work, range(16)))


def test_the_parts_of_one_decision_in_many_threads(engine: Engine) -> None:
    for _ in range(20):
        decision = engine.decide(DENIED)
        barrier = threading.Barrier(8)

        def read() -> object:
            barrier.wait()
            return decision.findings  # noqa: B023

        with ThreadPoolExecutor(8) as pool:
            found = [future.result() for future in [pool.submit(read) for _ in range(8)]]
        assert all(one is found[0] for one in found)


def test_building_and_tables_release_the_lock(engine: Engine) -> None:
    """Another thread goes on while long work is done: it counts, and would stand still otherwise."""
    for work in (
        lambda: engine.decide_table(rows(30_000), type="data_request", threads=1),
        lambda: [Engine() for _ in range(20)],
        lambda: Pack.built_in("yuhui").run_cases(),
    ):
        counted = 0
        interval = sys.getswitchinterval()
        stop = threading.Event()

        def count() -> None:
            nonlocal counted
            while not stop.is_set():
                counted += 1
                time.sleep(0)  # gives the lock back

        thread = threading.Thread(target=count)
        # Nobody takes the lock from a thread within this time: only one that releases it lets another
        # go on.
        sys.setswitchinterval(1000)
        try:
            thread.start()
            before = counted
            work()
            after = counted
        finally:
            sys.setswitchinterval(interval)
            stop.set()
            thread.join()
        assert after > before


#: Begins work without end, and says so; Ctrl-C must end it.
ENDLESS = """
import itertools, sys
import pyarrow
import zhunru

engine = zhunru.Engine()
meeting = {"submitted_on": "2024-03-04", "village": {"code": "340304100201"}, "demands": [{"type": "meeting"}]}
columns = {"type": ["meeting"] * 9000, "村代码": ["340304100201"] * 9000}
batch = pyarrow.record_batch(columns)
table = pyarrow.RecordBatchReader.from_batches(batch.schema, itertools.repeat(batch))

def begun(_done):
    print("begun", flush=True)

work = {
    "many": lambda: [None for one in engine.decide_many(itertools.repeat(meeting), progress=begun) if not one],
    "impact": lambda: zhunru.Impact(engine, engine).of_many(itertools.repeat(meeting), progress=begun),
    "table": lambda: engine.decide_table(table, as_of="2024-03-04", columns=["row"], progress=begun),
    "batches": lambda: [None for one in engine.decide_batches(table, as_of="2024-03-04", progress=begun) if not one],
}
try:
    work[sys.argv[1]]()
except KeyboardInterrupt:
    sys.exit(77)
"""


def test_an_interruption_is_not_lost_where_a_value_is_looked_at(engine: Engine) -> None:
    """To ask whether a value is a mapping runs code of Python, and Ctrl-C may come just then."""

    class Interrupted:
        @property  # type: ignore[misc]
        def __class__(self) -> type:
            raise KeyboardInterrupt

    values: list[Any] = [Interrupted(), {"demands": Interrupted()}]
    for value in values:
        with pytest.raises(KeyboardInterrupt):
            engine.decide(value, as_of=DAY)
        with pytest.raises(KeyboardInterrupt):
            list(engine.decide_many([value], as_of=DAY, errors="return"))


@pytest.mark.parametrize("work", ["many", "impact", "table", "batches"])
def test_interrupts(work: str) -> None:
    import signal

    child = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, work], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"begun\n"
    child.send_signal(signal.SIGINT)
    # What goes on without end would be stopped by this limit and fail.
    _, told = child.communicate(timeout=300)
    assert child.returncode == 77, told.decode()
