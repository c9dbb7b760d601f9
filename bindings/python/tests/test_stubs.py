"""The stubs agree with what is installed, and tests and examples with the stubs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT

TESTS = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What mypy has read already, for the whole run."""
    return str(tmp_path_factory.mktemp("mypy"))


def run(*command: str, cwd: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, done.stdout


def test_stubs_agree_with_the_native_module(tmp_path: Path) -> None:
    run("mypy.stubtest", "zhunru._zhunru", "--concise", cwd=tmp_path)


def test_strict_types(tmp_path: Path, cache: str) -> None:
    options = ["--cache-dir", cache, "--config-file", str(TESTS / "mypy.ini")]
    run("mypy", *options, "-p", "zhunru", cwd=tmp_path)
    run("mypy", *options, str(TESTS), str(PROJECT / "examples" / "python"), cwd=TESTS)


def test_a_wrong_call_is_seen(tmp_path: Path, cache: str) -> None:
    """Type checkers see through the package: what is wrong is an error to them."""
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "import zhunru\n"
        "zhunru.Proposal(demands=[{'type': 'meting'}])\n"
        "zhunru.Proposal(demands=[{'type': 'meeting', 'titel': 'x'}])\n"
        "zhunru.Engine().decide('{}', language='de')\n"
        "zhunru.Engine().decide('{}').verdict.append(1)\n"
        "zhunru.Engine().decide('{}').findings[0].rul\n"
        "for one in zhunru.Engine().decide_many([], errors='return'): one.verdict\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", cache, str(wrong)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = {line.split(":")[1] for line in done.stdout.splitlines() if ": error:" in line}
    assert lines == {"2", "3", "4", "5", "6", "7"}, done.stdout
