"""Measures Polars, NumPy and DuckDB on the files that the Rust program wrote, one thread each.

Fails where one of them decides otherwise than zhunru.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from frames import Numpy, Polars
from rules import RULES, VERDICTS
from sql import Duck

# Rounds over the table; the median of their processor time counts, which other programs disturb less.
ROUNDS = 5

# The place of a verdict that the peers do not know.
UNKNOWN = 255


def read(path: Path) -> pa.Table:
    """A table, all of it in memory."""
    with pa.OSFile(str(path)) as source:
        return pa.ipc.open_file(source).read_all().unify_dictionaries()


def agree(peer: Any, decided: Any, expected: pa.Table) -> None:
    """Fails where a verdict or rule is not zhunru's."""
    verdicts = expected["verdict"].combine_chunks()
    verdicts = verdicts.chunk(0) if isinstance(verdicts, pa.ChunkedArray) else verdicts
    # The dictionary also has verdicts that no peer knows, which no row should have.
    place = {code: place for place, code in enumerate(VERDICTS)}
    places = np.array([place.get(code, UNKNOWN) for code in verdicts.dictionary.to_pylist()], dtype=np.uint8)
    columns = {"verdict": places[verdicts.indices.to_numpy()]}
    if missing := set(RULES).difference(expected.column_names):
        sys.exit(f"zhunru has no columns of {sorted(missing)}")
    for name in expected.column_names:
        if name in RULES:
            columns[name] = expected[name].to_numpy()
        elif name != "verdict" and any(chunk.true_count for chunk in expected[name].chunks):
            sys.exit(f"zhunru hits {name}, which the peers do not know")
    for name, column in columns.items():
        found = peer.column(decided, name).astype(column.dtype)
        wrong = np.flatnonzero(found != column)
        if len(wrong):
            sys.exit(f"{peer.name} and zhunru differ in {name}, first in row {wrong[0]}, in {len(wrong)} rows")


def main() -> None:
    folder = Path(sys.argv[1])
    lists = {name: list(items) for name, items in json.loads((folder / "lists.json").read_text()).items()}
    expected = read(folder / "decided.arrow")
    for encoding, makers in [("codes8", [Numpy, Polars, Duck]), ("plain", [Polars, Duck])]:
        table = read(folder / f"{encoding}.arrow")
        for make in makers:
            peer = make(table, lists)
            agree(peer, peer.decide(), expected)
            times = []
            for _ in range(ROUNDS):
                began = time.process_time()
                peer.decide()
                times.append(time.process_time() - began)
            each = statistics.median(times) * 1e9 / table.num_rows
            print(f"{peer.name} {encoding} {each:.1f} ns a row", flush=True)
            del peer


main()
