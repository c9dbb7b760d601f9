"""What is installed is the wheel, and the wheel is what it says."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from conftest import PROJECT

import zhunru
from zhunru import _zhunru


def test_the_installed_package_is_tested() -> None:
    places = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    assert Path(zhunru.__file__).resolve().parent.parent in places
    assert Path(_zhunru.__file__).suffixes[-2:] == [".abi3", ".so"]


def test_what_the_wheel_declares() -> None:
    told = importlib.metadata.metadata("zhunru")
    assert told["Version"] == zhunru.__version__
    assert told["Requires-Python"] == ">=3.10"
    assert told.get_all("Requires-Dist") is None
    assert "MIT" in str(told["License-Expression"])
    text = importlib.metadata.distribution("zhunru").read_text("WHEEL")
    assert text is not None
    tags = [line.removeprefix("Tag: ") for line in text.splitlines() if line.startswith("Tag: ")]
    assert tags and all(tag.startswith("cp310-abi3-") for tag in tags)


def test_what_the_wheel_holds() -> None:
    files = importlib.metadata.files("zhunru")
    assert files is not None
    names = {str(file) for file in files}
    sources = {
        f"zhunru/{path.name}"
        for path in (PROJECT / "bindings" / "python" / "python" / "zhunru").iterdir()
        if path.suffix in (".py", ".pyi", ".typed") or path.name == "py.typed"
    }
    assert sources <= names and "zhunru/py.typed" in sources
    own = {name for name in names if name.startswith("zhunru/") and "__pycache__" not in name}
    assert own - sources == {f"zhunru/{Path(_zhunru.__file__).name}"}
    licences = {name for name in names if "licenses/" in name}
    assert {Path(name).name for name in licences} >= {"LICENSE-APACHE", "LICENSE-MIT"}


def test_the_library_uses_no_more_than_it_declares() -> None:
    """The names of CPython that the library needs are those of the stable ABI of 3.10."""
    wheel = os.environ.get("ZHUNRU_WHEEL")
    if wheel is None:
        pytest.skip("`ZHUNRU_WHEEL` does not name the wheel")
    done = subprocess.run(
        [sys.executable, "-m", "abi3audit", "--strict", "--report", wheel],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (audited,) = json.loads(done.stdout)["specs"].values()
    (library,) = audited["wheel"]
    assert library["result"]["baseline"] == "3.10"
    assert library["result"]["is_abi3"] and not library["result"]["non_abi3_symbols"]
