"""The notebook runs from clean, and shows what is committed."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOK = PROJECT / "examples" / "notebooks" / "a-year-of-proposals.ipynb"

#: What the notebook says where no font has Chinese characters.
NO_FONT = "没有找到中文字体"


def shown(data: Any) -> str:
    """What a page shows of a value."""
    if "image/png" in data:
        return "image"
    return str(data.get("text/html") or data.get("image/svg+xml") or data["text/plain"])


def said(cell: Any) -> list[str]:
    """What a cell shows, images of points left aside."""
    found: list[str] = []
    streamed = False
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            if output["name"] == "stderr":
                # Libraries say there how they are getting on, such as that fonts are looked for.
                continue
            # What is printed may come in any number of pieces.
            if streamed:
                found[-1] += output["text"]
            else:
                found.append(output["text"])
            streamed = True
        else:
            data = output["data"]
            found.append(shown(data))
            streamed = False
    return found


def test_it_shows_what_is_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    committed = nbformat.read(NOTEBOOK, as_version=4)
    fresh = copy.deepcopy(committed)
    for cell in fresh.cells:
        cell.pop("outputs", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = nbclient.NotebookClient(
        fresh,
        timeout=600,
        startup_timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(PROJECT)}},
    )
    client.execute()
    assert NO_FONT not in json.dumps([said(cell) for cell in committed.cells], ensure_ascii=False)
    told = [said(cell) for cell in fresh.cells]
    has_font = NO_FONT not in json.dumps(told, ensure_ascii=False)
    for found, cell in zip(told, committed.cells, strict=True):
        if has_font or NO_FONT not in "".join(found):
            assert found == said(cell)
    assert sum("image" in found for found in told) == 3
    assert sum(one.startswith("<svg") for found in told for one in found) == 2
    if not has_font:
        pytest.skip("no font with Chinese characters is installed (fonts-wqy-microhei)")


def test_it_is_small() -> None:
    assert NOTEBOOK.stat().st_size < 400_000
