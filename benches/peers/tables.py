"""Measures zhunru's tables beside Polars, NumPy and DuckDB by hand, on the same rows by the same rules.

    python3 benches/peers/tables.py [rows]

builds what writes the files, makes an environment of its own beside them with what ``requirements.txt`` names,
and runs all on one thread. It fails where one of them decides otherwise than zhunru. ``benches/README.md`` has
the figures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

here = Path(__file__).resolve().parent
root = here.parent.parent
target = Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
folder = target / "peer-tables"
environment = folder / "environment"


def main() -> None:
    rows = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    cargo = ["cargo", "run", "--release", "-p", "zhunru-benches", "--bin", "peer_tables", "--"]
    subprocess.run([*cargo, rows, str(folder)], cwd=root, check=True)
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", str(here / "requirements.txt")], check=True)
    one = {name: "1" for name in ["POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]}
    subprocess.run([python, str(here / "tables" / "measure.py"), str(folder)], env={**os.environ, **one}, check=True)


main()
