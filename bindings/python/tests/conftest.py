"""What the tests share. They test the installed package, never the source tree."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import zhunru

PROJECT = Path(__file__).resolve().parents[3]

#: 下洪村 in 禹会区: a village of which the packs `yuhui` and `national` speak.
VILLAGE: zhunru.types.Village = {"code": "340304100201"}

DAY = datetime.date(2024, 3, 4)

#: A form as the only means of directing work: denied, whatever else is unknown.
DENIED: zhunru.types.ProposalDict = {
    "id": "2024-031",
    "submitted_on": DAY,
    "village": VILLAGE,
    "issuer": {"level": "county", "kind": "government_department"},
    "demands": [{"type": "data_request", "frequency": "weekly", "sole_means": True}],
}


@pytest.fixture(scope="session")
def engine() -> zhunru.Engine:
    return zhunru.Engine()


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The lines that `tests/run` counts."""
    found = terminalreporter.stats
    for report in found.get("skipped", []):
        where = report.nodeid.rsplit("/", 1)[-1]
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"skipped: {where}: {why.removeprefix('Skipped: ')}")
    failed = len(found.get("failed", [])) + len(found.get("error", []))
    terminalreporter.write_line(f"{len(found.get('passed', []))} passed, {failed} failed")
