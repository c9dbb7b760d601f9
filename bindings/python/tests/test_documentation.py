"""Examples in docstrings, the READMEs and `examples/python` run and come out as they say."""

from __future__ import annotations

import dataclasses
import doctest
import inspect
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT

import zhunru

BINDING = Path(__file__).resolve().parents[1]


def documented() -> Iterator[tuple[str, str]]:
    """Everything public with its docstring; of native classes doctest itself finds nothing."""
    yield "zhunru", zhunru.__doc__ or ""
    for name in zhunru.__all__:
        value = getattr(zhunru, name)
        if not inspect.isclass(value):
            continue
        yield name, value.__doc__ or ""
        fields = {field.name for field in dataclasses.fields(value)} if dataclasses.is_dataclass(value) else set()
        for attribute, member in vars(value).items():
            # What a field holds stands in a comment beside it.
            if not attribute.startswith("_") and attribute not in fields:
                yield f"{name}.{attribute}", inspect.getdoc(member) or ""


EXAMPLES = [(name, text) for name, text in documented() if ">>>" in text]


def test_there_are_examples() -> None:
    assert {name for name, _ in EXAMPLES} >= {"zhunru", "Engine", "Decision", "Pack", "Proposal", "Error"}


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_docstring(name: str, text: str) -> None:
    names = dict(vars(zhunru))
    test = doctest.DocTestParser().get_doctest(text, names, name, None, 0)
    told: list[str] = []
    failed = doctest.DocTestRunner(verbose=False).run(test, out=told.append).failed
    assert not failed, "".join(told)


def test_everything_public_is_documented() -> None:
    bare = [name for name, text in documented() if not text.strip()]
    assert not bare


def test_everything_public_says_that_it_is_of_zhunru() -> None:
    for name in zhunru.__all__:
        value = getattr(zhunru, name)
        if inspect.isclass(value):
            assert value.__module__.split(".")[0] == "zhunru", name


def blocks(path: Path) -> list[str]:
    """The Python blocks of a Markdown file."""
    return re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.S | re.M)


@pytest.mark.parametrize(
    "path",
    [BINDING / "README.md", PROJECT / "README.md", PROJECT / "README.zh-CN.md"],
    ids=lambda path: str(path.relative_to(PROJECT)),
)
def test_readme(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The blocks of a page run one after the other; what they print stands behind `#`."""
    monkeypatch.chdir(PROJECT)
    found = blocks(path)
    assert found
    names: dict[str, Any] = {"__name__": "readme"}
    for block in found:
        exec(compile(block, str(path), "exec"), names)
        expected = re.findall(r"print\(.*\) +# (.*)$", block, re.M)
        assert capsys.readouterr().out.splitlines() == expected


#: That for Spark has an environment of its own, to which `bindings/python/test` sees.
SCRIPTS = [path for path in sorted((PROJECT / "examples" / "python").glob("*.py")) if path.stem != "on_spark"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_example(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An example runs, and prints what its docstring says behind `Prints:`."""
    monkeypatch.chdir(PROJECT)
    runpy.run_path(str(path), run_name="__main__")
    described = inspect.cleandoc(str(runpy.run_path(str(path), run_name="example")["__doc__"]))
    expected = described.split("Prints:\n\n", 1)[1]
    lines = [line.removeprefix("    ") for line in expected.splitlines()]
    assert capsys.readouterr().out.splitlines() == lines
